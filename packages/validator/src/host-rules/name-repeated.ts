import { absenceAtBoot } from '@xenlint/emulator'
import { areVariants, type Claim, type Host, type HostGuest, shareDevice } from '@xenlint/model'
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
      const from = Math.max(0, index - mostLooked)
      const near = sorted
        .slice(from, index + 1 + mostLooked)
        .map((other, place): Near => ({ other, isLater: from + place < index }))
      const isApart = ({ other: { guest } }: Near): boolean =>
        guest !== claim.guest && areTwo(guest, claim.guest)
      // One that runs by then says more than one that fails, or that comes after.
      const found = near.find((each) => meetsAtBoot(host, claim, each) && isApart(each)) ?? near.find(isApart)
      if (!found) continue
      const { other, isLater } = found
      const atBoot = meetsAtBoot(host, claim, found)
      yield {
        case: atBoot ? 'at-boot' : 'by-hand',
        at: claim.origin,
        severity: !isLater ? 'hint' : atBoot ? 'error' : 'warning',
        needs: needsOf(host),
        message: sentence(key, atBoot, isLater),
        related: [{ at: other.origin, message: `The other \`${nameOf(other)}\`.` }]
      }
    }
  }
}

/** Another claim on the name, and whether this one stands behind it. */
interface Near {
  readonly other: Claim
  readonly isLater: boolean
}

/** True where both start at boot, and the first of them runs when it is the other's turn. */
function meetsAtBoot(host: Host, claim: Claim, { other, isLater }: Near): boolean {
  const first = isLater ? other : claim
  return (
    claim.guest.auto.length > 0 &&
    other.guest.auto.length > 0 &&
    absenceAtBoot(host, first.guest) === undefined
  )
}

function sentence(name: string, atBoot: boolean, isLater: boolean): string {
  if (!atBoot)
    return `\`${name}\` is the name of another guest, so only one of them can run: \`Domain with name "${name}" already exists.\``
  return isLater
    ? `\`${name}\` is the name of a guest before this one at boot: xendomains finds one running, and passes this one over.`
    : `\`${name}\` is the name of a guest behind this one at boot too, which xendomains then passes over.`
}

/** True for two machines: files that are two ways to start one share its name on purpose, and its devices. */
function areTwo(one: HostGuest, other: HostGuest): boolean {
  if (areVariants(one, other) || shareDevice(one, other)) return false
  // A file without any device is a note or a beginning.
  return [one, other].every(({ disks, nics }) => disks.length + nics.length > 0)
}
