import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Release } from '@xenlint/catalogue'
import { detect, formatOf, formats } from '@xenlint/formats'
import type { Facts, GuestText, HostSource, HostTree } from '@xenlint/model'

/** A file of a host: its text, or where it leads to. */
export type Entry = string | { readonly link: string }

/** The folder of a host in memory, by paths that start with a slash. */
export function treeOf(entries: ReadonlyMap<string, Entry>, whole = false): HostTree {
  const folders = new Map<string, Set<string>>()
  for (const path of entries.keys())
    for (let at = path; at !== '/'; at = posix.dirname(at)) {
      const names = folders.get(posix.dirname(at)) ?? new Set()
      folders.set(posix.dirname(at), names.add(posix.basename(at)))
    }
  const real = (path: string, depth = 0): string => {
    let at = '/'
    for (const part of posix
      .normalize(path)
      .split('/')
      .filter((each) => each !== '')) {
      const next = posix.join(at, part)
      const entry = entries.get(next)
      at = typeof entry === 'object' && depth < 20 ? real(posix.resolve(at, entry.link), depth + 1) : next
    }
    return at
  }
  const kind = (path: string): ReturnType<HostTree['kind']> => {
    const at = real(path)
    if (typeof entries.get(at) === 'string') return 'file'
    return folders.has(at) ? 'folder' : undefined
  }
  return {
    whole,
    real: (path) => real(path),
    kind,
    read(path) {
      const entry = entries.get(real(path))
      return typeof entry === 'string' ? entry : undefined
    },
    list: (path) => (kind(path) === 'folder' ? [...(folders.get(real(path)) ?? [])] : undefined)
  }
}

/** A folder of the disk as entries of a host. */
export function entriesOf(folder: string): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const stat = lstatSync(join(folder, name))
    if (stat.isFile()) entries.set(`/${name}`, readFileSync(join(folder, name), 'utf8'))
    if (stat.isSymbolicLink()) entries.set(`/${name}`, { link: readlinkSync(join(folder, name)) })
  }
  return entries
}

function recognise(path: string, text: string): string | undefined {
  const found = detect(formats, path, text)
  return found?.leftOut ? undefined : found?.format.id
}

/** A host's source with every file read once; paths are shown without their first slash. */
export function sourceOf(
  entries: ReadonlyMap<string, Entry>,
  release: Release,
  facts: Facts = {},
  texts: Map<string, GuestText> = new Map()
): HostSource {
  const tree = treeOf(entries)
  const shown = (path: string): string => path.slice(1)
  const guests = [...entries].flatMap(([path, text]) =>
    typeof text === 'string' && recognise(path, text) === 'xl-cfg' ? [path] : []
  )
  return {
    tree,
    facts,
    release,
    guests,
    shown,
    read(path, format) {
      const text = tree.read(path)
      const language = formatOf(format)
      if (text === undefined || !language) return undefined
      const known = texts.get(`${format} ${path}`)
      if (known?.text === text) return known
      const root = language.parse(text)
      const read = { file: shown(path), text, tree: root, settings: language.lower(root, shown(path)) }
      texts.set(`${format} ${path}`, read)
      return read
    }
  }
}
