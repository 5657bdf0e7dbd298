import { wordsAt, type XenVersion } from '@xenlint/catalogue'

/** libxl's word for what was written: its tables are matched without regard to case. */
export function wordOf(table: string, written: string, xen: XenVersion): string | undefined {
  const lower = lowerCase(written)
  return wordsAt(table, xen).find(({ word }) => word === lower)?.word
}

export function wordOfNumber(table: string, number: bigint, xen: XenVersion): string | undefined {
  return wordsAt(table, xen).find((each) => BigInt(each.number) === number)?.word
}

export function numberOfWord(table: string, word: string, xen: XenVersion): number | undefined {
  return wordsAt(table, xen).find((each) => each.word === word)?.number
}

// Only A to Z: C's `tolower` leaves other letters alone.
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
