import { join } from 'node:path'
import { type Fault, readText } from './disk.js'

/** The page of a rule, as it was shipped beside the program. */
export function pageOf(rule: string): string | Fault {
  const found = readText(join(__dirname, 'rules', `${rule}.md`))
  return 'fault' in found ? found : found.text
}
