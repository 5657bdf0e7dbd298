import { join } from 'node:path'
import { compareVersions, type Release, releaseOf, releases, xenVersions } from '@xenlint/catalogue'
import { defaultTarget, type Target } from '@xenlint/service'
import { entriesOf, exists, type Fault, readText } from './disk.js'

/** What somebody said of the release: a Xen, a Debian, or both that do not ship together. */
export interface Wanted {
  readonly xen?: string
  readonly debian?: string
  /** Words for the first line of a report. */
  readonly because: string
}

/** The target of what was said; `undefined` where nothing was. */
export function targetOf({ xen, debian, because }: Wanted): Target | Fault | undefined {
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

function debianOf(word: string): Release | undefined {
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

/** What the files of a host say of its release: `etc/debian_version`, and the hypervisors in `boot`. */
export function releaseOfHost(host: string): Wanted | undefined {
  const debian = debianVersion(host)
  const xen = newestHypervisor(host)
  const said = [...(debian ? [debian.file] : []), ...(xen ? [xen.file] : [])]
  if (said.length === 0) return undefined
  return {
    ...(debian ? { debian: debian.version } : {}),
    ...(xen ? { xen: xen.version } : {}),
    because: `as \`${said.join('` and `')}\` ${said.length === 1 ? 'says' : 'say'}`
  }
}

interface Clue {
  readonly version: string
  readonly file: string
}

function debianVersion(host: string): Clue | undefined {
  const file = 'etc/debian_version'
  const path = join(host, file)
  const found = exists(path) ? readText(path) : undefined
  if (!found || 'fault' in found) return undefined
  // `12.5`, or `trixie/sid` before a release.
  const release = debianOf(found.text.trim().split('/')[0] as string)
  return release && { version: release.debian, file }
}

function newestHypervisor(host: string): Clue | undefined {
  const boot = join(host, 'boot')
  const entries = exists(boot) ? entriesOf(boot) : []
  if ('fault' in entries) return undefined
  const found = entries.flatMap(({ name }) => {
    const version = /^xen-(\d+\.\d+)\S*\.gz$/.exec(name)?.[1]
    return version && releaseOf(version) ? [{ version, file: `boot/${name}` }] : []
  })
  return found.sort((one, other) => compareVersions(other.version, one.version))[0]
}

/** The first of several sayings that says something; without one, the releases that xenlint is proven on. */
export function chooseTarget(sayings: Iterable<Wanted | undefined>): Target | Fault {
  for (const saying of sayings) {
    const target = saying && targetOf(saying)
    if (target) return target
  }
  return defaultTarget
}
