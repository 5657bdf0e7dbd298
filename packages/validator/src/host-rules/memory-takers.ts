import type { GuestOutcome } from '@xenlint/emulator'
import type { Host, HostGuest, Origin } from '@xenlint/model'
import type { Related } from '../rule.js'

/** So many guests are named; of more, those that take the most. */
const mostNamed = 8

/** The largest of the guests that run, in the order of their starts, once one more was tried. */
export function largestWith(
  largest: readonly GuestOutcome[],
  outcome: GuestOutcome
): readonly GuestOutcome[] {
  if (outcome.id === undefined || outcome.memoryMiB === undefined) return largest
  const all = [...largest, outcome]
  if (all.length <= mostNamed) return all
  // Of guests of one size, those that start first are named.
  const least = all.reduce((one, other) => (sizeOf(other) <= sizeOf(one) ? other : one))
  return all.filter((each) => each !== least)
}

function sizeOf({ memoryMiB = 0 }: GuestOutcome): number {
  return memoryMiB
}

/** Who has the memory that a guest lacks: dom0, where something fixes its share, and the largest that run before. */
export function memoryTakers(
  { boot, xlConf }: Host,
  largest: readonly GuestOutcome[],
  guest: HostGuest,
  at: Origin
): Related[] {
  if (at !== guest.memoryMiB.origin || guest.memoryMiB.value === 0) return []
  const dom0 = boot.xenOptions?.findLast(({ name }) => name === 'dom0_mem')
  const balloon = xlConf.value('autoballoon')
  return [
    ...(dom0 ? [{ at: dom0.origin, message: 'What dom0 has is fixed here.' }] : []),
    ...(balloon
      ? [{ at: balloon.origin, message: 'Whether dom0 gives up memory for guests is said here.' }]
      : []),
    ...largest.flatMap(taker)
  ]
}

function taker({ guest, name, memoryMiB, state }: GuestOutcome): Related[] {
  if (!guest) return []
  const has = state === 'unknown' ? 'may have' : 'has'
  return [
    { at: guest.memoryMiB.origin, message: `\`${name}\`, which starts before, ${has} ${memoryMiB} MiB.` }
  ]
}
