import { readerOf } from '@xenlint/catalogue'

/** The program that reads a format, as messages name it. */
export function programOf(format: string): string {
  return readerOf(format)?.program ?? 'xl'
}
