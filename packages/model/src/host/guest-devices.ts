import type { Draft, DraftValue } from '../guest/draft.js'
import { get } from '../guest/draft.js'
import { type DeviceString, deviceStrings, type SurveyedGuest } from '../guest/index.js'
import type { Origin } from '../origin.js'
import type { GuestDisk, GuestNic, GuestPciDevice, GuestVnc, Told } from './host-guest.js'
import { toldBy, toldIn } from './told.js'

/** What a device takes where its own string says nothing; `origin` is where a file of the host says so. */
export interface NicDefaults {
  readonly bridge: { readonly text: string; readonly origin?: Origin }
  readonly script: { readonly text: string; readonly origin?: Origin }
  readonly backend?: { readonly text: string; readonly origin?: Origin }
}

export function nicsOf(surveyed: SurveyedGuest, defaults: NicDefaults): GuestNic[] {
  return deviceStrings(surveyed, 'vif', 'nics').map((string, devid) => {
    const { draft, origin } = string
    const mac = macOf(draft['mac'])
    return {
      origin,
      devid,
      ...(mac && { mac: { value: mac, origin: string.keyed('mac')?.origin ?? origin } }),
      bridge: wordOf(string, 'bridge') ?? byDefault(defaults.bridge, origin),
      script: wordOf(string, 'script') ?? byDefault(defaults.script, origin),
      ...some('vifname', told(string, 'vifname', 'ifname')),
      ...some('ip', told(string, 'ip', 'ip')),
      ...some('model', told(string, 'model', 'model')),
      ...served(textAt(draft, 'backend_domname') ?? defaults.backend?.text)
    }
  })
}

// dom0 by either of its names is none of the others.
function served(domain: string | undefined): { readonly backendDomain?: string } {
  return domain === undefined || domain === '0' || domain === 'Domain-0' ? {} : { backendDomain: domain }
}

/** An empty name is one too: libxl takes it for the folder of scripts, and vif-bridge for any bridge. */
function wordOf(string: DeviceString, key: string): Told<string> | undefined {
  const value = string.draft[key]
  return typeof value === 'string' ? toldIn(string, key, value) : undefined
}

// A default that a file of the host sets is still a default of the device.
function byDefault({ text, origin }: NicDefaults['bridge'], whole: Origin): Told<string> {
  return { value: text, origin: origin ?? whole, isDefault: true }
}

export function disksOf(surveyed: SurveyedGuest): GuestDisk[] {
  return deviceStrings(surveyed, 'disk', 'disks').flatMap((string) => {
    const { draft, origin } = string
    const target = textAt(draft, 'pdev_path')
    const vdev = textAt(draft, 'vdev')
    if (vdev === undefined) return []
    return {
      origin,
      target: toldIn(string, 'target', target ?? ''),
      format: textAt(draft, 'format') ?? 'raw',
      backend: textAt(draft, 'backend') ?? 'unknown',
      vdev: toldIn(string, 'vdev', vdev),
      isWritable: isOn(draft['readwrite']),
      isCdrom: isOn(draft['is_cdrom']),
      ...some('script', wordOf(string, 'script')),
      ...served(textAt(draft, 'backend_domname'))
    }
  })
}

export function pciDevicesOf(surveyed: SurveyedGuest): GuestPciDevice[] {
  return deviceStrings(surveyed, 'pci', 'pcidevs').flatMap(({ draft, origin }) => {
    const [domain, bus, device] = ['domain', 'bus', 'dev'].map((name) => numberAt(draft, name))
    if (bus === undefined || device === undefined) return []
    const address = `${hex(domain ?? 0, 4)}:${hex(bus, 2)}:${hex(device, 2)}.${hex(numberAt(draft, 'func') ?? 0, 1)}`
    return { origin, address, isSeized: isOn(draft['seize']) }
  })
}

/** The screens of a guest on fixed ports: QEMU takes this port or dies. */
export function vncScreensOf(surveyed: SurveyedGuest): GuestVnc[] {
  const { survey } = surveyed
  const found: GuestVnc[] = []
  const own = get(survey.draft, 'b_info.u.hvm.vnc')
  // A machine of its own has a screen unless told otherwise.
  if (survey.guest === 'hvm') {
    const vnc = isDraft(own) ? own : {}
    const at =
      toldBy(surveyed, 'vncdisplay') ?? toldBy(surveyed, 'vnclisten') ?? toldBy(surveyed, 'vncunused')
    if (at && vnc['enable'] !== false) add(found, vnc, at.origin)
    return found
  }
  for (const { draft, keyed, origin } of deviceStrings(surveyed, 'vfb', 'vfbs')) {
    const vnc = draft['vnc']
    if (isDraft(vnc) && vnc['enable'] !== false)
      add(found, vnc, (keyed('vncdisplay') ?? keyed('vnclisten'))?.origin ?? origin)
  }
  return found
}

/** Whether two screens on one port are in each other's way, by the addresses that QEMU listens on. */
export function doScreensMeet(address: string, other: string): boolean {
  return address === other || isEverywhere(address) || isEverywhere(other)
}

function isEverywhere(address: string): boolean {
  return /^(?:|0\.0\.0\.0|\[?::\]?)$/.test(address)
}

const firstPort = 5900

function add(found: GuestVnc[], vnc: Draft, origin: Origin): void {
  if (vnc['findunused'] !== false) return
  const listen = textAt(vnc, 'listen') ?? '127.0.0.1'
  const [, address = listen, display] = /^(.*):([0-9]+)$/.exec(listen) ?? []
  const number = display === undefined ? (numberAt(vnc, 'display') ?? 0) : Number(display)
  found.push({ address, port: { value: firstPort + number, origin } })
}

function told(string: DeviceString, key: string, field: string): Told<string> | undefined {
  const value = textAt(string.draft, field)
  return value === undefined ? undefined : toldIn(string, key, value)
}

function some<Name extends string, T>(name: Name, value: T | undefined): { [Key in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: T }
}

// Zeros are no address: libxl makes one up.
function macOf(bytes: DraftValue | undefined): string | undefined {
  if (!Array.isArray(bytes) || bytes.length !== 6 || bytes.every((byte) => byte === 0)) return undefined
  return (bytes as number[]).map((byte) => hex(byte, 2)).join(':')
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0')
}

export function textAt(draft: Draft, field: string): string | undefined {
  const value = draft[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function numberAt(draft: Draft, field: string): number | undefined {
  const value = draft[field]
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined
}

function isOn(value: DraftValue | undefined): boolean {
  return value === true || value === 1n
}

function isDraft(value: DraftValue | undefined): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
