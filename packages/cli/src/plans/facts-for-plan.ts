import type { Facts } from '@xenlint/model'
import type { Wanted } from '@xenlint/service'
import type { Call } from '../arguments.js'
import { type Fault, kindOf } from '../disk.js'
import { knownFacts, releaseIn } from '../facts.js'
import { given } from '../wishes.js'

/** The facts that a plan of a host goes by, what they say of its release, and what is wrong with them; no facts of what is no host. */
export function factsForPlan(
  call: Call,
  host: string
): { readonly facts?: Facts; readonly release?: Wanted; readonly faults: readonly Fault[] } {
  const kind = kindOf(host)
  if (typeof kind === 'object') return { faults: [kind] }
  if (kind !== 'folder') return { faults: [{ fault: `\`${host}\` is no folder, so no host.` }] }
  const known = knownFacts(host, given(call, 'facts'))
  for (const note of known.notes) process.stderr.write(`xenlint: ${note}\n`)
  return { facts: known.facts, release: releaseIn(known), faults: known.faults }
}
