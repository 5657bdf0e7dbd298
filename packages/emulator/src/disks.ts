import { emulatorNumber } from '@xenlint/catalogue'
import { absolutePath, type GuestDisk, type Host, virtualDevice } from '@xenlint/model'
import { backendOf, isLookedFor } from './disk-backend.js'
import type { DiskAttached, GuestEvent, Refused } from './event.js'
import { deviceAt, isFile, isFolder, isPresent } from './presence.js'
import { type Cause, doubt, type Run, refuse, type Said, said, together } from './run.js'
import { scriptLoss, scriptPath } from './scripts.js'

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
  if (disk.backendDomain !== undefined || (disk.script !== undefined && !namesBlock(disk))) {
    const what = disk.script === undefined ? 'that another guest serves' : 'with a script of their own'
    if (!scriptFault(run, disk)) yield doubt(`disks ${what} were not measured`, [], disk.origin)
    return undefined
  }
  const values = { vdev: vdev.value, target: target.value, index }
  if (disk.format === 'empty' && !disk.isCdrom) {
    const why = `\`${vdev.value}\` is empty, as only a CD drive may be`
    return yield* refuse(run, { said: said(run, 'disk-empty', values), why, origin: disk.origin })
  }
  const path = absolutePath(target.value)
  const isThere = isLookedFor(run, disk) ? isTargetPresent(run.host, target.value, path) : true
  if (isThere === undefined) {
    yield doubt(`nothing tells whether \`${path}\` is there`, [path], target.origin)
    return undefined
  }
  if (!isThere && disk.script === undefined)
    return yield* refuse(run, {
      said: said(run, 'disk-missing', values),
      why: missing(target.value, path),
      origin: target.origin
    })
  const backend = backendOf(run, disk)
  if (backend === 'tap') yield doubt('disks that blktap serves were not measured', [], disk.origin)
  if (backend) return undefined
  const why = `\`backendtype=${disk.backend}\` cannot serve \`${target.value}\``
  return yield* refuse(run, { said: said(run, 'backend-unsuitable', values), why, origin: disk.origin })
}

/** A path from `/` that would be right from `/dev` means that device, and there is no other of its name. */
function isTargetPresent(host: Host, written: string, path: string): boolean | undefined {
  if (written === '') return false
  const isThere = isPresent(host, path)
  return isThere === undefined && written !== path && isPresent(host, `/dev/${written}`) ? false : isThere
}

function missing(written: string, path: string): string {
  if (written === '') return 'this disk names no target'
  const where = written === path ? '' : `, which is what \`${written}\` means to xendomains`
  return `there is no \`${path}\`${where}`
}

/** The disks become devices of the guest, and the block script looks who has them already. */
export function* attachDisks(run: Run): Generator<GuestEvent, Refused | undefined> {
  const names = new Set<string>()
  const faults: Fault[] = []
  let loop = run.state.firstLoop
  for (const disk of run.guest.disks) {
    const device = virtualDevice(disk.vdev.value)
    const fault = nameFault(run, disk, device, names) ?? scriptFault(run, disk)
    names.add(device ?? '')
    if (fault) {
      faults.push(fault)
      continue
    }
    if (!hasBlockScript(run, disk)) continue
    const path = deviceAt(run.host, disk.target.value)
    if (isFile(path)) while (run.state.loops.has(loop)) loop++
    const shared = yield* share(run, disk, path)
    if (shared) faults.push(shared)
    else yield attached(disk, path, isFile(path) ? loop++ : undefined)
  }
  const [first] = faults
  if (!first) return undefined
  const texts = [
    ...faults.map((fault) => fault.said),
    said(run, 'disks-unadded'),
    ...faults.flatMap(({ removal }) => removal ?? []),
    said(run, 'destroyed')
  ]
  return yield* refuse(run, { ...first, said: together(texts) })
}

interface Fault extends Cause {
  readonly said: Said
  /** What is said where libxl takes the disk away again. */
  readonly removal?: Said
}

/** What dom0's kernel serves goes through the block script; QEMU opens the others itself. */
function hasBlockScript(run: Run, disk: GuestDisk): boolean {
  const isOther = disk.format === 'empty' || (disk.script !== undefined && !namesBlock(disk))
  return !isOther && disk.backendDomain === undefined && backendOf(run, disk) === 'phy'
}

/** True where a file names the script that runs anyway: libxl then does not look for the target before. */
export function namesBlock({ script }: GuestDisk): boolean {
  return script !== undefined && scriptPath(script.value) === scriptPath('block')
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
    return { said: lines, why: `a guest can have no disk \`${vdev.value}\``, origin }
  }
  if (!names.has(device)) return undefined
  return {
    said: said(run, 'vdev-repeated'),
    why: `two of its disks are \`${vdev.value}\``,
    origin
  }
}

function scriptFault(run: Run, disk: GuestDisk): Fault | undefined {
  const { script, backendDomain } = disk
  if (!script || backendDomain !== undefined) return undefined
  const path = scriptPath(script.value)
  const lost = scriptLoss(run.host, path)
  const words = 'iqn= and portal= are required parameters'
  const spoken = (name: string, command: string): Said => said(run, name, { script: path, command, words })
  if (lost) {
    const { case: name, why } = lost
    return { said: spoken(name, 'add'), removal: spoken(name, 'remove'), why, origin: script.origin }
  }
  if (namesBlock(disk)) return targetFault(run, disk, path)
  if (path !== scriptPath('block-iscsi') || namesPortal(disk.target.value)) return undefined
  const why = `\`block-iscsi\` wants \`iqn=…\` and \`portal=…\` of a target, not \`${disk.target.value}\``
  const { origin } = disk.target
  return { said: spoken('script-said', 'add'), removal: spoken('script-said', 'remove'), why, origin }
}

/** The script serves files and block devices, and ends without a word where there is neither. */
function targetFault(run: Run, { target }: GuestDisk, script: string): Fault | undefined {
  const path = absolutePath(target.value)
  const isThere = isTargetPresent(run.host, target.value, path)
  if (isThere !== false && !isFolder(run.host, path)) return undefined
  const why = isThere ? `\`${path}\` is a folder` : missing(target.value, path)
  return { said: said(run, 'script-mute', { script, command: 'add' }), why, origin: target.origin }
}

/** The script cuts a target at commas and blanks; the last word of each kind counts. */
function namesPortal(target: string): boolean {
  const words = target.split(/[,\s]+/)
  return ['iqn=', 'portal='].every((key) => (words.findLast((word) => word.startsWith(key)) ?? key) !== key)
}

/** Two guests may read one disk; one that writes has it alone. */
function* share(run: Run, disk: GuestDisk, path: string): Generator<GuestEvent, Fault | undefined> {
  const { state, xen } = run
  const use = state.disks.get(path)
  const isGuarded = emulatorNumber('disks-guarded', xen) === 1
  if (!use || (!isGuarded && run.guest.type !== 'hvm')) return undefined
  const holder = otherGuest(run, use.writers) ?? (disk.isWritable ? otherGuest(run, use.readers) : undefined)
  if (holder === undefined) return undefined
  const { name, isCertain, disks } = state.domains.get(holder) ?? { name: '', isCertain: true, disks: [] }
  const origin = disk.target.origin
  if (!isCertain) {
    yield doubt(`\`${name}\`, which may run, has \`${path}\` too`, [], origin)
    return undefined
  }
  if (!isGuarded) {
    yield doubt(`\`${name}\` has \`${path}\` too, and whether QEMU lets both have it decides`, [], origin)
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
    ...(isFile(path) && { removal: said(run, 'file-unremoved') })
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
