import type { Room } from './balloon.js'
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
 * `shrunkKiB` is what dom0 gives to a guest, and `spareKiB` what is left then: of dom0's memory where it gives some,
 * of the free memory elsewhere, less than nothing where others are in the guest's way;
 * `toldIds`, `toldLoops` and `toldFreeKiB` are what it was started with last: all that is told of it counts from them.
 */
type Column = Sum | 'shrunkKiB' | 'spareKiB' | 'toldIds' | 'toldLoops' | 'toldFreeKiB'

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
    shrunkKiB: [],
    spareKiB: [],
    toldIds: [],
    toldLoops: [],
    toldFreeKiB: [],
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
  ledger.toldFreeKiB.push(memory?.freeKiB ?? 0)
}

/** Writes down where the memory of the guest that was entered last came from. */
export function enterRoom(ledger: LedgerDraft, { shrunkKiB, spareKiB }: Room): void {
  ledger.shrunkKiB.push(shrunkKiB)
  ledger.spareKiB.push(spareKiB)
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
export function startedAt(ledger: Ledger, place: number, { shrunkKiB, spareKiB }: Room): Ledger {
  const { now } = numbersOf(ledger, place)
  return {
    ...ledger,
    shrunkKiB: replaced(ledger.shrunkKiB, place, shrunkKiB),
    spareKiB: replaced(ledger.spareKiB, place, spareKiB),
    toldIds: replaced(ledger.toldIds, place, now.id),
    toldLoops: replaced(ledger.toldLoops, place, now.firstLoop),
    toldFreeKiB: replaced(ledger.toldFreeKiB, place, ledger.freeKiB[place] ?? 0)
  }
}

function replaced(column: readonly number[], place: number, value: number): readonly number[] {
  return column[place] === value ? column : column.with(place, value)
}

/** By how much a sum grows with the guest at a place. */
export function growth(ledger: Ledger, sum: Sum, place: number): number {
  return (ledger[sum][place + 1] ?? 0) - (ledger[sum][place] ?? 0)
}

/** True where a guest behind a place may get too little memory, or is in the way of others who have any. */
export function isShort({ shrunkKiB, spareKiB }: Ledger, place: number): boolean {
  for (let each = place + 1; each < spareKiB.length; each++) {
    const spare = spareKiB[each] ?? 0
    if (spare < 0 && (spare === Number.NEGATIVE_INFINITY || shrunkKiB[each] !== 0)) return true
  }
  return false
}

/** The first guest behind a place to which dom0 gives another part of its memory than it was started with. */
export function firstPressed(ledger: Ledger, place: number): number | undefined {
  const { freeKiB, toldFreeKiB, shrunkKiB, spareKiB } = ledger
  for (let each = place + 1; each < spareKiB.length; each++) {
    const spare = spareKiB[each] ?? 0
    const isOther = shrunkKiB[each] === 0 ? spare < 0 : freeKiB[each] !== toldFreeKiB[each]
    if (isOther && spare !== Number.NEGATIVE_INFINITY) return each
  }
  return undefined
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
    spareKiB: ledger.spareKiB.map((value, each) =>
      each > place ? value + spareAt(ledger, each, more) : value
    )
  }
}

function spareAt(
  { shrunkKiB }: Ledger,
  place: number,
  { freeKiB, dom0KiB }: Readonly<Record<Sum, number>>
): number {
  return shrunkKiB[place] === 0 ? freeKiB : freeKiB + dom0KiB
}
