import { type Release, releaseOf, releases, xenVersions } from '@xenlint/catalogue'
import { defaultTarget, type Target } from './target.js'

/** What somebody said of the release: a Xen, a Debian, or both that do not ship together. */
export interface Wanted {
  readonly xen?: string
  readonly debian?: string
  /** Words for the first line of a report. */
  readonly because: string
}

/** A release that there is not, in words for people. */
export interface Misnamed {
  readonly fault: string
}

/** The target of what was said; `undefined` where nothing was. */
export function targetOf({ xen, debian, because }: Wanted): Target | Misnamed | undefined {
  if (xen === undefined && debian === undefined) return undefined
  const system = debian === undefined ? undefined : debianOf(debian)
  if (debian !== undefined && !system) return { fault: unknownDebian(debian) }
  if (xen === undefined) return { releases: [system as Release], because }
  const release = releaseOf(/^\d+\.\d+/.exec(xen)?.[0] ?? '')
  if (!release) return { fault: unknownXen(xen) }
  // A Xen on a Debian that does not ship it was built by hand.
  const mixed = system && system.debian !== release.debian
  return { releases: [mixed ? { ...system, xen: release.xen, proof: 'source' } : release], because }
}

/** The Debian of a number or a codename. */
export function debianOf(word: string): Release | undefined {
  const number = /^\d+/.exec(word)?.[0]
  return releases.find(({ debian, codename }) => debian === number || codename === word.toLowerCase())
}

function unknownXen(word: string): string {
  const first = xenVersions[0]
  const last = xenVersions.at(-1)
  return `There is no Xen release \`${word}\` that xenlint knows; it knows \`${first}\` to \`${last}\`.`
}

function unknownDebian(word: string): string {
  const known = releases.map(({ debian, codename }) => `${debian} (${codename})`).join(', ')
  return `There is no Debian release \`${word}\` that xenlint knows; it knows ${known}.`
}

/** The first of several sayings that says something; without one, the releases that xenlint is proven on. */
export function chooseTarget(sayings: Iterable<Wanted | undefined>): Target | Misnamed {
  for (const saying of sayings) {
    const target = saying && targetOf(saying)
    if (target) return target
  }
  return defaultTarget
}
