import { leastVideoMemoryMiB } from '@xenlint/catalogue'
import { draftAt } from '@xenlint/model'
import { type Cause, type Run, type Said, said, settingOrigin } from './run.js'

/** What libxl says while it fills in what a file leaves open, of settings that do not go together. */
export function defaultsFault(run: Run): Cause | undefined {
  if (run.guest.type !== 'hvm') return undefined
  return biosFault(run) ?? kernelFault(run) ?? videoFault(run) ?? usbFault(run) ?? viewsFault(run)
}

function fieldOf({ guest }: Run, name: string): unknown {
  return draftAt(guest.survey.draft, `b_info.${name}`)
}

/** A cause at the first of some options that is set. */
function causeAt(run: Run, options: readonly string[], lines: Said, why: string): Cause {
  const found = options.map((option) => settingOrigin(run, option)).find((origin) => origin)
  return { said: lines, why, origin: found ?? { file: run.guest.file, start: 0, end: 0 } }
}

export function isTraditional(run: Run): boolean {
  return fieldOf(run, 'device_model_version') === 'qemu_xen_traditional'
}

function biosFault(run: Run): Cause | undefined {
  const bios = fieldOf(run, 'u.hvm.bios')
  if (bios === undefined || (bios === 'rombios') === isTraditional(run)) return undefined
  if (bios === 'rombios')
    return causeAt(run, ['bios'], said(run, 'bios-unfit'), '`rombios` is for `qemu-xen-traditional` alone')
  const why = `\`qemu-xen-traditional\` wants \`rombios\`, not \`${bios}\``
  return causeAt(run, ['bios'], said(run, 'bios-not-rombios'), why)
}

function kernelFault(run: Run): Cause | undefined {
  if (fieldOf(run, 'kernel') !== undefined) return undefined
  const isAsked = fieldOf(run, 'cmdline') !== undefined || fieldOf(run, 'ramdisk') !== undefined
  if (!isAsked) return undefined
  const why = 'words for a kernel, or a ramdisk, stand beside no `kernel`'
  return causeAt(run, ['cmdline', 'extra', 'root', 'ramdisk'], said(run, 'boot-kernelless'), why)
}

/** The graphics card of an HVM guest, and the memory that it wants, where the card has a least. */
export function graphicsOf(run: Run): { readonly kind: string; readonly leastMiB: number | undefined } {
  const kind = String(fieldOf(run, 'u.hvm.vga.kind') ?? 'cirrus')
  const model = isTraditional(run) ? 'qemu_xen_traditional' : 'qemu_xen'
  return { kind, leastMiB: leastVideoMemoryMiB(model, kind) }
}

function videoFault(run: Run): Cause | undefined {
  const asked = fieldOf(run, 'video_memkb')
  const { kind, leastMiB: least } = graphicsOf(run)
  if (typeof asked !== 'bigint' || asked < 0n || least === undefined || asked >= BigInt(least) * 1024n)
    return undefined
  const why = `its graphics card wants ${least} MiB, not ${asked / 1024n}`
  return causeAt(run, ['videoram'], said(run, `video-memory-small-${kind}`), why)
}

function usbFault(run: Run): Cause | undefined {
  const isNew = isMore(fieldOf(run, 'u.hvm.usbversion')) || isMore(fieldOf(run, 'u.hvm.spice.usbredirection'))
  const isOld =
    fieldOf(run, 'u.hvm.usb') === true ||
    fieldOf(run, 'u.hvm.usbdevice') !== undefined ||
    fieldOf(run, 'u.hvm.usbdevice_list') !== undefined
  if (!isNew || !isOld) return undefined
  const why = '`usbversion` and `spiceusbredirection` do not go with `usb` and `usbdevice`'
  return causeAt(run, ['usbversion', 'spiceusbredirection'], said(run, 'usb-twice'), why)
}

function viewsFault(run: Run): Cause | undefined {
  const views = fieldOf(run, 'altp2m')
  const hasViews =
    fieldOf(run, 'u.hvm.altp2m') === true || (typeof views === 'string' && views !== 'disabled')
  if (fieldOf(run, 'nested_hvm') !== true || !hasViews) return undefined
  const why = '`nestedhvm` and `altp2m` exclude each other'
  return causeAt(run, ['nestedhvm'], said(run, 'views-nested'), why)
}

function isMore(value: unknown): boolean {
  return typeof value === 'bigint' && value > 0n
}
