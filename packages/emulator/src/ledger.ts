import type { Memory, StateDraft } from './state.js'

/** What each guest finds in numbers when its turn comes, and last what all of them leave. */
export interface Ledger {
  readonly ids: Float64Array
  readonly loops: Float64Array
  readonly freeKiB: Float64Array
  readonly dom0KiB: Float64Array
  readonly doubtfulKiB: Float64Array
  /** The free memory that each guest does not ask for; less than nothing where others are in its way. */
  readonly spareKiB: Float64Array
  /** The rest of the machine's memory, which no guest changes; `undefined` where it is not known. */
  readonly memory: Memory | undefined
}

type Column = 'ids' | 'loops' | 'freeKiB' | 'dom0KiB' | 'doubtfulKiB'

export function ledgerFor(guests: number, { memory }: StateDraft): Ledger {
  const column = (): Float64Array => new Float64Array(guests + 1)
  return {
    ids: column(),
    loops: column(),
    freeKiB: column(),
    dom0KiB: column(),
    doubtfulKiB: column(),
    spareKiB: column().fill(Number.POSITIVE_INFINITY),
    memory
  }
}

/** Writes down what the guest at a place finds. */
export function enter(
  ledger: Ledger,
  place: number,
  { nextId, firstLoop, memory, doubtfulKiB }: StateDraft
): void {
  ledger.ids[place] = nextId
  ledger.loops[place] = firstLoop
  ledger.freeKiB[place] = memory?.freeKiB ?? 0
  ledger.dom0KiB[place] = memory?.dom0KiB ?? 0
  ledger.doubtfulKiB[place] = doubtfulKiB
}

/** The numbers that the guest at a place finds. */
export function numbersAt(
  { memory, ...ledger }: Ledger,
  place: number
): Pick<StateDraft, 'nextId' | 'firstLoop' | 'memory' | 'doubtfulKiB'> {
  const at = (column: Column): number => ledger[column][place] ?? 0
  return {
    nextId: at('ids'),
    firstLoop: at('loops'),
    doubtfulKiB: at('doubtfulKiB'),
    memory: memory && { ...memory, freeKiB: at('freeKiB'), dom0KiB: at('dom0KiB') }
  }
}

/** By how much a number grows with the guest at a place. */
export function growth(ledger: Ledger, column: Column, place: number): number {
  return (ledger[column][place + 1] ?? 0) - (ledger[column][place] ?? 0)
}

/** The same ledger in arrays of its own. */
export function copied({ memory, ...columns }: Ledger): Ledger {
  const { ids, loops, freeKiB, dom0KiB, doubtfulKiB, spareKiB } = columns
  return {
    ids,
    loops,
    freeKiB: freeKiB.slice(),
    dom0KiB: dom0KiB.slice(),
    doubtfulKiB: doubtfulKiB.slice(),
    spareKiB: spareKiB.slice(),
    memory
  }
}

/** Adds to what is found by all behind a place. */
export function shift(column: Float64Array, place: number, by: number): void {
  if (by === 0) return
  for (let each = place + 1; each < column.length; each++) column[each] = (column[each] ?? 0) + by
}

/** The least memory that is left over when a guest behind a place has come up. */
export function leastSpare({ spareKiB }: Ledger, place: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let each = place + 1; each < spareKiB.length; each++) least = Math.min(least, spareKiB[each] ?? 0)
  return least
}
