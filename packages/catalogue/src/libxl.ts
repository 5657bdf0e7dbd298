import { text as fieldRows } from '#data/libxl-structures'
import { text as wordRows } from '#data/libxl-words'
import { perRelease } from './per-release.js'
import type { Span, XenVersion } from './release.js'
import { once, rows } from './tables.js'

/** One member of a libxl structure; the rows stand in the order in which libxl's JSON prints them. */
export interface Field extends Span {
  readonly structure: string
  readonly name: string
  /** A built-in (`text`, `flag`, `int32`, `bits`, …), a table of words, or another structure. */
  readonly type: string
  readonly list?: boolean
  /** The number that is not printed; 0 where absent. 64-bit numbers are texts. */
  readonly default?: number | string
  /** A union: the field that selects the member, and the structure of each member. */
  readonly by?: string
  readonly members?: Readonly<Record<string, string | null>>
}

/** A word of one of libxl's enumerations: matched without regard to case, printed in lower case. */
export interface Word extends Span {
  readonly table: string
  readonly number: number
  readonly word: string
  /** The one that is not printed. */
  readonly default?: boolean
}

/** The fields of each structure. */
export const structures: () => ReadonlyMap<string, readonly Field[]> = once(() =>
  grouped(rows<Field>(fieldRows), ({ structure }) => structure)
)

/** The fields of a structure that one release has. */
export function fieldsAt(structure: string, version: XenVersion): readonly Field[] {
  return fields().get(structure)?.(version) ?? []
}

/** The words of each enumeration. */
export const wordTables: () => ReadonlyMap<string, readonly Word[]> = once(() =>
  grouped(rows<Word>(wordRows), ({ table }) => table)
)

/** Rows by a key, in their order. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

const fields = once(() => new Map([...structures()].map(([name, rows]) => [name, perRelease(() => rows)])))
const words = once(() => new Map([...wordTables()].map(([name, rows]) => [name, perRelease(() => rows)])))

/** The words of an enumeration that one release has. */
export function wordsAt(table: string, version: XenVersion): readonly Word[] {
  return words().get(table)?.(version) ?? []
}
