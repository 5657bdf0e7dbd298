import { absenceAtBoot } from '@xenlint/emulator'
import { type Claim, type Host, type HostGuest, type Resource, runTogether } from '@xenlint/model'
import type { Severity } from '../rule.js'

/** One guest's claim on what another guest that runs beside it claims too. */
export interface Clash {
  readonly key: string
  readonly claim: Claim
  readonly other: Claim
  /** Whether both start at boot, or may be started. */
  readonly together: 'always' | 'perhaps'
  /** True where the other starts before this one: then this one is the one that fails. */
  readonly isLater: boolean
}

/** A pair of claims that cannot be had at one time; by default each pair of guests. */
export type Conflict = (one: Claim, other: Claim) => boolean

// Of a crowd that all want one thing each names one other, and looks for it among so many.
const mostLooked = 64

/**
 * What guests that run together both ask for; each guest is told once for each thing.
 * Things that none of them is `greedy` for are passed by: a thousand guests may read one disk.
 */
export function* clashes(
  host: Host,
  kind: Resource,
  conflict: Conflict = () => true,
  greedy: (claim: Claim) => boolean = () => true
): Iterable<Clash> {
  const shared = host.resources.shared(kind).filter(({ claims }) => claims.some(greedy))
  if (shared.length === 0) return
  const order = new Map(host.lifecycle.auto.flatMap(({ guest }, index) => (guest ? [[guest, index]] : [])))
  const rank = ({ guest }: Claim): number => order.get(guest) ?? Number.POSITIVE_INFINITY
  for (const { key, claims } of shared) {
    const sorted = [...claims].sort((one, two) => compare(rank(one), rank(two)) || one.index - two.index)
    const told = new Set<Claim['guest']>()
    for (const [index, claim] of sorted.entries()) {
      if (told.has(claim.guest)) continue
      const clash = clashOf(host, sorted, index, conflict)
      if (!clash) continue
      told.add(claim.guest)
      yield { key, claim, ...clash }
    }
  }
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1
}

/** The guest that this one meets: one that always runs with it before one that may, an earlier one before a later. */
function clashOf(
  host: Host,
  sorted: readonly Claim[],
  index: number,
  conflict: Conflict
): Omit<Clash, 'key' | 'claim'> | undefined {
  const claim = sorted[index] as Claim
  const from = Math.max(0, index - mostLooked)
  const near = [...sorted.slice(from, index), ...sorted.slice(index + 1, index + 1 + mostLooked)]
  let found: Omit<Clash, 'key' | 'claim'> | undefined
  for (const [place, other] of near.entries()) {
    const always = runTogether(claim.guest, other.guest)
    if (always === 'never' || !conflict(claim, other)) continue
    const isLater = place < index - from
    const isFree = always === 'always' && areApart(host, claim.guest, other.guest, isLater)
    const together = isFree ? 'perhaps' : always
    const clash = { other, together, isLater } as const
    if (together === 'always' && clash.isLater) return clash
    if (!found || (together === 'always' && found.together === 'perhaps')) found = clash
  }
  return found
}

/** One that fails before the other starts is not in its way; nor is either where one is never tried. */
function areApart(host: Host, guest: HostGuest, other: HostGuest, isLater: boolean): boolean {
  const [first, second] = isLater ? [other, guest] : [guest, other]
  return absenceAtBoot(host, first) !== undefined || absenceAtBoot(host, second) === 'skipped'
}

/** As severe as `worst` for the guest that fails at boot, a warning where only a start by hand would; the first is told by the way. */
export function severityOf({ together, isLater }: Clash, worst: Severity): Severity {
  if (!isLater) return 'hint'
  return together === 'always' || worst === 'hint' ? worst : 'warning'
}

/** The name of a guest as people know it: its own, else that of its file. */
export function nameOf({ guest }: Claim): string {
  return guest.name?.value ?? guest.path.slice(guest.path.lastIndexOf('/') + 1)
}

/** When the two run together, in words for the middle of a sentence. */
export function meeting({ together }: Clash): string {
  return together === 'always' ? 'and both start at boot' : 'if both run'
}
