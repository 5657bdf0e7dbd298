import { nearestOf } from '@xenlint/catalogue'
import { isPresent } from '@xenlint/emulator'
import {
  absolutePath,
  devicePath,
  type Host,
  type HostGuest,
  latestFirst,
  type Origin,
  type Told
} from '@xenlint/model'
import type { Fix } from '../rule.js'

type FixEdit = Fix['edits'][number]

/** What may be meant by a kernel, ramdisk or disk that is not there; none where nothing is near. */
export function replacement(host: Host, guest: HostGuest, at: Origin): Fix[] {
  const told = [guest.kernel, guest.ramdisk, ...guest.disks.map(({ target }) => target)].find(
    (each) => each?.origin === at
  )
  if (!told || isPresent(host, absolutePath(told.value)) !== false) return []
  const device = `/dev/${told.value}`
  // xm looked for devices there.
  if (!told.value.startsWith('/') && isPresent(host, device) === true)
    return rename(host, guest, told, device)
  return told === guest.kernel || told === guest.ramdisk
    ? image(host, guest, told)
    : rename(host, guest, told, near(host, told.value))
}

/** A kernel that an upgrade took away has a later one in its place, and a ramdisk beside it. */
function image(host: Host, guest: HostGuest, told: Told<string>): Fix[] {
  const version = versionOf(told.value)
  const later = version === undefined ? undefined : latest(host, told.value)
  if (version === undefined || later === undefined) return rename(host, guest, told, near(host, told.value))
  const other = told === guest.kernel ? guest.ramdisk : guest.kernel
  const beside = other?.value.includes(version) ? other.value.replace(version, later) : undefined
  if (other && (beside === undefined || isPresent(host, absolutePath(beside)) !== true)) return []
  const edits = [edit(host, guest, told, told.value.replace(version, later))]
  if (other && beside !== undefined) edits.push(edit(host, guest, other, beside))
  const all = edits.flatMap((each) => (each ? [each] : []))
  return all.length < edits.length
    ? []
    : [{ title: `Boot version \`${later}\`, which is there`, edits: all, safe: false }]
}

function versionOf(path: string): string | undefined {
  return /-(\d[^/]*)$/.exec(path)?.[1]
}

/** The latest version of the file that is there under the same name. */
function latest(host: Host, path: string): string | undefined {
  const version = versionOf(path) ?? ''
  const stem = nameOf(path).slice(0, -version.length)
  const names = beside(host, path).filter(
    (name) => name.startsWith(stem) && /^\d/.test(name.slice(stem.length))
  )
  return latestFirst(names)[0]?.slice(stem.length)
}

/** A name that is a slip away, and no other guest's disk. */
function near(host: Host, path: string): string | undefined {
  const folder = folderOf(path)
  const taken = host.resources.all('disk')
  const free = beside(host, path).filter(
    (name) => !taken.has(devicePath(host.tree.real(`${folder}/${name}`)))
  )
  const name = nearestOf(free, nameOf(path))
  return name === undefined ? undefined : `${folder}/${name}`
}

/** Names of what lies in the same folder, as far as files and facts tell. */
function beside({ tree, facts }: Host, path: string): string[] {
  const folder = folderOf(absolutePath(path))
  const known = [...(facts.files ?? []), ...(facts.volumes ?? []).map((volume) => volume.path)]
  const named = known.filter((each) => folderOf(each) === folder).map(nameOf)
  return [...new Set([...named, ...(tree.list(tree.real(folder)) ?? [])])]
}

function rename(host: Host, guest: HostGuest, told: Told<string>, path: string | undefined): Fix[] {
  const made = path === undefined ? undefined : edit(host, guest, told, path)
  return path === undefined || !made
    ? []
    : [{ title: `Use \`${path}\`, which is there`, edits: [made], safe: false }]
}

/** None where the value is spelled in another way than it reads. */
function edit(
  { tree }: Host,
  { path, file }: HostGuest,
  { value, origin }: Told<string>,
  text: string
): FixEdit | undefined {
  const written = origin.file === file ? (tree.read(path) ?? '').slice(origin.start, origin.end) : ''
  const start = origin.start + written.indexOf(value)
  return start < origin.start ? undefined : { start, end: start + value.length, text }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
