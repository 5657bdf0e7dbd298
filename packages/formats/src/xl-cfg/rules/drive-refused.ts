import { quirk, type Release } from '@xenlint/catalogue'
import { type DeviceString, deviceStrings, emulatedDrive, type Origin, virtualDevice } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule, type Subject } from '@xenlint/validator'
import { fieldOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** The first disks of an HVM guest are drives that QEMU emulates, and not every disk can be one. */
export const driveRefused: Rule = {
  id: 'drive-refused',
  summary:
    'A disk of an HVM guest that QEMU can make no drive of: it is read-only, or another one has its place.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnfitDrives
}

function* findUnfitDrives(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  const { survey } = surveyed
  if (survey.guest !== 'hvm' || survey.ends.length > 0 || !context.ofRelease(areEmulated)) return
  const model = fieldOf(surveyed, 'b_info.device_model_version') ?? 'qemu_xen'
  if (model !== 'qemu_xen') return
  const isAhci = fieldOf(surveyed, 'b_info.u.hvm.hdtype') === 'ahci'
  const taken = new Map<string, { readonly device: string; readonly name: string; readonly at: Origin }>()
  for (const disk of deviceStrings(surveyed, 'disk', 'disks')) {
    const drive = driveOf(disk, isAhci)
    if (!drive) continue
    const { name, device, place, at } = drive
    const first = taken.get(place)
    if (!first) taken.set(place, { device, name, at })
    else if (first.device !== device) yield { ...twice(drive.name, first), needs: needsOf(context), at }
    if (disk.draft['is_cdrom'] !== 1n && disk.draft['readwrite'] !== 1n)
      yield {
        case: 'read-only',
        at: accessOf(disk),
        needs: needsOf(context),
        message: `\`${name}\` is a drive that QEMU emulates, and none but CD-ROMs can be read-only, so the guest is not created; give \`w\`, or make it a CD-ROM with \`devtype=cdrom\`.`
      }
  }
}

function areEmulated(_: Subject, { xen }: Release): boolean {
  return quirk('drives-writable', xen) !== undefined
}

interface Drive {
  readonly name: string
  readonly device: string
  /** Where the emulated machine has it: its bus, and the number there. */
  readonly place: string
  readonly at: Origin
}

/** What QEMU makes of a disk by its letter; nothing of those behind the first few, and of SCSI disks something else. */
function driveOf({ draft, find }: DeviceString, isAhci: boolean): Drive | undefined {
  const { vdev, is_cdrom: cdrom } = draft
  if (typeof vdev !== 'string') return undefined
  const device = virtualDevice(vdev)
  const drive = emulatedDrive(vdev, isAhci && cdrom !== 1n)
  if (!device || !drive || drive.bus === 'none' || drive.bus === 'scsi') return undefined
  return { name: vdev, device, place: `${drive.bus} ${drive.number}`, at: find(vdev) }
}

function twice(name: string, first: { readonly name: string; readonly at: Origin }): Omit<Finding, 'at'> {
  return {
    case: 'twice',
    message: `\`${name}\` and \`${first.name}\` are one drive of the emulated machine, so QEMU stops and the guest is not created; give them different letters.`,
    related: [{ at: first.at, message: 'The first of them.' }]
  }
}

// "/srv/tools.iso,raw,hdd,r" and "…,access=ro,…" say it; "/srv/tools.iso,raw,hdd,ro" too.
function accessOf({ whole, origin, place, keyed }: DeviceString): Origin {
  const named = keyed('access')
  if (named) return named.origin
  const [, before, access = ''] = /^((?:[^,]*,){2,3}\s*)(ro?)(?=\s*(?:,|$))/.exec(whole.text) ?? []
  return before === undefined ? origin : place(before.length, before.length + access.length)
}
