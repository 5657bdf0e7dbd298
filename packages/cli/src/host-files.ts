import { join } from 'node:path'
import { entriesOf, exists, kindOf, readText } from './disk.js'

/** The names in a folder, sorted; none where it is no folder. */
export function namesIn(folder: string): string[] {
  const entries = exists(folder) && kindOf(folder) === 'folder' ? entriesOf(folder) : []
  return 'fault' in entries ? [] : entries.map(({ name }) => name)
}

/** The text of a regular file; nothing where there is none or it cannot be read. */
export function textOf(path: string): string | undefined {
  if (!exists(path) || kindOf(path) !== 'file') return undefined
  const found = readText(path)
  return 'fault' in found ? undefined : found.text
}

/** A file of a host, by its path there. */
export function fileOf(host: string, path: string): { path: string; text: string } | undefined {
  const text = textOf(join(host, path))
  return text === undefined ? undefined : { path, text }
}
