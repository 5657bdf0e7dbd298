import type { GuestOutcome } from '@xenlint/emulator'
import type { Host, HostGuest, Origin } from '@xenlint/model'
import type { Related } from '../rule.js'

/** So many guests are named; of more, those that take the most. */
const mostNamed = 8

/** Who has the memory that a guest lacks: dom0, where something fixes its share, and the guests that started before. */
export function memoryTakers(
  { boot, xlConf }: Host,
  before: readonly GuestOutcome[],
  guest: HostGuest,
  at: Origin
): Related[] {
  if (at !== guest.memoryMiB.origin || guest.memoryMiB.value === 0) return []
  const dom0 = boot.xenOptions?.findLast(({ name }) => name === 'dom0_mem')
  const balloon = xlConf.value('autoballoon')
  const running = before.filter(({ id, memoryMiB }) => id !== undefined && memoryMiB !== undefined)
  const largest = [...running].sort((one, other) => (other.memoryMiB ?? 0) - (one.memoryMiB ?? 0))
  const named = new Set(largest.slice(0, mostNamed))
  return [
    ...(dom0 ? [{ at: dom0.origin, message: 'What dom0 has is fixed here.' }] : []),
    ...(balloon
      ? [{ at: balloon.origin, message: 'Whether dom0 gives up memory for guests is said here.' }]
      : []),
    ...running.filter((outcome) => named.has(outcome)).flatMap(taker)
  ]
}

function taker({ guest, name, memoryMiB, state }: GuestOutcome): Related[] {
  if (!guest) return []
  const has = state === 'unknown' ? 'may have' : 'has'
  return [
    { at: guest.memoryMiB.origin, message: `\`${name}\`, which starts before, ${has} ${memoryMiB} MiB.` }
  ]
}
