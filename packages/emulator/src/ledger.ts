import type { Numbers } from './renumbered.js'
import type { Memory, StateDraft } from './state.js'

/** What each guest finds in numbers when its turn comes, and last what all of them leave. */
export interface Ledger extends Readonly<Record<Column, readonly number[]>> {
  /** The rest of the machine's memory, which no guest changes; `undefined` where it is not known. */
  readonly memory: Memory | undefined
}

/** What guests hand on to those behind them. */
export type Sum = 'ids' | 'loops' | 'freeKiB' | 'dom0KiB' | 'doubtfulKiB'

/**
 * `spareKiB` is the free memory that a guest does not ask for, less than nothing where others are in its way;
 * `toldIds` and `toldLoops` are the numbers with which it was started last: all that is told of it counts from them.
 */
type Column = Sum | 'spareKiB' | 'toldIds' | 'toldLoops'

/** A ledger while guests are started one after the other. */
export interface LedgerDraft extends Record<Column, number[]> {
  readonly memory: Memory | undefined
}

export function emptyLedger({ memory }: StateDraft): LedgerDraft {
  return {
    ids: [],
    loops: [],
    freeKiB: [],
    dom0KiB: [],
    doubtfulKiB: [],
    spareKiB: [],
    toldIds: [],
    toldLoops: [],
    memory
  }
}

/** Writes down what the next guest finds, or what the last one leaves. */
export function enter(ledger: LedgerDraft, { nextId, firstLoop, memory, doubtfulKiB }: StateDraft): void {
  ledger.ids.push(nextId)
  ledger.loops.push(firstLoop)
  ledger.freeKiB.push(memory?.freeKiB ?? 0)
  ledger.dom0KiB.push(memory?.dom0KiB ?? 0)
  ledger.doubtfulKiB.push(doubtfulKiB)
  ledger.toldIds.push(nextId)
  ledger.toldLoops.push(firstLoop)
}

/** What the guest at a place finds. */
export function numbersAt(
  { memory, ...ledger }: Ledger,
  place: number
): Pick<StateDraft, 'nextId' | 'firstLoop' | 'memory' | 'doubtfulKiB'> {
  const at = (sum: Sum): number => ledger[sum][place] ?? 0
  return {
    nextId: at('ids'),
    firstLoop: at('loops'),
    doubtfulKiB: at('doubtfulKiB'),
    memory: memory && { ...memory, freeKiB: at('freeKiB'), dom0KiB: at('dom0KiB') }
  }
}

/** The numbers that the guest at a place has, and those it was started with. */
export function numbersOf(
  { ids, loops, toldIds, toldLoops }: Ledger,
  place: number
): { readonly now: Numbers; readonly told: Numbers } {
  return {
    now: { id: ids[place] ?? 0, firstLoop: loops[place] ?? 0 },
    told: { id: toldIds[place] ?? 0, firstLoop: toldLoops[place] ?? 0 }
  }
}

/** The same ledger where the guest at a place was started anew. */
export function startedAt(ledger: Ledger, place: number, spareKiB: number): Ledger {
  const { now } = numbersOf(ledger, place)
  return {
    ...ledger,
    spareKiB: replaced(ledger.spareKiB, place, spareKiB),
    toldIds: replaced(ledger.toldIds, place, now.id),
    toldLoops: replaced(ledger.toldLoops, place, now.firstLoop)
  }
}

function replaced(column: readonly number[], place: number, value: number): readonly number[] {
  return column[place] === value ? column : column.with(place, value)
}

/** By how much a sum grows with the guest at a place. */
export function growth(ledger: Ledger, sum: Sum, place: number): number {
  return (ledger[sum][place + 1] ?? 0) - (ledger[sum][place] ?? 0)
}

/** The least memory that is left over when a guest behind a place has come up. */
export function leastSpare({ spareKiB }: Ledger, place: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let each = place + 1; each < spareKiB.length; each++) least = Math.min(least, spareKiB[each] ?? 0)
  return least
}

/** The same ledger where all behind a place find more than they did. */
export function shifted(ledger: Ledger, place: number, more: Readonly<Record<Sum, number>>): Ledger {
  const column = (sum: Column, by: number): readonly number[] =>
    by === 0 ? ledger[sum] : ledger[sum].map((value, each) => (each > place ? value + by : value))
  return {
    ...ledger,
    ids: column('ids', more.ids),
    loops: column('loops', more.loops),
    freeKiB: column('freeKiB', more.freeKiB),
    dom0KiB: column('dom0KiB', more.dom0KiB),
    doubtfulKiB: column('doubtfulKiB', more.doubtfulKiB),
    spareKiB: column('spareKiB', more.freeKiB)
  }
}
