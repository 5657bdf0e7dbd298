import { devicePath, type Host } from '@xenlint/model'

/** Whether a path is on the host; `undefined` where nothing tells. */
export function isPresent(host: Host, path: string): boolean | undefined {
  return host.exists(path)
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
