import { join } from 'node:path'
import { type Facts, readFacts } from '@xenlint/model'
import type { Wanted } from '@xenlint/service'
import { exists, type Fault, readText } from './disk.js'

/** Where a host keeps what its files cannot tell. */
const factsOfHost = '.xenlint/facts.json'

/** What is known of a machine, and what somebody wrote that is not known to be anything. */
export interface KnownFacts {
  readonly facts: Facts
  /** The file, as it is shown; absent where there is none. */
  readonly file?: string
  /** What cannot be taken for a fact: each makes the exit status 2, and the fact is unknown. */
  readonly faults: readonly Fault[]
  /** Names that no fact has. */
  readonly notes: readonly string[]
}

/** The facts in the first of three files: the one given, the host's own, the one that the configuration names. */
export function knownFacts(host: string | undefined, given?: string, configured?: string): KnownFacts {
  const own = host === undefined ? undefined : join(host, factsOfHost)
  const path = given ?? (own !== undefined && exists(own) ? own : configured)
  if (path === undefined) return { facts: {}, faults: [], notes: [] }
  const file = path === own ? factsOfHost : path
  const found = readText(path)
  if ('fault' in found) return { facts: {}, file, faults: [found], notes: [] }
  const { facts, faults, strangers } = readFacts(found.text)
  return {
    facts,
    file,
    faults: faults.map((each) => ({ fault: `\`${path}\`: ${each}` })),
    notes: strangers.map((each) => `\`${path}\`: ${each}`)
  }
}

/** What facts say of the release. */
export function releaseIn({ facts, file }: KnownFacts): Wanted {
  const { xen, debian } = facts
  return {
    ...(xen === undefined ? {} : { xen }),
    ...(debian === undefined ? {} : { debian }),
    because: `as \`${file}\` says`
  }
}

/** The interfaces of the machine, `lo` first; `undefined` where its facts do not say. */
export function allNics({ nics }: Facts): readonly string[] | undefined {
  return nics && ['lo', ...nics.filter((nic) => nic !== 'lo')]
}
