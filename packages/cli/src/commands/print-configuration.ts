import { dirname } from 'node:path'
import { complain } from '../complaint.js'
import { kindOf } from '../disk.js'
import { configurationFor } from '../wishes.js'
import type { Wishes } from '../workspace.js'

/** Prints the configuration that counts for a path, all that it extends included. */
export async function printConfiguration(path: string, wishes: Wishes): Promise<number> {
  const kind = kindOf(path)
  if (typeof kind === 'object') return complain([kind])
  const configuration = await configurationFor(kind === 'folder' ? path : dirname(path), wishes)
  if ('fault' in configuration) return complain([configuration])
  const { file, target, rules, ignore, kinds, facts } = configuration
  const shown = {
    file: file ?? null,
    target,
    rules: Object.fromEntries(rules),
    ignore,
    kinds,
    facts: facts ?? null
  }
  process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`)
  return 0
}
