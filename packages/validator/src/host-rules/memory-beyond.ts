import { isMeasured } from '@xenlint/catalogue'
import { starvedAlone } from '@xenlint/emulator'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { eachGuest } from './each-guest.js'
import { standing } from './standing.js'

/** Guests that start with the host are told of by the boot; this one is for those that somebody starts by hand. */
export const memoryBeyond: HostRule = {
  id: 'memory-beyond',
  summary: 'A guest with more memory than the machine can give, even where no other guest runs.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findBeyond
}

function findBeyond({ host }: HostContext): Iterable<Finding> {
  const { boot, facts, release } = host
  const isKnown = isMeasured(release.xen) && facts.memoryMiB !== undefined && boot.xen !== false
  return isKnown ? beyond(host) : []
}

const beyond = eachGuest((host, guest, needs) => {
  if (guest.auto.length > 0 || !guest.isTaken()) return undefined
  const starved = starvedAlone(host, guest)
  if (!starved) return undefined
  const { boot, xlConf } = host
  const dom0 = boot.xenOptions?.findLast(({ name }) => name === 'dom0_mem')
  const balloon = xlConf.value('autoballoon')
  return {
    case: starved.case,
    at: guest.memoryMiB.origin,
    severity: standing(guest),
    needs,
    message: `The guest cannot start even where no other runs: ${starved.why}.`,
    related: [
      ...(dom0 ? [{ at: dom0.origin, message: 'What dom0 has is fixed here.' }] : []),
      ...(balloon
        ? [{ at: balloon.origin, message: 'Whether dom0 gives up memory for guests is said here.' }]
        : [])
    ]
  }
})
