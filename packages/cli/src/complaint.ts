import type { Fault } from './disk.js'

/** Says on the error stream what kept xenlint from its work; the answer is the exit status. */
export function complain(faults: readonly Fault[]): number {
  for (const { fault } of faults) process.stderr.write(`xenlint: ${fault}\n`)
  return 2
}
