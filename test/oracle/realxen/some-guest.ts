import fc from 'fast-check'
import type { Offer } from './offer.js'
import { disks, nics } from './some-devices.js'

/** The text of a guest's file; most start, and each slip is one that people make. */
export function someGuest(offer: Offer, name: string, number: number): fc.Arbitrary<string> {
  return fc
    .tuple(
      mostly(
        25,
        [`name = "${name}"`],
        ['name = "web"', '', 'name = "12"', 'name = "web "', 'name = "WEB"', 'name = "0"']
      ),
      kind,
      fc.constantFrom(...offer.memoryMiB).chain(memory),
      sometimes(35, processors),
      sometimes(45, nics(offer, number)),
      sometimes(45, disks(offer)),
      sometimes(25, fc.constantFrom(...harmless)),
      sometimes(14, fc.constantFrom(...slips))
    )
    .map((parts) => `${parts.filter((part) => part !== '').join('\n')}\n`)
    .chain((text) => mostly(40, [text], spellings(text)))
}

/** The same text as other editors and people leave it. */
function spellings(text: string): string[] {
  return [
    text.replaceAll('\n', '\r\n'),
    `\uFEFF${text}`,
    text.trimEnd(),
    text.replaceAll(' = ', '\t=\t'),
    text.replaceAll('\n', ' # said\n'),
    text.replaceAll('\n', ';\n'),
    text.replaceAll('\n', '; '),
    text.replaceAll('\n', '\n\n    '),
    text.replaceAll('"', "'").replaceAll(/'([^'\n]*)'([^'\n]*)'/g, '"$1"$2"'),
    text.replaceAll(', ', ',\n        '),
    text.replaceAll('\n', '\r')
  ]
}

const tiny = 'kernel = "/boot/tiny-pv"'
const kind = fc.oneof(
  { weight: 70, arbitrary: fc.constant(tiny) },
  { weight: 9, arbitrary: fc.constant(`type = "pv"\n${tiny}`) },
  { weight: 9, arbitrary: fc.constant('type = "pvh"\nkernel = "/boot/tiny-pvh"') },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(
        ...['hap = 0', 'shadow_memory = 16', 'maxmem = 512', 'acpi = 1', 'vcpus = 3', 'hap = 0\nvcpus = 2']
      )
      .map((line) => `type = "pvh"\nkernel = "/boot/tiny-pvh"\n${line}`)
  },
  { weight: 4, arbitrary: fc.constant('kernel = "/boot/vmlinuz-6.1.0-9-amd64"') },
  { weight: 3, arbitrary: fc.constant(`${tiny}\nramdisk = "/boot/initrd.img-6.1.0-9-amd64"`) },
  { weight: 2, arbitrary: fc.constant(`${tiny}\nramdisk = "/boot/tiny-pv"`) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'type = "pvh"\nkernel = "/boot/tiny-pv"',
      'kernel = "/boot/tiny-pvh"',
      'kernel = "/etc/passwd"',
      'type = "pvh"\nkernel = "/etc/passwd"',
      'type = "pvh"\nkernel = "/etc/xen/kernels/new"'
    )
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'kernel = "/etc/xen/kernels/new"',
      'kernel = "boot/tiny-pv"',
      'kernel = "/etc/xen/kernels/old"'
    )
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '# kernel = "/boot/tiny-pv"',
      `builder = "linux"\n${tiny}`,
      `builder = "generic"\n${tiny}`,
      `type = "paravirt"\n${tiny}`
    )
  }
)

function memory(size: number): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 80, arbitrary: fc.constant(`memory = ${size}`) },
    {
      weight: 14,
      arbitrary: fc.constantFrom(
        `memory = ${size}\nmaxmem = ${size * 2}`,
        `maxmem = ${size + 64}\nmemory = ${size}`
      )
    },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        '',
        `memory = "${size}"`,
        `memory = ${size}\nmaxmem = ${size >> 1}`,
        `maxmem = ${size}`,
        `memory = 0x40`,
        `memory = 0100`,
        `memory = ${size}\nmaxmem = 0`,
        `memory = ${size}\nmemory = 64`,
        `memory = ${size}\nmaxmem = 60000`
      )
    }
  )
}

const processors = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(1, 2, 3, 4, 8).map((count) => `vcpus = ${count}`) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'maxvcpus = 4',
      'vcpus = 1\nmaxvcpus = 3',
      'vcpus = 4\nmaxvcpus = 2',
      'vcpus = 2\ncpus = "0"',
      'vcpus = 1\ncpus = "9"',
      'cpus = "9"',
      'vcpus = 2\ncpus = "0-3,^1"',
      'vcpus = 1\ncpus = "all"',
      'vcpus = 1\ncpus = "^0"',
      'vcpus = 2\ncpus = ["0", "9"]',
      'vcpus = 2\ncpus = ["0"]',
      'vcpus = 1\ncpus = "abc"',
      'cpu_weight = 512',
      'cpu_weight = 0',
      'cpu_weight = 70000',
      'vcpus = 1\ncap = 50',
      'vcpus = 1\ncap = 500',
      'vcpus = 1\ncpus = "0,^0"',
      'vcpus = 1\ncpus_soft = "9"',
      'vcpus = 2\ncpus = "0"\ncpus_soft = "0"',
      'vcpus = 2\ncpus_soft = ["0", "9"]',
      'vcpus = 2\ncpus = ["0", "0"]\ncpus_soft = ["1", "0"]',
      'vcpus = 2\ncpus_soft = ["5"]',
      'maxvcpus = 3\ncpus_soft = "1-7"',
      'vcpus = 1\ncpus_soft = "^0"',
      'vcpus = 1\ncpus_soft = "all"',
      'cpus_soft = "9"',
      'maxvcpus = 600',
      'vcpus = 2\ncpus = "4-7"',
      'cpus = "4-7"',
      'vcpus = 1\ncpus = "0-7"',
      'vcpus = 1\ncpus = "node:0"',
      'vcpus = 1\ncpus = "node:1"',
      'vcpus = 1\ncpus = ["0"]\nmaxvcpus = 2',
      'vcpus = 2\ncpus = ["0", "0", "0"]',
      'vcpus = 1\ncpus = ""',
      'vcpus = 1\ncpus = "0,,1"',
      'vcpus = 1\ncpus = "1-0"',
      'vcpus = 40',
      'vcpus = 1\ncap = 100\ncpu_weight = 65535',
      'cap = 150',
      'vcpus = 2\ncap = 150'
    )
  }
)

const harmless = [
  'on_crash = "destroy"',
  'on_poweroff = "destroy"\non_reboot = "restart"',
  'extra = "console=hvc0"\nroot = "/dev/xvda ro"',
  'uuid = "6f2d6c2e-3a55-4c4e-9d7e-1d0e5f3c9a01"',
  'uuid = "6f2d6c2e-3a55-4c4e-9d7e-1d0e5f3c9a01"',
  'pool = "Pool-0"',
  'pool = "0"',
  'max_event_channels = 1023',
  'init_seclabel = "system_u:system_r:domU_t"\nseclabel = "system_u:system_r:domU_t"',
  `extra = "${'console=hvc0 '.repeat(100)}"`,
  'memroy = 64',
  'vnc = 1',
  '# a comment\n',
  'localtime = 1',
  'tsc_mode = "default"',
  'max_grant_frames = 32',
  'shadow_memory = 16',
  'nomigrate = 1',
  'maxmem = 4096',
  'hap = 1',
  'acpi = 0',
  'max_event_channels = 64',
  'max_maptrack_frames = 100',
  'max_grant_version = 1',
  'on_watchdog = "destroy"',
  'keymap = "de"',
  'extra = "one"\nextra = "two"',
  'on_poweroff = "preserve"',
  'on_reboot = "rename-restart"',
  'on_crash = "coredump-destroy"',
  'on_soft_reset = "soft-reset"',
  'uuid = "6F2D6C2E-3A55-4C4E-9D7E-1D0E5F3C9A01"',
  'uuid = "6f2d6c2e3a554c4e9d7e1d0e5f3c9a02"',
  'nographic = 1',
  'serial = "pty"',
  'boot = "cd"',
  'shadow_memory = 900',
  'hap = 0',
  'oos = 1',
  'e820_host = 1',
  'cpuid = "host,x2apic=0"',
  'seclabel = "system_u:system_r:domU_t"',
  'vkb = [ ]',
  'usb = 1\nusbdevice = "tablet"',
  'sdl = 1',
  'stdvga = 1',
  'videoram = 16',
  'device_model_version = "qemu-xen"',
  'device_model_override = "/usr/bin/qemu-nosuch"',
  'bootloader = ""',
  'root = "/dev/xvda1 ro"\nextra = "quiet"\ncmdline = "console=hvc0"',
  'rtc_timeoffset = 3600',
  'claim_mode = 0',
  'autoballoon = "off"',
  'timer_mode = "no_delay_for_missed_ticks"',
  'driver_domain = 1',
  'max_maptrack_frames = 2048',
  'vuart = ""',
  'mac = "00:16:3e:00:00:01"',
  'dhcp = "dhcp"'
]

const slips = [
  'on_crash = "reboot"',
  'on_poweroff = "explode"',
  'vcpus = 2x',
  'memory = ',
  'import os',
  'extra = "console=hvc0',
  'uuid = "zz"',
  'max_grant_frames = 256',
  'vcpus = 0',
  'vcpus = "two"',
  'memory = -5',
  'memory = 2',
  'memory = [64]',
  "disk = [ 'phy:/dev/vg0/web,xvda,w'",
  'bootloader = "pygrub"\ndisk = []',
  'name = "Domain-0"',
  'name = "web/1"',
  'name = "a b"',
  'shadow_memory = 4000',
  "vfb = [ 'type=vnc' ]",
  'vnc = 1',
  "pci = [ '00:03.0' ]",
  'memory = 64.5',
  'memory = "64M"',
  'on_reboot = restart',
  'vif = [ bridge=xenbr0 ]',
  "vif = [ 'bridge=xenbr0' 'bridge=xenbr0' ]",
  "vif = [ 'bridge=xenbr0', ]",
  "vif = ( 'bridge=xenbr0' )",
  'disk = "phy:/dev/vg0/web,xvda,w"',
  "disk = [ 'phy:/dev/vg0/web,xvda,w!' ]",
  'memory: 64',
  'name: web',
  'on_crash = restart',
  'on_crash = "always"',
  'on_shutdown = "destroy"',
  'uuid = "6f2d6c2e-3a55"',
  'maxmem = "much"',
  'vcpus = -1',
  'vcpus = 1.5',
  'cpus = ["0-"]\nvcpus = 1',
  'pool = "Pool-0',
  'pool = "Pool-1"',
  'pool = "1"',
  'pool = "pool-0"',
  'type = "hvm"',
  'builder = "hvm"',
  "pci = [ '0000:00:03.0,permissive=1' ]",
  "pci = [ 'eth0' ]",
  'passthrough = "enabled"',
  'pci = [ \'00:03.0\' ]\npassthrough = "disabled"',
  'tsc_mode = "fast"',
  'timer_mode = "none"',
  'nestedhvm = 1',
  "ioports = [ '3ff-3f8' ]",
  "ioports = [ 'port' ]",
  "irqs = [ 'seven' ]",
  "iomem = [ 'a0' ]",
  'max_grant_frames = -1',
  'max_event_channels = "few"',
  'extra = "a" + "b"',
  'if True:',
  'def start():',
  '[guest]',
  'kernel = "/boot/tiny-pv" ramdisk = ""',
  'bootloader = "pygrub"\nkernel = ""',
  'bootloader = "/usr/bin/nosuch"',
  '\\',
  "extra = 'it''s'"
]

function sometimes(percent: number, arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: percent, arbitrary }, { weight: 100 - percent, arbitrary: fc.constant('') })
}

function mostly(times: number, usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: times, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) }
  )
}
