import { readerOf } from '@xenlint/catalogue'

/** The program that reads a format, as messages name it. */
export function programOf(format: string): string {
  return readerOf(format)?.program ?? 'xl'
}

/** What it does with an option that it does not know, behind `which`. */
export function passesOver(format: string): string {
  return readerOf(format)?.remarks ? 'boots without it' : 'ignores it without a word'
}
