import type { Host } from './host.js'
import { devicePath } from './paths.js'
import type { HostSource } from './source.js'

/** Whether a path is on the machine: what a folder of files leaves out may be there all the same. */
export function existenceOf({ tree, facts }: HostSource): Host['exists'] {
  let known: { readonly there: ReadonlySet<string>; readonly missing: ReadonlySet<string> } | undefined
  return (path) => {
    known ??= {
      there: new Set(
        [...(facts.files ?? []), ...(facts.volumes ?? []).map((each) => each.path)].map(devicePath)
      ),
      missing: new Set((facts.absent ?? []).map(devicePath))
    }
    const plain = devicePath(path)
    if (known.missing.has(plain)) return false
    if (known.there.has(plain)) return true
    const kind = tree.kind(tree.real(path))
    if (kind !== undefined) return kind === 'unreadable' ? undefined : true
    return tree.whole && !hasClosedFolder(path, tree) ? false : undefined
  }
}

function hasClosedFolder(path: string, tree: HostSource['tree']): boolean {
  const parts = path.split('/').slice(1, -1)
  return parts.some(
    (_, index) => tree.kind(tree.real(`/${parts.slice(0, index + 1).join('/')}`)) === 'unreadable'
  )
}
