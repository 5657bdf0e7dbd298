import { devicePath, type Host } from '@xenlint/model'

/**
 * Whether a path is on the host; `undefined` where nothing tells.
 * Facts that name one file of a folder, or one volume of a group, are taken to name all that are there.
 */
export function isPresent(host: Host, path: string): boolean | undefined {
  return host.exists(path) ?? (listedFolders(host).has(folderOf(devicePath(path))) ? false : undefined)
}

const known = new WeakMap<Host['facts'], ReadonlySet<string>>()

function listedFolders({ facts }: Host): ReadonlySet<string> {
  const before = known.get(facts)
  if (before) return before
  const paths = [...(facts.files ?? []), ...(facts.volumes ?? []).map((volume) => volume.path)]
  const folders = new Set(paths.map((path) => folderOf(devicePath(path))))
  known.set(facts, folders)
  return folders
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** A path as xl sees it when xendomains calls it: from `/`. */
export function absolute(path: string): string {
  return path.startsWith('/') ? path : `/${path}`
}

/** One word for each disk: links are followed, and both names of a logical volume are one. */
export function deviceAt({ tree }: Host, target: string): string {
  return devicePath(tree.real(absolute(target)))
}

/** True where the block script mounts it through a loop device. */
export function isFile(device: string): boolean {
  return !device.startsWith('/dev/')
}
