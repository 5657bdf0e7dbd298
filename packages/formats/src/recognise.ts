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
      const within = suffix(pattern).exec(path)?.[0]
      if (within === undefined) continue
      const host = path.slice(0, path.length - within.length)
      return { host: host.replace(/\/$/, ''), path: within }
    }
  }
  return undefined
}

/** The format of a file: by its place where that leaves one, else by the looks of its text. */
export function recognise(known: readonly Format[], path: string, text: string): Format | undefined {
  const placed = known.filter(({ paths }) => paths.some((pattern) => suffix(pattern).test(path)))
  if (placed.length === 1) return placed[0]
  const likely = placed.length > 0 ? likeliest(placed, text, 0) : likeliest(known, text, likelyEnough)
  return likely ?? placed[0]
}

/** What a text needs to be taken for a format that its place says nothing of. */
const likelyEnough = 0.5

function likeliest(candidates: readonly Format[], text: string, least: number): Format | undefined {
  let best: Format | undefined
  let most = least
  for (const format of candidates) {
    const likeness = format.likeness(text)
    if (best ? likeness <= most : likeness < most) continue
    best = format
    most = likeness
  }
  return best
}

// `etc/xen/*.cfg` as the end of a path: `*` is any run of characters but a slash, and no hidden file.
function suffix(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const name = parts.join('[^/]*').replace(/\/\[\^\/\]\*/g, '/(?!\\.)[^/]*')
  return new RegExp(`(?<![^/])${name}$`)
}
