import rows from '../data/releases.json' with { type: 'json' }
import versions from '../data/xen-versions.json' with { type: 'json' }

/** A Xen release line: `4.17`. Compared by number, never as text. */
export type XenVersion = string

/** A release of Xen, and the Debian that ships it. */
export interface Release {
  readonly xen: XenVersion
  /** Where no Debian ships this Xen: the one that ships the newest Xen before it. */
  readonly debian: string
  /** The name of that Debian: `bookworm`. */
  readonly codename: string
  /** The program that starts guests where nobody chose one, as long as there were two. */
  readonly toolstack?: 'xm'
  /** The update from which on its Xen is built without shadow paging. */
  readonly shadowUntil?: string
  /** Its Linux gives an interface another name although it is up, as Linux does from 6.2 on. */
  readonly renamesUp?: boolean
  /** `oracle`: the real programs of this release were run against ours; `source`: read in their source. */
  readonly proof: 'oracle' | 'source'
}

/** Debian 6 to 13, oldest first. */
export const releases: readonly Release[] = rows as readonly Release[]

/** Every Xen release that the catalogue speaks of, oldest first. */
export const xenVersions: readonly XenVersion[] = versions

/** The release of a Xen version; one that no Debian ships stands beside the Debian before it. */
export function releaseOf(xen: XenVersion): Release | undefined {
  if (!xenVersions.includes(xen)) return undefined
  const shipped = releases.find((release) => release.xen === xen)
  if (shipped) return shipped
  const before = releases.findLast((release) => compareVersions(release.xen, xen) < 0)
  return before && { ...before, xen, proof: 'source' }
}

/** Negative where `one` is older than `other`, 0 where they are one release. */
export function compareVersions(one: XenVersion, other: XenVersion): number {
  return rankOf(one) - rankOf(other)
}

const ranks = new Map<XenVersion, number>()

// Versions are compared for every option of every file, so each is read once.
function rankOf(version: XenVersion): number {
  const known = ranks.get(version)
  if (known !== undefined) return known
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const rank = major * 1000 + minor
  ranks.set(version, rank)
  return rank
}

/** A stretch of releases: from `since`, up to but not including `until`; an absent end is open. */
export interface Span {
  readonly since?: XenVersion
  readonly until?: XenVersion
}

export function within({ since, until }: Span, version: XenVersion): boolean {
  const begun = since === undefined || compareVersions(since, version) <= 0
  const ended = until !== undefined && compareVersions(until, version) <= 0
  return begun && !ended
}
