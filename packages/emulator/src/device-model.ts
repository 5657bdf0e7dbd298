import { emulatorNumber, emulatorPackage, emulatorPath } from '@xenlint/catalogue'
import { absolutePath, draftAt, emulatedDrive, type GuestDisk } from '@xenlint/model'
import { isTraditional } from './defaults.js'
import { lacksNewModel } from './device-model-fallback.js'
import { doubtScreen, partFaults } from './device-model-options.js'
import { backendOf } from './disk-backend.js'
import type { GuestEvent, Refused } from './event.js'
import { isPresent } from './presence.js'
import { doubt, type Run, refuse, said, settingOrigin, warn, wholeFile } from './run.js'
import { openScreen } from './screens.js'

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
  const usual = emulatorPath(isTraditional(run) ? 'device-model-traditional' : 'device-model', run.xen)
  const path = typeof own === 'string' ? absolutePath(own) : usual
  const isThere = isPresent(host, path)
  if (isThere === false) {
    const isPackaged = path === emulatorPath('device-model', run.xen)
    const model = emulatorPath('device-model', run.xen)
    const isLost = lacksNewModel(run) && path === usual
    const what = isLost ? `neither \`${model}\` nor \`${path}\` is there` : `\`${path}\` is not there`
    const cure = isPackaged || isLost ? `; install ${emulatorPackage('device-model', run.xen)}` : ''
    const why = `it needs QEMU, and ${what}${cure}`
    const written = typeof own === 'string' ? own : path
    const lines = said(run, isPackaged ? 'device-model-missing' : 'device-model-absent', { path: written })
    const at = settingOrigin(run, 'device_model_override') ?? origin
    return yield* refuse(run, { said: lines, why, origin: at ?? wholeFile(run) })
  }
  const isUsual = path === emulatorPath('device-model', run.xen)
  if (isThere === undefined) yield doubt(`nothing tells whether \`${path}\` is there`, [path], origin)
  else if (!isUsual && guest.type !== 'hvm') yield doubt(`what \`${path}\` does was not measured`, [], origin)
  // The drives of a PV guest are opened when it runs.
  const isHvm = guest.type === 'hvm'
  const end = isHvm
    ? ((yield* nameDrives(run)) ?? (yield* loadKernel(run)) ?? (yield* openDisks(run)))
    : undefined
  if (end || !isUsual || !isThere) return end
  if (!isHvm) yield* doubtScreen(run)
  const [fault] = partFaults(run)
  return fault ? yield* refuse(run, fault) : yield* openScreen(run)
}

/** libxl tells QEMU of its drives one by one: of the first few disks, none of them only read but a CD. */
function* nameDrives(run: Run): Generator<GuestEvent, Refused | undefined> {
  if (isTraditional(run)) return undefined
  const isAhci = draftAt(run.guest.survey.draft, 'b_info.u.hvm.hdtype') === 'ahci'
  for (const { vdev, isCdrom, isWritable, origin } of run.guest.disks) {
    const drive = emulatedDrive(vdev.value, isAhci)
    if (!drive || (drive.bus === 'scsi' && !isCdrom)) continue
    if (isCdrom ? drive.number > emulatorNumber('cd-last', run.xen) : drive.bus === 'none') {
      const why = `QEMU makes no drive of \`${vdev.value}\`, so it is for drivers inside the guest alone`
      const text = said(run, isCdrom ? 'cd-unplayed' : 'drive-unplayed', { vdev: vdev.value })
      yield* warn(run, { said: text, why, origin })
      continue
    }
    if (isCdrom || isWritable) continue
    const kind = drive.bus === 'ahci' ? 'AHCI' : 'IDE'
    const why = `\`${vdev.value}\` is only read, and QEMU has no ${kind} disk like that`
    return yield* refuse(run, { said: said(run, 'disk-read-only', { kind }), why, origin })
  }
  return undefined
}

/** QEMU loads a kernel of an HVM guest, and what goes with it. */
function* loadKernel(run: Run): Generator<GuestEvent, Refused | undefined> {
  for (const option of ['kernel', 'ramdisk']) {
    const written = draftAt(run.guest.survey.draft, `b_info.${option}`)
    const path = typeof written === 'string' ? absolutePath(written) : undefined
    if (path === undefined || isPresent(run.host, path) !== false) continue
    const origin = settingOrigin(run, option) ?? wholeFile(run)
    const why = `QEMU ends, as there is no \`${path}\``
    return yield* refuse(run, { said: said(run, 'device-model-ended'), why, origin })
  }
  return undefined
}

/** QEMU opens what each drive holds; the targets that dom0's kernel serves were looked for before. */
function* openDisks(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host } = run
  for (const disk of guest.disks) {
    const { format, target, vdev, backendDomain, origin } = disk
    const isSeen = isPlain(disk) && backendDomain === undefined && /^(?:hd|xvd|sd)/.test(vdev.value)
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

/** What was seen: nothing in a CD drive, and images of two formats, which are taken to be such. */
function isPlain({ format, isCdrom }: GuestDisk): boolean {
  return format === 'raw' || format === 'qcow2' || (format === 'empty' && isCdrom)
}
