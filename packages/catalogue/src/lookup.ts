import type { Foreign, Option, Specification } from './option.js'
import { compareVersions, type Span, within, type XenVersion } from './release.js'
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

const changed = new WeakMap<Option, Map<string, Option>>()

/** The row as one release reads it: with the fields that differ there. Releases that read it alike share it. */
export function optionAt(row: Option, xen: XenVersion): Option {
  if (!row.changes) return row
  const known = readBy.get(row) ?? new Map<XenVersion, Option>()
  readBy.set(row, known)
  const read = known.get(xen) ?? changedRow(row, row.changes, xen)
  known.set(xen, read)
  return read
}

const readBy = new WeakMap<Option, Map<XenVersion, Option>>()

/** Releases that read a row alike get one and the same. */
function changedRow(row: Option, all: readonly Change[], xen: XenVersion): Option {
  const changes = all.filter((change) => isRead(change) && within(change, xen))
  const key = all.map((change) => changes.includes(change)).join()
  const known = changed.get(row) ?? new Map<string, Option>()
  changed.set(row, known)
  const read = known.get(key) ?? changes.reduce(withChange, row)
  known.set(key, read)
  return read
}

// Of releases that differ in words alone a rule need not be asked one by one.
function isRead(change: Change): boolean {
  return Object.keys(change).some((field) => !['since', 'until', 'notes'].includes(field))
}

type Change = NonNullable<Option['changes']>[number]

function withChange(row: Option, change: Change): Option {
  const { since: _since, until: _until, notes: _notes, ...fields } = change
  return { ...row, ...fields }
}

/** The releases that take as the option's value what its row says, without the changes. */
export function spanOfType({ since, until, changes = [] }: Option): Span {
  const others = changes.filter(({ type }) => type)
  const ends = others.flatMap((change) => change.until ?? [])
  const begins = others.flatMap((change) => (change.until ? [] : (change.since ?? [])))
  const first = [since ?? [], ends].flat().sort(compareVersions).at(-1)
  const last = [until ?? [], begins].flat().sort(compareVersions)[0]
  return { ...(first ? { since: first } : {}), ...(last ? { until: last } : {}) }
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
