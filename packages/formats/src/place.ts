import type { Format } from './format.js'

/** Where a file stands on a host. */
export interface Place {
  /** The folder that holds the host's files as they lie under `/`: empty for this very host, else without a slash at its end. */
  readonly host: string
  /** The path below it: `etc/xen/web.cfg`. */
  readonly path: string
}

/** The place of a path with `/` between its parts, by the places that the formats know; none where it is no host's. */
export function placeOf(known: readonly Format[], path: string): Place | undefined {
  for (const { paths } of known) {
    for (const pattern of paths) {
      const within = endOfPath(pattern).exec(path)?.[0]
      if (within === undefined) continue
      const host = path.slice(0, path.length - within.length)
      return { host: host.replace(/\/$/, ''), path: within }
    }
  }
  return undefined
}

/** True where a path ends as a pattern says. */
export function matches(pattern: string, path: string): boolean {
  return endOfPath(pattern).test(path)
}

/** True for a pattern that says little of a file: any name without a dot. */
export function isVague(pattern: string): boolean {
  return pattern.endsWith('/NAME')
}

const read = new Map<string, RegExp>()

// `etc/xen/*.cfg` as the end of a path: `*` is any run of characters but a slash, and no hidden file.
function endOfPath(pattern: string): RegExp {
  const known = read.get(pattern)
  if (known) return known
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const name = parts
    .join('[^/]*')
    .replace(/\/\[\^\/\]\*/g, '/(?!\\.)[^/]*')
    .replace(/\/NAME$/, '/[^/.]+')
  const made = new RegExp(`(?<![^/])${name}$`)
  read.set(pattern, made)
  return made
}
