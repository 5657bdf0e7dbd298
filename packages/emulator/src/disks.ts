import { absolutePath, type GuestDisk, virtualDevice } from '@xenlint/model'
import type { DiskAttached, GuestEvent, Refused } from './event.js'
import { deviceAt, isFile, isPresent } from './presence.js'
import { type Cause, doubt, isLeftToUdev, type Run, refuse, type Said, said, together } from './run.js'

/** libxl looks at the target of each disk before it does anything with one. */
export function* findDisks(run: Run): Generator<GuestEvent, Refused | undefined> {
  for (const [index, disk] of run.guest.disks.entries()) {
    const end = yield* findDisk(run, disk, index)
    if (end) return end
  }
  return undefined
}

function* findDisk(run: Run, disk: GuestDisk, index: number): Generator<GuestEvent, Refused | undefined> {
  const { target, vdev } = disk
  if (disk.format === 'empty') return undefined
  if (disk.backendDomain !== undefined || disk.script !== undefined) {
    const what = disk.script === undefined ? 'that another guest serves' : 'with a script of their own'
    yield doubt(`disks ${what} were not measured`, [], disk.origin)
    return undefined
  }
  const path = absolutePath(target.value)
  const isThere = isPresent(run.host, path)
  if (isThere) return undefined
  if (isThere === undefined) {
    yield doubt(`nothing tells whether \`${path}\` is there`, [path], target.origin)
    return undefined
  }
  const lines = said(run, 'disk-missing', { vdev: vdev.value, target: target.value, index })
  return yield* refuse(run, { said: lines, why: missing(target.value, path), origin: target.origin })
}

function missing(written: string, path: string): string {
  const where = written === path ? '' : `, which is what \`${written}\` means to xendomains`
  return `there is no \`${path}\`${where}`
}

/** The disks become devices of the guest, and the block script looks who has them already. */
export function* attachDisks(run: Run): Generator<GuestEvent, Refused | undefined> {
  const names = new Set<string>()
  const isUnseen = yield* isLeftToUdev(run, run.guest.disks)
  const faults: Fault[] = []
  let loop = run.state.firstLoop
  for (const disk of run.guest.disks) {
    const device = virtualDevice(disk.vdev.value)
    const fault = nameFault(run, disk, device, names)
    names.add(device ?? '')
    if (fault) {
      faults.push(fault)
      continue
    }
    if (!hasBlockScript(disk)) continue
    const path = deviceAt(run.host, disk.target.value)
    if (isFile(path)) while (run.state.loops.has(loop)) loop++
    const shared = isUnseen ? undefined : yield* share(run, disk, path)
    if (shared) faults.push(shared)
    else yield attached(disk, path, isFile(path) ? loop++ : undefined)
  }
  const [first] = faults
  if (!first) return undefined
  const texts = [
    ...faults.map((fault) => fault.said),
    said(run, 'disks-unadded'),
    ...faults.filter((fault) => fault.isFile).map(() => said(run, 'file-unremoved')),
    said(run, 'destroyed')
  ]
  return yield* refuse(run, { ...first, said: together(texts) })
}

interface Fault extends Cause {
  readonly said: Said
  readonly isFile: boolean
}

/** Raw images go through the block script; QEMU opens the others itself. */
function hasBlockScript({ format, script, backendDomain }: GuestDisk): boolean {
  return format === 'raw' && script === undefined && backendDomain === undefined
}

function nameFault(
  run: Run,
  { vdev }: GuestDisk,
  device: string | undefined,
  names: ReadonlySet<string>
): Fault | undefined {
  const origin = vdev.origin
  if (device === undefined) {
    const lines = said(run, 'vdev-unfit', { vdev: vdev.value })
    return { said: lines, why: `a guest can have no disk \`${vdev.value}\``, origin, isFile: false }
  }
  if (!names.has(device)) return undefined
  return {
    said: said(run, 'vdev-repeated'),
    why: `two of its disks are \`${vdev.value}\``,
    origin,
    isFile: false
  }
}

/** Two guests may read one disk; one that writes has it alone. */
function* share(run: Run, disk: GuestDisk, path: string): Generator<GuestEvent, Fault | undefined> {
  const { state, guest } = run
  const use = state.disks.get(path)
  if (!use) return undefined
  const holder = otherGuest(run, use.writers) ?? (disk.isWritable ? otherGuest(run, use.readers) : undefined)
  if (holder === undefined) return undefined
  const { name, isCertain, disks } = state.domains.get(holder) ?? { name: '', isCertain: true, disks: [] }
  const origin = disk.target.origin
  if (!isCertain) {
    yield doubt(`\`${name}\`, which may run, has \`${path}\` too`, [], origin)
    return undefined
  }
  const words = disk.isWritable
    ? { wanted: '', instead: '' }
    : { wanted: 'read-write ', instead: 'read-only ' }
  const theirs = disks.find((each) => each.device === path)
  const lines =
    theirs?.loop === undefined
      ? said(run, 'device-shared', { ...words, device: path })
      : said(run, 'file-shared', { ...words, file: path, minor: theirs.loop })
  const how = disk.isWritable ? 'has it already' : 'writes to it'
  return {
    said: lines,
    why: `\`${path}\` cannot be shared: \`${name}\` ${how}`,
    origin,
    ...(theirs && { related: { message: `\`${name}\` has it here.`, origin: theirs.origin } }),
    isFile: isFile(path) && guest.type !== 'hvm'
  }
}

/** The first of some guests that is not this very one under another id. */
function otherGuest({ state, guest }: Run, ids: ReadonlySet<number>): number | undefined {
  for (const id of ids) if (!guest.uuid || state.domains.get(id)?.uuid !== guest.uuid.value) return id
  return undefined
}

function attached(disk: GuestDisk, device: string, loop: number | undefined): DiskAttached {
  return {
    type: 'disk-attached',
    device,
    target: disk.target.value,
    vdev: disk.vdev.value,
    isWritable: disk.isWritable,
    ...(loop !== undefined && { loop }),
    origin: disk.target.origin
  }
}
