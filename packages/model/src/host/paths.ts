import type { HostTree } from './tree.js'

/** One name for a block device that has several: `/dev/mapper/vg-lv` is `/dev/vg/lv`, with its dashes doubled. */
export function devicePath(path: string): string {
  if (isPlain.test(path)) return path
  const plain = `/${path}`
    .replace(/\/+/g, '/')
    .replace(/\/\.(?=\/|$)/g, '')
    .replace(/(?<=.)\/$/, '')
  const mapped = /^\/dev\/mapper\/(?!mpath|drbd)(.+)$/.exec(plain)?.[1]
  const parts = mapped === undefined ? null : /^((?:[^-]|--)+)-((?:[^-]|--)+)$/.exec(mapped)
  if (!parts) return plain
  const [, group = '', volume = ''] = parts
  return `/dev/${group.replaceAll('--', '-')}/${volume.replaceAll('--', '-')}`
}

/** Of a path with a single name. */
const isPlain = /^(?!\/dev\/mapper\/)(?:\/[^/.][^/]*)+$/

/** True of a link that leads back to itself: it is in its folder, and nothing can be reached by it. */
export function isEndless(tree: HostTree, path: string): boolean {
  const end = tree.real(path)
  const slash = end.lastIndexOf('/')
  return (
    tree.kind(end) === undefined &&
    tree.list(end.slice(0, slash) || '/')?.includes(end.slice(slash + 1)) === true
  )
}

/** A path as xl sees it when xendomains calls it: from `/`. */
export function absolutePath(path: string): string {
  return path.startsWith('/') ? path : `/${path}`
}
