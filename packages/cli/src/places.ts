import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { type Entry, entriesOf, exists, type Fault, kindOf, linkTarget, realPath } from './disk.js'
import { type IgnoreRules, ignoreRules } from './ignore-files.js'

/** Files that belong together: those of one host, or those that no host holds. */
export interface Group {
  /** The folder that stands for `/`, as it was given; absent where there is no host. */
  readonly host?: string
  /** The PATH that led here. */
  readonly asked: string
  readonly files: readonly Place[]
}

/** A file that may be one of ours. */
export interface Place {
  /** As it is shown: below the PATH that was given. */
  readonly path: string
  /** As its host sees it, without the first slash: `etc/xen/web.cfg`. */
  readonly onHost: string
  /** Named on the command line: then it is read whatever it looks like. */
  readonly named: boolean
}

export interface Found {
  readonly groups: readonly Group[]
  readonly faults: readonly Fault[]
}

/** What makes a folder a host: one of these lies in it. */
const signs = [
  'etc/xen',
  'etc/network/interfaces',
  'etc/network/interfaces.d',
  'etc/default/grub',
  'etc/default/grub.d',
  'etc/default/xen',
  'etc/default/xendomains'
]

/** Where the files of ours lie in `etc` of a host. */
const inEtc = /^etc(\/(xen|network)(\/.*)?|\/(default|sysconfig)(\/(xen|grub).*)?)?$/

/** Folders of a host that hold programs and state, never configuration. */
const notInHost = new Set(
  'bin boot dev lib lib32 lib64 libx32 lost+found media mnt proc run sbin sys tmp usr var'.split(' ')
)

/** All files that the paths lead to, host by host; a file that two paths or links lead to counts once. */
export function findPlaces(paths: readonly string[]): Found {
  const seen = new Set<string>()
  const groups: Group[] = []
  const faults: Fault[] = []
  const named = new Map<string, Place[]>()
  for (const path of paths) {
    const kind = kindOf(path)
    if (typeof kind === 'object') faults.push(kind)
    else if (kind === 'other') faults.push({ fault: `\`${path}\` is neither a file nor a folder.` })
    else if (kind === 'folder') {
      const walk = walkFolder(path, seen)
      groups.push(...walk.groups)
      faults.push(...walk.faults)
    } else if (isNew(path, seen)) {
      const host = hostAround(path) ?? ''
      const onHost = host === '' ? path : below(host, path)
      const place = { path, onHost, named: true }
      const known = named.get(host)
      if (known) known.push(place)
      else named.set(host, [place])
    }
  }
  for (const [host, files] of named) {
    groups.push({ ...(host === '' ? {} : { host }), asked: host, files })
  }
  return { groups: together(groups), faults }
}

// A host that several paths lead to is one host.
function together(groups: readonly Group[]): Group[] {
  const joined = new Map<string, Group>()
  for (const group of groups) {
    const key = group.host === undefined ? `loose ${group.asked}` : `host ${resolve(group.host)}`
    const known = joined.get(key)
    joined.set(key, known ? { ...known, files: [...known.files, ...group.files] } : group)
  }
  return [...joined.values()]
}

/** The host that a path lies in: the folder above its `etc`. */
export function hostAround(path: string): string | undefined {
  const whole = resolve(path)
  const match = /^(.*?)\/etc(\/|$)/.exec(whole)
  if (!match) return undefined
  const host = match[1] || '/'
  if (!isHost(host)) return undefined
  const shown = /^(.*?)(?:^|\/)etc(\/|$)/.exec(path)?.[1]
  if (shown === undefined) return host
  return shown === '' ? (isAbsolute(path) ? '/' : '.') : shown
}

function isHost(folder: string): boolean {
  return signs.some((sign) => exists(join(folder, sign)))
}

interface Folder {
  readonly path: string
  readonly rules: IgnoreRules
  readonly host?: string
}

function walkFolder(asked: string, seen: Set<string>): Found {
  const around = hostAround(asked)
  const hosts = new Map<string, Place[]>()
  const loose: Place[] = []
  const faults: Fault[] = []
  const links: Place[] = []
  const waiting: Folder[] = [
    { path: asked, rules: ignoreRules(resolve(asked)), ...(around ? { host: around } : {}) }
  ]
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    const host = folder.host ?? (isHost(folder.path) ? folder.path : undefined)
    const files = host === undefined ? loose : (hosts.get(host) ?? [])
    if (host !== undefined) hosts.set(host, files)
    const entries = entriesOf(folder.path)
    if ('fault' in entries) {
      faults.push(entries)
      continue
    }
    const below: Folder[] = []
    const real = realPath(folder.path)
    const stretch = { ...folder, ...(host === undefined ? {} : { host }) }
    for (const entry of entries) {
      const step = follow(stretch, entry)
      if (!step) continue
      if (step.kind === 'folder') below.push({ ...folder, ...(host ? { host } : {}), path: step.place.path })
      else if (step.linked) links.push(step.place)
      else if (isAdded(join(real, entry.name), seen)) files.push(step.place)
    }
    for (const each of below.reverse()) {
      if (isNew(each.path, seen)) waiting.push({ ...each, rules: folder.rules.inside(resolve(each.path)) })
    }
  }
  // Links come last, so that a file is known by its own name and not by that of a link in auto/.
  for (const place of links) {
    // What is known by this very path needs no look at the disk.
    if (seen.has(place.path) || !isNew(place.path, seen)) continue
    const host = [...hosts.keys()].find((each) => isBelow(each, place.path))
    ;(host === undefined ? loose : (hosts.get(host) as Place[])).push(place)
  }
  const groups: Group[] = [...hosts].map(([host, files]) => ({ host, asked, files }))
  if (loose.length > 0 || groups.length === 0) groups.push({ asked, files: loose })
  return { groups, faults }
}

interface Step {
  readonly kind: 'file' | 'folder'
  readonly place: Place
  readonly linked: boolean
}

function follow({ path: folder, rules, host }: Folder, { name, kind }: Entry): Step | undefined {
  const path = join(folder, name)
  const target = kind === 'link' ? linkedPath(path, host) : path
  const found = kind === 'link' ? kindOf(target) : kind
  if (found !== 'file' && found !== 'folder') return undefined
  const onHost = host === undefined ? target : below(host, target)
  if (host !== undefined && !mayHold(host, onHost)) return undefined
  if (rules.ignores(resolve(path), found === 'folder')) return undefined
  return { kind: found, place: { path: target, onHost, named: false }, linked: kind === 'link' }
}

// A link of a host that starts with a slash means the `/` of that host.
function linkedPath(path: string, host: string | undefined): string {
  const target = linkTarget(path)
  if (host === undefined || host === '/' || target === undefined || !isAbsolute(target)) return path
  return join(host, target)
}

function mayHold(host: string, onHost: string): boolean {
  const top = onHost.split('/', 1)[0] as string
  if (top === 'etc') return inEtc.test(onHost)
  return resolve(host) !== '/' && !notInHost.has(top)
}

function below(host: string, path: string): string {
  const start = resolve(host)
  return resolve(path).slice(start === '/' ? 1 : start.length + 1) || basename(path)
}

function isBelow(folder: string, path: string): boolean {
  const start = resolve(folder)
  return start === '/' || dirname(resolve(path)).concat('/').startsWith(`${start}/`)
}

function isNew(path: string, seen: Set<string>): boolean {
  return isAdded(realPath(path), seen)
}

function isAdded(real: string, seen: Set<string>): boolean {
  if (seen.has(real)) return false
  seen.add(real)
  return true
}
