import { leastVideoMemoryMiB, quirk, type XenVersion } from '@xenlint/catalogue'
import { type Draft, get } from './draft.js'

/** Settings of an HVM guest that libxl does not take together; `card` where its memory is too small. */
export interface Unfit {
  readonly kind:
    | 'bios-unfit'
    | 'bios-not-rombios'
    | 'boot-kernelless'
    | 'video-memory-small'
    | 'usb-twice'
    | 'views-nested'
  /** The options that say so: the first that is set is to blame. */
  readonly options: readonly string[]
  readonly why: string
  readonly card?: Card
}

/** The graphics card of an HVM guest, and the memory that it wants, where the card has a least. */
export interface Card {
  readonly kind: string
  readonly leastMiB: number | undefined
}

/** The QEMU that libxl takes for a guest, which may leave it open. */
export function deviceModelOf(draft: Draft, xen: XenVersion): string {
  const asked = get(draft, 'b_info.device_model_version')
  if (typeof asked === 'string') return asked
  const isApart = get(draft, 'b_info.device_model_stubdomain') === true
  return (isApart && quirk('stubdomain-model', xen)) || (quirk('usual-model', xen) ?? 'qemu_xen')
}

/** The graphics card of an HVM guest. */
export function graphicsOf(draft: Draft, xen: XenVersion): Card {
  const kind = String(get(draft, 'b_info.u.hvm.vga.kind') ?? 'cirrus')
  return { kind, leastMiB: leastVideoMemoryMiB(deviceModelOf(draft, xen), kind, xen) }
}

/** What libxl finds unfit while it fills in what the file of an HVM guest leaves open, in its order. */
export function unfitSettings(draft: Draft, xen: XenVersion): Unfit[] {
  const found = [bios, kernelless, videoMemory, usbTwice, nestedViews].map((find) => find(draft, xen))
  return found.filter((each) => each !== undefined)
}

function bios(draft: Draft, xen: XenVersion): Unfit | undefined {
  const asked = get(draft, 'b_info.u.hvm.bios')
  const isTraditional = deviceModelOf(draft, xen) === 'qemu_xen_traditional'
  if (typeof asked !== 'string' || (asked === 'rombios') === isTraditional) return undefined
  const why = isTraditional
    ? `\`qemu-xen-traditional\` wants \`rombios\`, not \`${asked}\``
    : '`rombios` is for `qemu-xen-traditional` alone'
  return { kind: isTraditional ? 'bios-not-rombios' : 'bios-unfit', options: ['bios'], why }
}

function kernelless(draft: Draft, xen: XenVersion): Unfit | undefined {
  const isAsked = isSet(draft, 'cmdline') || isSet(draft, 'ramdisk')
  if (!isAsked || isSet(draft, 'kernel') || quirk('kernel-of-hvm', xen) === undefined) return undefined
  const why = '`kernel` is not set, though words for a kernel, or a ramdisk, are'
  return { kind: 'boot-kernelless', options: ['cmdline', 'extra', 'root', 'ramdisk'], why }
}

function videoMemory(draft: Draft, xen: XenVersion): Unfit | undefined {
  const asked = get(draft, 'b_info.video_memkb')
  const card = graphicsOf(draft, xen)
  if (typeof asked !== 'bigint' || asked < 0n || card.leastMiB === undefined) return undefined
  if (asked >= BigInt(card.leastMiB) * 1024n) return undefined
  const why = `its graphics card wants ${card.leastMiB} MiB, not ${asked / 1024n}`
  return { kind: 'video-memory-small', options: ['videoram'], why, card }
}

function usbTwice(draft: Draft): Unfit | undefined {
  const isNew =
    numberAt(draft, 'b_info.u.hvm.usbversion') !== 0n ||
    numberAt(draft, 'b_info.u.hvm.spice.usbredirection') > 0n
  const isOld =
    get(draft, 'b_info.u.hvm.usb') === true ||
    isSet(draft, 'u.hvm.usbdevice') ||
    isSet(draft, 'u.hvm.usbdevice_list')
  if (!isNew || !isOld) return undefined
  const why = '`usbversion` and `spiceusbredirection` do not go with `usb` and `usbdevice`'
  return { kind: 'usb-twice', options: ['usbversion', 'spiceusbredirection'], why }
}

function nestedViews(draft: Draft): Unfit | undefined {
  const views = get(draft, 'b_info.altp2m')
  const hasViews =
    get(draft, 'b_info.u.hvm.altp2m') === true || (typeof views === 'string' && views !== 'disabled')
  const isNested = get(draft, 'b_info.nested_hvm') === true || get(draft, 'b_info.u.hvm.nested_hvm') === true
  if (!isNested || !hasViews) return undefined
  return { kind: 'views-nested', options: ['nestedhvm'], why: '`nestedhvm` and `altp2m` exclude each other' }
}

function isSet(draft: Draft, field: string): boolean {
  return get(draft, `b_info.${field}`) !== undefined
}

function numberAt(draft: Draft, path: string): bigint {
  const value = get(draft, path)
  return typeof value === 'bigint' ? value : 0n
}
