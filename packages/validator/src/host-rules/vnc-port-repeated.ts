import type { Claim } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { clashes, meeting, nameOf, severityOf } from './clash.js'

/** QEMU listens on a port that is fixed, or not at all. */
export const vncPortRepeated: HostRule = {
  id: 'vnc-port-repeated',
  summary: 'One fixed VNC port for the screens of two guests.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.2.0',
  check: findRepeated
}

function* findRepeated({ host }: HostContext): Iterable<Finding> {
  for (const clash of clashes(host, 'vnc', overlap)) {
    const { key, claim, other } = clash
    yield {
      case: 'repeated',
      at: claim.origin,
      severity: severityOf(clash, 'warning'),
      message: `Port ${key} is that of the screen of \`${nameOf(other)}\` too, ${meeting(clash)}: the second finds it taken; \`vncunused=1\` looks for a free one.`,
      related: [{ at: other.origin, message: `The same port for \`${nameOf(other)}\`.` }]
    }
  }
}

function overlap(one: Claim, other: Claim): boolean {
  const [first, second] = [addressOf(one), addressOf(other)]
  return first === second || isEverywhere(first) || isEverywhere(second)
}

function addressOf({ guest, index }: Claim): string {
  return guest.vncScreens[index]?.address ?? ''
}

function isEverywhere(address: string): boolean {
  return /^(?:|0\.0\.0\.0|\[?::\]?)$/.test(address)
}
