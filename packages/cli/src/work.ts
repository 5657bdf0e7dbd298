import type { Call } from './arguments.js'
import { check } from './commands/check.js'

/** What each command does; the answer is the exit status. */
export const commandsByName: Readonly<Record<string, (call: Call) => Promise<number>>> = { check }
