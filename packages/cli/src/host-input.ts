import { isAbsolute, join, posix, resolve } from 'node:path'
import type { Facts, HostTree } from '@xenlint/model'
import type { HostInput } from '@xenlint/service'
import { type Entry, entriesOf, kindOf, linkTarget, readText, standingOf } from './disk.js'
import { kernelAt } from './kernel-file.js'

/** A host as it lies in a folder, for the service. */
export function hostInput(folder: string, facts: Facts): HostInput {
  const whole = resolve(folder)
  const start = whole === '/' ? '' : whole
  return {
    tree: hostTree(whole),
    facts,
    pathOf(file) {
      const path = resolve(file)
      return path.startsWith(`${start}/`) ? path.slice(start.length) : undefined
    },
    shown: (path) => (isAbsolute(folder) ? `${start}${path}` : join(folder, path))
  }
}

/** The folder of a host as its own programs see it: a link that starts with a slash starts at the host's `/`. */
export function hostTree(folder: string): HostTree {
  const start = folder === '/' ? '' : folder
  const onDisk = (path: string): string => start + realPath(path)

  // Every path of a host goes through the same few folders: each is asked once for the links in it.
  const folders = new Map<string, Kinds>()
  function mayBeLink(folder: string, name: string): boolean {
    const kinds = folders.get(folder) ?? kindsIn(start + folder || '/')
    folders.set(folder, kinds)
    // What came later may be one.
    return kinds !== 'nothing' && (kinds.get(name) ?? 'link') === 'link'
  }
  const links = new Map<string, string | undefined>()
  function linkAt(folder: string, name: string): string | undefined {
    if (!mayBeLink(folder, name)) return undefined
    const path = `${folder}/${name}`
    if (links.has(path)) return links.get(path)
    const target = linkTarget(start + path)
    links.set(path, target)
    return target
  }

  function real(path: string, depth: number): string {
    let at = ''
    for (const part of posix.normalize(`/${path}`).split('/')) {
      if (part === '') continue
      const target = depth < mostLinks ? linkAt(at, part) : undefined
      at = target === undefined ? `${at}/${part}` : real(posix.resolve(at || '/', target), depth + 1)
    }
    return at || '/'
  }

  const realFolders = new Map<string, string>()
  /** The files of a folder have all but their names in common. */
  function realPath(path: string): string {
    const slash = path.lastIndexOf('/')
    const name = path.slice(slash + 1)
    if (slash <= 0 || name === '' || name === '.' || name === '..') return real(path, 0)
    const above = path.slice(0, slash)
    const found = realFolders.get(above) ?? real(above, 0)
    realFolders.set(above, found)
    const at = found === '/' ? '' : found
    const target = linkAt(at, name)
    return target === undefined ? `${at}/${name}` : real(posix.resolve(at || '/', target), 1)
  }

  return {
    whole: folder === '/',
    real: realPath,
    kind: (path) => standingOf(onDisk(path)),
    read(path) {
      const disk = onDisk(path)
      // A device counts as a file to whoever looks, but some are read without end.
      const found = kindOf(disk) === 'file' ? readText(disk) : undefined
      return found && 'text' in found ? found.text : undefined
    },
    kernel: (path) => kernelAt(onDisk(path)),
    list(path) {
      const disk = onDisk(path)
      const entries = standingOf(disk) === 'folder' ? entriesOf(disk) : undefined
      return Array.isArray(entries) ? entries.map(({ name }) => name) : undefined
    }
  }
}

type Kinds = ReadonlyMap<string, Entry['kind']> | 'nothing'

/** What a folder held when it was first asked; no names of one that may not be listed. */
function kindsIn(folder: string): Kinds {
  const standing = standingOf(folder)
  if (standing === undefined || standing === 'file') return 'nothing'
  const entries = entriesOf(folder)
  return new Map('fault' in entries ? [] : entries.map(({ name, kind }) => [name, kind]))
}

/** As many as Linux follows before it gives up. */
const mostLinks = 40
