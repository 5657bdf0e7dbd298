import { join } from 'node:path'
import { type Facts, factsIn } from '@xenlint/model'
import { exists, type Fault, readText } from './disk.js'
import type { Wanted } from './target.js'

/** Where a host keeps what its files cannot tell. */
const factsOfHost = '.xenlint/facts.json'

/** The facts that lie in a host; none where there is no such file. */
export function hostFacts(host: string): Facts | Fault {
  const path = join(host, factsOfHost)
  if (!exists(path)) return {}
  const found = readText(path)
  if ('fault' in found) return found
  try {
    const facts: unknown = JSON.parse(found.text)
    if (typeof facts === 'object' && facts !== null) return factsIn(facts)
    return { fault: `\`${path}\` holds no facts: they are a JSON object.` }
  } catch (error) {
    return { fault: `\`${path}\` cannot be read as JSON: ${(error as Error).message}.` }
  }
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
  const facts = objectIn(path)
  if ('fault' in facts && typeof facts.fault === 'string') return { fault: facts.fault }
  const nics = 'nics' in facts ? facts.nics : undefined
  if (nics === undefined) return undefined
  if (!Array.isArray(nics) || !nics.every((nic) => typeof nic === 'string'))
    return { fault: `\`${path}\`: \`nics\` wants a list of names: \`["eth0"]\`.` }
  return ['lo', ...nics.filter((nic) => nic !== 'lo')]
}

/** The facts of a file, whatever they are. */
function objectIn(path: string): object | Fault {
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
  const facts = objectIn(path)
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
