import { cpuidFlags, type DeviceKey, deviceKeys, guestSteps, wordTables } from '@xenlint/catalogue'
import fc from 'fast-check'
import { diskText, pciText, rateText } from './device-text.js'

/** Guests for xl: settings that it knows, right and wrong, and the slips that people make. */
export function guestText(): fc.Arbitrary<string> {
  return fc
    .tuple(beginning, fc.array(setting, { minLength: 1, maxLength: 9 }))
    .map(([first, settings]) => [...first, ...settings].map((line) => `${line}\n`).join(''))
}

/** Guests that set a few options again and again, one of them perhaps under an older name. */
export function repeatingGuestText(): fc.Arbitrary<string> {
  const names = fc.oneof(
    fc.uniqueArray(fc.constantFrom(...Object.keys(value)), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(...namesakes)
  )
  return names
    .chain((some) =>
      fc.tuple(beginning, fc.array(settingOf(fc.constantFrom(...some)), { minLength: 2, maxLength: 7 }))
    )
    .map(([first, settings]) => [...first, ...settings].map((line) => `${line}\n`).join(''))
}

/** Options that say one thing, or of which one decides what another means. */
const namesakes = [
  ['builder', 'type'],
  ['builder', 'type', 'kernel', 'firmware'],
  ['stdvga', 'vga'],
  ['cmdline', 'root', 'extra'],
  ['bios', 'firmware', 'bios_path_override'],
  ['bootloader', 'bootloader_args', 'kernel'],
  ['device_model', 'device_model_version', 'device_model_override'],
  ['vnc', 'vfb', 'vncpasswd', 'vnclisten'],
  ['tsc_mode', 'timer_mode'],
  ['vcpus', 'maxvcpus', 'cpus'],
  ['hap', 'nestedhvm', 'viridian']
]

const beginning = fc
  .record({
    name: often('name = "web"', ''),
    type: fc.constantFrom(
      '',
      '',
      'type = "hvm"',
      'type = "pvh"',
      'type = "pv"',
      'builder = "hvm"',
      'type = "p"'
    ),
    kernel: often('kernel = "/boot/vmlinuz"', ''),
    size: fc.constantFrom('', 'memory = 512', 'memory = 512\nvcpus = 2', 'vcpus = 4\nmaxvcpus = 4')
  })
  .map(({ name, type, kernel, size }) => [name, type, kernel, size].filter((line) => line !== ''))

const numbers = ['0', '1', '2', '7', '16', '255', '512', '4096', '0x10', '010', '0b11']
const wrongNumbers = [
  '08',
  '"1"',
  '"-1"',
  '" 3"',
  '"3 "',
  '"1G"',
  '"yes"',
  '""',
  '99999999999999999999',
  '4294967297'
]
const texts = ['""', '"a"', '"/dev/null"', "'x y'", '"é"', '"a:1"', '"tab\\there"', '"none"', '12']
const lists = ['[]', '["a"]', '["a", "b"]', '[["a"], "b"]', '["a", ["b"], "c"]', '[1, 2]']

const number = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...wrongNumbers) },
  { weight: 1, arbitrary: fc.constantFrom(...lists) }
)
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.constantFrom(...lists) }
)
const list = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...lists) },
  { weight: 1, arbitrary: fc.constantFrom(...texts) }
)

function often<T>(usual: T, seldom: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(seldom) })
}

function quoted(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return value.map((each) => `"${each.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
}

function listOf(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const items = fc.array(fc.oneof({ weight: 12, arbitrary: quoted(item) }, { weight: 1, arbitrary: text }), {
    minLength: 1,
    maxLength: 3
  })
  return fc.oneof(
    { weight: 12, arbitrary: items.map((all) => `[ ${all.join(', ')} ]`) },
    { weight: 1, arbitrary: quoted(item) }
  )
}

function wordsOf(table: string): fc.Arbitrary<string> {
  const known = (wordTables().get(table) ?? []).map(({ word }) => word)
  return fc.constantFrom(...known, ...known.map((word) => word.toUpperCase()), 'nonsense', '')
}

function enumeration(table: string): fc.Arbitrary<string> {
  return fc.oneof({ weight: 6, arbitrary: quoted(wordsOf(table)) }, { weight: 2, arbitrary: number })
}

const keyValue = (key: DeviceKey): fc.Arbitrary<string> => {
  switch (key.as) {
    case 'word':
      return wordsOf(key.words ?? '')
    case 'spelling':
      return fc.constantFrom('vif', 'ioemu', 'pty', 'socket', 'x', '')
    case 'mac':
      return fc.constantFrom(
        '00:16:3e:01:02:03',
        '00-16-3E-1-2-3',
        '00:16:3e:01:02:0g',
        '100:1',
        'xx',
        '1 2 3 4 5 6'
      )
    case 'rate':
      return rateText
    case 'uuid':
      return fc.constantFrom('11111111-2222-3333-4444-555555555555', 'x')
    case 'connectors':
      return fc.constantFrom('a:1x2', 'a:1x2;b:3x4', 'a:1x2;b', 'a:x', 'a:10', '1: 2x3')
    case 'text':
      return fc.constantFrom('a', '/x', 'xenbr0', 'a b', '1', '')
    default:
      return fc.constantFrom('0', '1', '2', '10', '0x10', 'x', '-1', '')
  }
}

/** What stands inside the strings of a kind of device. */
export function deviceText(device: string): fc.Arbitrary<string> {
  const keys = deviceKeys().get(device) ?? []
  const token = fc
    .constantFrom(...keys)
    .chain((key) =>
      key.word === undefined ? keyValue(key).map((value) => `${key.key}=${value}`) : fc.constant(key.word)
    )
  const slip = fc.constantFrom('nonsense', 'nonsense=1', ' ', '', '=x', 'bridge', 'a=b=c')
  return fc
    .array(fc.oneof({ weight: 12, arbitrary: token }, { weight: 1, arbitrary: slip }), { maxLength: 4 })
    .chain((tokens) => fc.constantFrom(',', ',', ',', ', ', ' ,').map((comma) => tokens.join(comma)))
}

/** What stands inside `cpus`, or an item of it. */
export const cpuSet: fc.Arbitrary<string> = fc.constantFrom(
  '0',
  '0-3',
  '1,2',
  '0-3,^1',
  'all',
  '^1',
  '^all',
  '3-1',
  '9',
  '0-20',
  'x',
  '',
  ' 1',
  '1 '
)
const decimal = fc.constantFrom('0', '3', '12', ' 4', '+5', '-1', '4294967294', 'x', '')
const hexadecimal = fc.constantFrom('0', '3f8', '2F8', ' 10', '0x60', '+a', '-1', 'fffffffe', 'g', '')
/** What stands inside the strings of ranges; what xl passes over behind a colour is left out. */
export const ranges: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ioports: joined(hexadecimal, ['', '-', ',']),
  iomem: fc
    .tuple(joined(hexadecimal, [',', '-']), fc.constantFrom('', '@c0000', '@', '@ 1', '@0x', 'x'))
    .map(join),
  irqs: joined(decimal, ['', '-']),
  llc_colors: fc
    .tuple(fc.constantFrom('0', '3', ' 1', '+2'), fc.constantFrom('', '-5', '- 7', '-+9', '-0'))
    .map(join)
}
/** A name of a table of libxl's, `=` and a text. */
export function assignedText(table: string): fc.Arbitrary<string> {
  const name = fc.oneof({ weight: 5, arbitrary: wordsOf(table) }, fc.constantFrom('nonsense', ''))
  return fc.tuple(name, fc.constantFrom('=a', '=', '', '=a=b', '=rack 7, shelf: 3', '= x ')).map(join)
}
/** What stands inside `xenstore_quota = [ "…" ]`. */
export const quotaText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('nodes', 'watches', 'a b', ''), fc.constantFrom('=1', '=0x10', '=', '', '=x', '= 7'))
  .map(join)
/** What stands inside `viridian = [ "…" ]`. */
export const groupText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '!'),
    fc.oneof({ weight: 5, arbitrary: wordsOf('viridian_enlightenment') }, fc.constantFrom('nonsense', ''))
  )
  .map(join)
function joined(part: fc.Arbitrary<string>, signs: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(part, fc.constantFrom(...signs), part).map(join)
}
function join(parts: readonly string[]): string {
  return parts.join('')
}
const cpuidFlag = fc
  .tuple(
    fc.constantFrom(...cpuidFlags().map(({ name }) => name), 'nonsense'),
    fc.constantFrom('0', '1', 'x', 'k', 's', '3', '0x1f', 'z', '')
  )
  .map(([name, value]) => `${name}=${value}`)
const register = fc
  .tuple(
    fc.constantFrom('eax', 'ebx', 'ecx', 'edx', 'efx', ''),
    fc.constantFrom('x'.repeat(32), '1'.repeat(32), '0')
  )
  .map(([name, bits]) => `${name}=${bits}`)
/** What stands inside `cpuid = [ "…" ]`. */
export const registersText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('1:', '0x80000001:', '7,0:', '7:', 'a:', '7', '7,x:'),
    fc.array(register, { maxLength: 2 })
  )
  .map(([start, registers]) => start + registers.join(','))
/** What stands inside `cpuid = "…"`. */
export const featuresText: fc.Arbitrary<string> = fc
  .array(cpuidFlag, { maxLength: 3 })
  .map((flags) => ['host', ...flags].join(','))
/** What stands inside `rdm = "…"`. */
export const reservedText: fc.Arbitrary<string> = fc.constantFrom(
  'strategy=host',
  'strategy=host,policy=strict',
  'policy=relaxed',
  'policy=x',
  'x',
  '',
  'strategy=x',
  'x=1',
  'strategy=host,'
)
const node = fc
  .array(
    fc.constantFrom(
      '"pnode=0"',
      '"pnode=1"',
      '"size=256"',
      '"size=x"',
      '"vcpus=0"',
      '"vcpus=0-1"',
      '"vcpus = 1,0"',
      '"vdistances=10,20"',
      '"x=1"',
      '"x"',
      '["a"]'
    ),
    { maxLength: 4 }
  )
  .map((parts) => `[${parts.join(', ')}]`)
const sound = fc.constantFrom(
  '"card, short-name=a, long-name=b"',
  '"pcm, name=p"',
  '"stream, unique-id=1, type=p"',
  '"stream, type=x"',
  '"card, sample-rates=8000;44100"',
  '"pcm, sample-formats=s8;U8"',
  '"card, channels-min=1, buffer-size=0x100"',
  '"x"',
  '""',
  '"pcm, x=1"'
)

/** Values of the options that are more than one number, text or word. */
const own: Readonly<Record<string, fc.Arbitrary<string>>> = {
  name: text,
  seclabel: text,
  init_seclabel: text,
  builder: fc.constantFrom('"hvm"', '"generic"', '"linux"', '"h"', '""'),
  type: fc.constantFrom('"hvm"', '"pv"', '"pvh"', '"PV"', '"pvhvm"', '""'),
  uuid: fc.constantFrom('"11111111-2222-3333-4444-55555555555A"', '"x"', '5', '[]'),
  vcpus: number,
  maxvcpus: number,
  cpus: fc.oneof(quoted(cpuSet), listOf(cpuSet)),
  cpus_soft: fc.oneof(quoted(cpuSet), listOf(cpuSet)),
  disk: listOf(diskText),
  pci: listOf(pciText),
  pci_msitranslate: number,
  pci_permissive: number,
  pci_seize: number,
  pci_power_mgmt: number,
  rdm: quoted(reservedText),
  tsc_mode: enumeration('tsc_mode'),
  timer_mode: enumeration('timer_mode'),
  altp2m: enumeration('altp2m_mode'),
  bios: enumeration('bios_type'),
  firmware: fc.oneof(
    enumeration('bios_type'),
    fc.constantFrom('"uefi"', '"bios"', '"/x"', '"pvgrub64"', '"pv"')
  ),
  viridian: fc.oneof(
    number,
    listOf(fc.oneof(wordsOf('viridian_enlightenment'), fc.constantFrom('all', 'defaults', '!base')))
  ),
  mca_caps: fc.constantFrom('[ "lmce" ]', '[ "x" ]', '"lmce"', '[]'),
  mmio_hole: fc.constantFrom('255', '256', '3840', '3841', '"x"'),
  smbios: listOf(
    fc.tuple(wordsOf('smbios_type'), fc.constantFrom('=a', '=', '', '=a=b')).map((pair) => pair.join(''))
  ),
  ms_vm_genid: fc.constantFrom('"generate"', '"none"', '"x"'),
  vga: fc.constantFrom('"stdvga"', '"cirrus"', '"none"', '"qxl"', '"STD"', '1'),
  stdvga: number,
  gfx_passthru: enumeration('gfx_passthru_kind'),
  serial: fc.oneof(text, list),
  usbdevice: fc.oneof(text, list),
  bootloader_args: fc.oneof(text, list),
  cmdline: text,
  root: text,
  extra: text,
  device_model: fc.constantFrom('"/usr/lib/qemu-dm"', '"stubdom-dm"', '[]'),
  device_model_version: fc.constantFrom('"qemu-xen"', '"qemu-xen-traditional"', '"x"', '[]'),
  vnc: number,
  vnclisten: text,
  vncpasswd: text,
  vncdisplay: number,
  vncunused: number,
  sdl: number,
  opengl: number,
  display: text,
  xauthority: text,
  ioports: listOf(fc.constantFrom('3f8', '2f8-2ff', '0x60', 'x', '1-', '5-3', '1z', 'ffffffff', '-1')),
  irqs: fc.constantFrom('[ 3, 4 ]', '[ "5x" ]', '[ "" ]', '[ [1] ]', '[ 4294967295 ]'),
  iomem: listOf(fc.constantFrom('10,1', 'a0000,20@c0000', '10', '10,1@', '10,1x', '0x10, 2', ',')),
  llc_colors: listOf(fc.constantFrom('0', '1-3', '3-1', 'x', '2-x')),
  cpuid: fc.oneof(
    quoted(featuresText),
    fc.constantFrom('"guest,pae=0"', '""', '"host"', '5'),
    listOf(registersText)
  ),
  vnuma: fc.oneof(
    fc.array(node, { minLength: 1, maxLength: 2 }).map((nodes) => `[ ${nodes.join(', ')} ]`),
    list
  ),
  vsnd: fc.oneof(
    fc.array(sound, { maxLength: 3 }).map((parts) => `[ [ ${parts.join(', ')} ] ]`),
    list
  ),
  dtdev: list
}

const value: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...Object.fromEntries(guestSteps().flatMap(plainOption)),
  ...Object.fromEntries([...deviceKeys().keys()].map((device) => [device, listOf(deviceText(device))])),
  ...own
}

function plainOption(step: ReturnType<typeof guestSteps>[number]): [string, fc.Arbitrary<string>][] {
  switch (step.step) {
    case 'text':
      return [[step.option, text]]
    case 'flag':
    case 'number':
    case 'bounded':
      return [[step.option, number]]
    case 'word':
      return [[step.option, enumeration(step.words)]]
    case 'named':
      return [
        [
          step.option,
          fc.oneof(
            fc.constantFrom(
              '"destroy"',
              '"restart"',
              '"preserve"',
              '"rename-restart"',
              '"coredump-destroy"',
              '"Destroy"'
            ),
            text
          )
        ]
      ]
    case 'texts':
    case 'list':
      return [[step.option, list]]
    default:
      return []
  }
}

const setting = settingOf(fc.constantFrom(...Object.keys(value)))

function settingOf(names: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return names
    .chain((name) => fc.tuple(fc.constant(name), often(' = ', ' += '), value[name] ?? text))
    .map((parts) => parts.join(''))
}
