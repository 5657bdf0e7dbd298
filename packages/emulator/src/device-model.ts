import { emulatorMeasured, emulatorPath, option } from '@xenlint/catalogue'
import { absolutePath, draftAt, emulatedDrive, type GuestDisk, type Value } from '@xenlint/model'
import { backendOf } from './disk-backend.js'
import type { GuestEvent, Refused } from './event.js'
import { isPresent } from './presence.js'
import { doubt, type Run, refuse, said } from './run.js'
import { settingOrigin } from './steps.js'

/** What a guest with a device model asks for that nobody has seen QEMU do. */
export function* doubtSettings({ guest }: Run): Generator<GuestEvent> {
  const measured = emulatorMeasured()
  const last = new Map(guest.settings.map((setting) => [setting.name, setting]))
  for (const { name, value, origin } of last.values()) {
    const row = measured.get(name)
    const isSeen = row && (!row.values || textsOf(value).every((text) => row.values?.includes(text)))
    // What xl does not read changes nothing.
    if (isSeen || !option('xl-cfg', name)) continue
    yield doubt(`what \`${name}\` does to a guest with a device model was not measured`, [], origin)
  }
}

function textsOf(value: Value): string[] {
  if (value.kind === 'list') return value.items.flatMap(textsOf)
  return value.kind === 'text' ? [value.text] : []
}

/** HVM guests want QEMU; so do screens, and disks that dom0's kernel cannot serve, beside a guest of any kind. */
export function* startDeviceModel(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host } = run
  const screens = draftAt(guest.survey.draft, 'vfbs')
  const disk = guest.disks.find(
    (each) => each.backendDomain === undefined && backendOf(run, each) === 'qdisk'
  )
  const screen = settingOrigin(run, 'vfb') ?? settingOrigin(run, 'vnc')
  const origin = disk?.origin ?? (Array.isArray(screens) && screens.length > 0 ? screen : undefined)
  if (!origin && guest.type !== 'hvm') return undefined
  const own = draftAt(guest.survey.draft, 'b_info.device_model')
  const path = typeof own === 'string' ? absolutePath(own) : emulatorPath('device-model')
  const isThere = isPresent(host, path)
  if (isThere === false) {
    const why = `it needs QEMU, and \`${path}\` is not there; install qemu-system-xen`
    const lines = said(run, 'device-model-missing', { path: typeof own === 'string' ? own : path })
    return yield* refuse(run, { said: lines, why, origin: origin ?? { file: guest.file, start: 0, end: 0 } })
  }
  if (guest.type !== 'hvm') {
    yield doubt('what QEMU does for a guest was not measured', [], origin)
    return undefined
  }
  if (isThere === undefined) yield doubt(`nothing tells whether \`${path}\` is there`, [path])
  return (yield* refuseReadOnly(run)) ?? (yield* openDisks(run))
}

/** libxl builds no command line for QEMU with a drive that is only read, but for a CD. */
function* refuseReadOnly(run: Run): Generator<GuestEvent, Refused | undefined> {
  const version = draftAt(run.guest.survey.draft, 'b_info.device_model_version')
  const disk = run.guest.disks.find((each) => !each.isWritable && isDrive(each))
  if (!disk || version === 'qemu_xen_traditional') return undefined
  const why = `\`${disk.vdev.value}\` is only read, and QEMU has no IDE disk like that`
  return yield* refuse(run, { said: said(run, 'disk-read-only'), why, origin: disk.origin })
}

/** Whether QEMU makes an IDE drive of a disk: of the first four, and a CD is another matter. */
function isDrive({ vdev, isCdrom }: GuestDisk): boolean {
  return !isCdrom && emulatedDrive(vdev.value, false)?.bus === 'ide'
}

/** QEMU opens what each drive holds; the targets that dom0's kernel serves were looked for before. */
function* openDisks(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host } = run
  for (const disk of guest.disks) {
    const { format, target, vdev, backendDomain, origin } = disk
    const isSeen = format === 'raw' && backendDomain === undefined && /^hd[a-d]$/.test(vdev.value)
    if (!isSeen) yield doubt(`what QEMU makes of \`${vdev.value}\` was not measured`, [], origin)
    if (format === 'empty' || backendDomain !== undefined || backendOf(run, disk) !== 'qdisk') continue
    const path = absolutePath(target.value)
    const isThere = isPresent(host, path)
    if (isThere) continue
    if (isThere === undefined) {
      yield doubt(`nothing tells whether \`${path}\` is there`, [path], target.origin)
      continue
    }
    const why = `QEMU ends, as there is no \`${path}\``
    return yield* refuse(run, { said: said(run, 'device-model-ended'), why, origin: target.origin })
  }
  return undefined
}
