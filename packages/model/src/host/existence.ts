import { isDebianFile } from '@xenlint/catalogue'
import type { Facts } from './facts.js'
import type { Host } from './host.js'
import { devicePath } from './paths.js'
import type { HostSource } from './source.js'

/** Whether a path is on the machine: what a folder of files leaves out may be there all the same. */
export function existenceOf({ tree, facts }: HostSource): Host['exists'] {
  return (path) => {
    const known = listedIn(facts)
    const real = tree.real(path)
    // Facts name a thing by a link to it, or by where that leads.
    for (const name of new Set([devicePath(path), devicePath(real)])) {
      if (known.missing.has(name)) return false
      if (known.there.has(name)) return true
    }
    const kind = tree.kind(real)
    if (kind !== undefined) return kind === 'unreadable' ? undefined : true
    if (tree.whole) return hasClosedFolder(path, tree) ? undefined : false
    return isDebianFile(real) || undefined
  }
}

interface Listed {
  readonly there: ReadonlySet<string>
  readonly missing: ReadonlySet<string>
}

const listed = new WeakMap<Facts, Listed>()

function listedIn(facts: Facts): Listed {
  const known = listed.get(facts)
  if (known) return known
  const { files = [], volumes = [], absent = [] } = facts
  const made = {
    there: new Set([...files, ...volumes.map(({ path }) => path)].map(devicePath)),
    missing: new Set(absent.map(devicePath))
  }
  listed.set(facts, made)
  return made
}

function hasClosedFolder(path: string, tree: HostSource['tree']): boolean {
  const parts = path.split('/').slice(1, -1)
  return parts.some(
    (_, index) => tree.kind(tree.real(`/${parts.slice(0, index + 1).join('/')}`)) === 'unreadable'
  )
}
