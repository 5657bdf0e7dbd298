import type { Option } from './option.js'

const tables: Readonly<Record<string, () => readonly Option[]>> = {}

/** The rows of a table, sorted by name; none where no such table is. */
export function table(id: string): readonly Option[] {
  return tables[id]?.() ?? []
}
