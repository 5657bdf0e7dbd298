import { join } from 'node:path'
import { exists, type Fault, readText } from './disk.js'
import type { Wanted } from './target.js'

/** Where a host keeps what its files cannot tell. */
const factsOfHost = '.xenlint/facts.json'

/** What the facts of a host, or the facts file of the configuration, say of its release. */
export function releaseInFacts(host: string, configured: string | undefined): Wanted | Fault | undefined {
  const own = join(host, factsOfHost)
  if (exists(own)) return releaseIn(own, factsOfHost)
  return configured === undefined ? undefined : releaseIn(configured, configured)
}

function releaseIn(path: string, shown: string): Wanted | Fault | undefined {
  const found = readText(path)
  if ('fault' in found) return found
  try {
    const facts: unknown = JSON.parse(found.text)
    if (typeof facts !== 'object' || facts === null)
      return { fault: `\`${path}\` holds no facts: they are a JSON object.` }
    const xen = 'xen' in facts ? facts.xen : undefined
    const debian = 'debian' in facts ? facts.debian : undefined
    for (const [name, value] of Object.entries({ xen, debian })) {
      if (value !== undefined && typeof value !== 'string') {
        return { fault: `\`${path}\`: \`${name}\` wants a text, in quotes: \`"${value}"\`.` }
      }
    }
    return {
      ...(typeof xen === 'string' ? { xen } : {}),
      ...(typeof debian === 'string' ? { debian } : {}),
      because: `as \`${shown}\` says`
    }
  } catch (error) {
    return { fault: `\`${path}\` cannot be read as JSON: ${(error as Error).message}.` }
  }
}
