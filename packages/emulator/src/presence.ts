import { emulatorPath } from '@xenlint/catalogue'
import { absolutePath, devicePath, type Host } from '@xenlint/model'

/**
 * Whether a path is on the host; `undefined` where nothing tells.
 * Facts that name one volume of a group, one kernel in `/boot` or one of Xen's scripts are taken to name all of them.
 */
export function isPresent(host: Host, path: string): boolean | undefined {
  const real = devicePath(host.tree.real(path))
  const isListed = host.exists(path) ?? (isFolder(host, path) ? true : undefined)
  return isListed ?? (listedFolders(host).has(folderOf(real)) ? false : undefined)
}

/** True of a folder that the host's own files tell of, or of one that facts name something in. */
export function isFolder(host: Host, path: string): boolean {
  const { tree, facts } = host
  const real = tree.real(path)
  const kind = isAtHand(host, folderOf(real)) ? tree.kind(real) : undefined
  return kind === undefined ? namedFolders(facts).has(devicePath(real)) : kind === 'folder'
}

/** Where a folder is not at hand nothing in it is: a thousand disks of one group ask for it once. */
function isAtHand(host: Host, folder: string): boolean {
  const before = atHand.get(host) ?? new Map<string, boolean>()
  atHand.set(host, before)
  const isThere = before.get(folder) ?? host.tree.kind(folder || '/') !== undefined
  before.set(folder, isThere)
  return isThere
}

const atHand = new WeakMap<Host, Map<string, boolean>>()

const named = new WeakMap<Host['facts'], ReadonlySet<string>>()

function namedFolders(facts: Host['facts']): ReadonlySet<string> {
  const before = named.get(facts)
  if (before) return before
  const folders = new Set<string>()
  const paths = [...(facts.files ?? []), ...(facts.volumes ?? []).map(({ path }) => path)]
  for (const path of paths)
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder)
  named.set(facts, folders)
  return folders
}

const known = new WeakMap<Host['facts'], ReadonlySet<string>>()

/** Where whoever gathers facts looks at everything, and not at what guests name alone. */
const wholeFolders = ['/boot', '/etc/xen/scripts']

function listedFolders({ facts }: Host): ReadonlySet<string> {
  const before = known.get(facts)
  if (before) return before
  const files = (facts.files ?? []).map(folderOf).filter((folder) => wholeFolders.includes(folder))
  const volumes = (facts.volumes ?? []).map(({ path }) => folderOf(devicePath(path)))
  const folders = new Set([...files, ...volumes.filter((folder) => folder !== '/dev')])
  known.set(facts, folders)
  return folders
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** One word for each disk: links are followed, and both names of a logical volume are one. */
export function deviceAt({ tree }: Host, target: string): string {
  return devicePath(tree.real(absolutePath(target)))
}

/** True where the block script mounts it through a loop device. */
export function isFile(device: string): boolean {
  return !device.startsWith('/dev/')
}

/** Whether a program that a script calls is there: both folders of programs are one by another name. */
export function hasProgram(host: Host, name: string): boolean | undefined {
  const path = emulatorPath(name)
  return isPresent(host, path) ?? isPresent(host, path.replace('/usr/', '/'))
}
