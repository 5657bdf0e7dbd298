import { areVariants, type Claim, type HostGuest, shareDevice } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { nameOf } from './clash.js'
import { needsOf } from './standing.js'

/** The second guest of a name is refused, or not even tried. */
export const nameRepeated: HostRule = {
  id: 'name-repeated',
  summary: 'One `name` for two guests.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findRepeated
}

const mostLooked = 64

function* findRepeated({ host }: HostContext): Iterable<Finding> {
  const shared = [...host.resources.shared('name')]
  if (shared.length === 0) return
  const order = new Map(host.lifecycle.auto.flatMap(({ guest }, index) => (guest ? [[guest, index]] : [])))
  for (const { key, claims } of shared) {
    const rank = ({ guest }: Claim): number => order.get(guest) ?? claims.length + order.size
    const sorted = [...claims].sort((one, other) => rank(one) - rank(other))
    for (const [index, claim] of sorted.entries()) {
      const near = sorted.slice(Math.max(0, index - mostLooked), index + 1 + mostLooked)
      const other = near.find(({ guest }) => guest !== claim.guest && areTwo(guest, claim.guest))
      if (!other) continue
      const isLater = sorted.indexOf(other) < index
      const atBoot = claim.guest.auto.length > 0 && other.guest.auto.length > 0
      yield {
        case: atBoot ? 'at-boot' : 'by-hand',
        at: claim.origin,
        severity: !isLater ? 'hint' : atBoot ? 'error' : 'warning',
        needs: needsOf(host),
        message: atBoot
          ? `\`${key}\` is the name of another guest that starts at boot, so ${isLater ? 'this one' : 'that one'} does not: \`Domain with name "${key}" already exists.\``
          : `\`${key}\` is the name of another guest, so only one of them can run: \`Domain with name "${key}" already exists.\``,
        related: [{ at: other.origin, message: `The other \`${nameOf(other)}\`.` }]
      }
    }
  }
}

/** True for two machines: files that are two ways to start one share its name on purpose, and its devices. */
function areTwo(one: HostGuest, other: HostGuest): boolean {
  if (areVariants(one, other) || shareDevice(one, other)) return false
  // A file without any device is a note or a beginning.
  return [one, other].every(({ disks, nics }) => disks.length + nics.length > 0)
}
