import { join } from 'node:path'
import { exists, type Fault, readText } from './disk.js'
import type { Wanted } from './target.js'

/** Where a host keeps what its files cannot tell. */
const factsOfHost = '.xenlint/facts.json'

/** What a host's facts say that its files cannot tell; each may be absent. */
export interface HostFacts {
  readonly debian?: string
  readonly rootUuid?: string
  readonly rootDevice?: string
  readonly rootPartUuid?: string
  readonly separateBoot?: boolean
  readonly cpus?: number
  /** Guests that run: `id` and `name`. */
  readonly running?: readonly { readonly id: number; readonly name: string }[]
  readonly failing?: readonly string[]
  readonly slow?: readonly string[]
  readonly ignoring?: readonly string[]
  readonly xendomains?: 'debian' | 'upstream'
}

/** The facts that lie in a host; none where there is no such file. */
export function hostFacts(host: string): HostFacts | Fault {
  const path = join(host, factsOfHost)
  if (!exists(path)) return {}
  const found = readText(path)
  if ('fault' in found) return found
  try {
    const facts: unknown = JSON.parse(found.text)
    if (typeof facts === 'object' && facts !== null) return known(facts)
    return { fault: `\`${path}\` holds no facts: they are a JSON object.` }
  } catch (error) {
    return { fault: `\`${path}\` cannot be read as JSON: ${(error as Error).message}.` }
  }
}

function known(facts: object): HostFacts {
  const all: Readonly<Record<string, unknown>> = { ...facts }
  const kept = Object.entries(shapes).filter(([name, fits]) => fits(all[name]))
  return Object.fromEntries(kept.map(([name]) => [name, all[name]]))
}

const isText = (value: unknown): boolean => typeof value === 'string'
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)

/** What each fact looks like; one of another shape counts as absent. */
const shapes: Readonly<Record<keyof HostFacts, (value: unknown) => boolean>> = {
  debian: isText,
  rootUuid: isText,
  rootDevice: isText,
  rootPartUuid: isText,
  separateBoot: (value) => typeof value === 'boolean',
  cpus: Number.isInteger,
  running: (value) => Array.isArray(value) && value.every(isGuest),
  failing: areTexts,
  slow: areTexts,
  ignoring: areTexts,
  xendomains: (value) => value === 'debian' || value === 'upstream'
}

function isGuest(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'name' in value &&
    Number.isInteger(value.id) &&
    isText(value.name)
  )
}

/** What the facts of a host, or the facts file of the configuration, say of its release. */
export function releaseInFacts(host: string, configured: string | undefined): Wanted | Fault | undefined {
  const own = join(host, factsOfHost)
  if (exists(own)) return releaseIn(own, factsOfHost)
  return configured === undefined ? undefined : releaseIn(configured, configured)
}

/** The interfaces of the machine, `lo` first; `undefined` where its facts do not say. */
export function nicsOf(host: string): readonly string[] | Fault | undefined {
  const path = join(host, factsOfHost)
  if (!exists(path)) return undefined
  const facts = factsIn(path)
  if ('fault' in facts && typeof facts.fault === 'string') return { fault: facts.fault }
  const nics = 'nics' in facts ? facts.nics : undefined
  if (nics === undefined) return undefined
  if (!Array.isArray(nics) || !nics.every((nic) => typeof nic === 'string'))
    return { fault: `\`${path}\`: \`nics\` wants a list of names: \`["eth0"]\`.` }
  return ['lo', ...nics.filter((nic) => nic !== 'lo')]
}

/** The facts of a file, whatever they are. */
function factsIn(path: string): object | Fault {
  const found = readText(path)
  if ('fault' in found) return found
  try {
    const facts: unknown = JSON.parse(found.text)
    if (typeof facts === 'object' && facts !== null) return facts
    return { fault: `\`${path}\` holds no facts: they are a JSON object.` }
  } catch (error) {
    return { fault: `\`${path}\` cannot be read as JSON: ${(error as Error).message}.` }
  }
}

function releaseIn(path: string, shown: string): Wanted | Fault | undefined {
  const facts = factsIn(path)
  if ('fault' in facts && typeof facts.fault === 'string') return { fault: facts.fault }
  const xen = 'xen' in facts ? facts.xen : undefined
  const debian = 'debian' in facts ? facts.debian : undefined
  for (const [name, value] of Object.entries({ xen, debian })) {
    if (value !== undefined && typeof value !== 'string')
      return { fault: `\`${path}\`: \`${name}\` wants a text, in quotes: \`"${value}"\`.` }
  }
  return {
    ...(typeof xen === 'string' ? { xen } : {}),
    ...(typeof debian === 'string' ? { debian } : {}),
    because: `as \`${shown}\` says`
  }
}
