import type { Facts } from '@xenlint/model'
import type { Call } from '../arguments.js'
import { type Fault, kindOf } from '../disk.js'
import { knownFacts } from '../facts.js'
import { given } from '../wishes.js'

/** The facts that a plan of a host goes by, and what is wrong with them; no facts of what is no host. */
export function factsForPlan(
  call: Call,
  host: string
): { readonly facts?: Facts; readonly faults: readonly Fault[] } {
  const kind = kindOf(host)
  if (typeof kind === 'object') return { faults: [kind] }
  if (kind !== 'folder') return { faults: [{ fault: `\`${host}\` is no folder, so no host.` }] }
  const { facts, faults, notes } = knownFacts(host, given(call, 'facts'))
  for (const note of notes) process.stderr.write(`xenlint: ${note}\n`)
  return { facts, faults }
}
