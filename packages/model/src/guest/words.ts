import { wordsAt } from '@xenlint/catalogue'
import type { Session } from './session.js'

/** libxl's word for what was written: its tables are matched without regard to case. */
export function wordOf({ release }: Session, table: string, written: string): string | undefined {
  const lower = lowerCase(written)
  return release.of((xen) => wordsAt(table, xen).find(({ word }) => word === lower)?.word)
}

export function wordOfNumber({ release }: Session, table: string, number: bigint): string | undefined {
  return release.of((xen) => wordsAt(table, xen).find((each) => BigInt(each.number) === number)?.word)
}

export function numberOfWord({ release }: Session, table: string, word: string): number | undefined {
  return release.of((xen) => wordsAt(table, xen).find((each) => each.word === word)?.number)
}

// Only A to Z: C's `tolower` leaves other letters alone.
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
