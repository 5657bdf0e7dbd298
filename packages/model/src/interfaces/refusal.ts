import type { Origin } from '../origin.js'

/** What ifup can have against a line. */
export type RefusalCase =
  | 'name-missing'
  | 'family-unknown'
  | 'method-unknown'
  | 'word-extra'
  | 'parent-missing'
  | 'parent-unknown'
  | 'option-misplaced'
  | 'value-missing'
  | 'script-repeated'
  | 'source-folder'

/** What ifup says of a line, as it says it. */
export interface Refusal {
  readonly case: RefusalCase
  /** Without the program's name, the file and the line. */
  readonly message: string
  readonly file: string
  /** The last physical line of the statement, counted from 1; absent where it speaks of a whole file. */
  readonly line?: number
  /** True where it reads no further in this file. */
  readonly fatal: boolean
  readonly at: Origin
}

/** The line that ifup prints, but for its own name in front. */
export function printed({ file, line, message }: Refusal): string {
  return line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`
}
