import type { Option } from './option.js'
import { table } from './tables.js'

/** The row of an option, in whatever release it is read. */
export function option(tableId: string, name: string): Option | undefined {
  return table(tableId).find((row) => row.name === name)
}
