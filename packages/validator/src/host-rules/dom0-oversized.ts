import { isMeasured } from '@xenlint/catalogue'
import { freshlyBooted } from '@xenlint/emulator'
import { type Dom0Amount, type HostGuest, type Origin, readDom0Memory } from '@xenlint/model'
import type { Finding, HostContext, HostRule, Related } from '../rule.js'

/** Xen gives dom0 what there is, and says nothing. */
export const dom0Oversized: HostRule = {
  id: 'dom0-oversized',
  summary: 'More memory for dom0 than the machine has: nothing is left for guests.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findOversized
}

function* findOversized(context: HostContext): Iterable<Finding> {
  const { boot, facts, release, lifecycle, xlConf } = context.host
  if (!isMeasured(release.xen) || facts.memoryMiB === undefined || boot.xen === false) return
  // Told to do so, xl shrinks dom0 for each guest.
  if (['on', '1'].includes(xlConf.value('autoballoon')?.text ?? '')) return
  const size = lastSize(context)
  const { memory } = freshlyBooted(context.host)
  if (!size || !memory || size.amount.pages * 4 <= memory.totalKiB - memory.xenKiB) return
  const left = Math.round(memory.freeKiB / 1024)
  // `max:` may bound it.
  if (left >= leastOfUse) return
  yield {
    case: 'all',
    at: size.at,
    message: `The machine has ${facts.memoryMiB} MiB: dom0 gets ${Math.round(memory.dom0KiB / 1024)} of them, and ${left} MiB are left for guests.`,
    related: lifecycle.auto.flatMap(({ guest }) => (guest ? [wish(guest)] : [])).slice(0, mostNamed)
  }
}

/** MiB in which a guest could do something. */
const leastOfUse = 32

const mostNamed = 8

/** The size that counts, where it is a plain number. */
function lastSize({ host, release }: HostContext): { amount: Dom0Amount; at: Origin } | undefined {
  const options = (host.boot.xenOptions ?? []).filter(({ name }) => name === 'dom0_mem')
  const sizes = options.flatMap(({ value = '', origin, valueOrigin }) =>
    readDom0Memory(value, release.xen)
      .amounts.filter(({ kind }) => kind === 'size')
      .map((amount) => ({ amount, at: valueOrigin ?? origin }))
  )
  const last = sizes.at(-1)
  return last && last.amount.percent === 0 && !last.amount.isNegative ? last : undefined
}

function wish({ memoryMiB, name, file }: HostGuest): Related {
  return { at: memoryMiB.origin, message: `\`${name?.value ?? file}\` is to have ${memoryMiB.value} MiB.` }
}
