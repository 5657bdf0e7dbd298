import type { Foreign, Option, Specification } from './option.js'
import { within, type XenVersion } from './release.js'
import { foreignNames, specifications, table } from './tables.js'

const indexes = new Map<string, ReadonlyMap<string, Option>>()

/** The row of an option, in whatever release it is read. */
export function option(tableId: string, name: string): Option | undefined {
  let index = indexes.get(tableId)
  if (!index) {
    index = new Map(table(tableId).map((row) => [row.name, row]))
    indexes.set(tableId, index)
  }
  return index.get(name)
}

/** The row as one release reads it: with the fields that differ there. */
export function optionAt(row: Option, xen: XenVersion): Option {
  let read = row
  for (const change of row.changes ?? []) {
    const { since: _since, until: _until, ...fields } = change
    if (within(change, xen)) read = { ...read, ...fields }
  }
  return read
}

/** The language of a string inside an option. */
export function specification(name: string): Specification | undefined {
  return specifications().find((row) => row.name === name)
}

/** The language of the strings of an option, where it has one of its own. */
export function specificationOf(option: string): Specification | undefined {
  return specifications().find(({ options }) => options.includes(option))
}

/** What is known of a name that no release reads: who writes it. */
export function foreign(tableId: string, name: string): Foreign | undefined {
  return foreignNames().find((row) => row.name === name && row.tables.includes(tableId))
}
