import fc from 'fast-check'

/** What guests of one host may point at, rightly or not. */
export interface Offer {
  readonly bridges: readonly string[]
  readonly volumes: readonly string[]
  /** Sizes that make sense beside dom0's. */
  readonly memoryMiB: readonly number[]
}

/** The text of a guest's file; most start, and each slip is one that people make. */
export function someGuest(offer: Offer, name: string, number: number): fc.Arbitrary<string> {
  return fc
    .tuple(
      mostly(25, [`name = "${name}"`], ['name = "web"', '', 'name = "12"']),
      kind,
      fc.constantFrom(...offer.memoryMiB).chain(memory),
      sometimes(35, processors),
      sometimes(45, nics(offer, number)),
      sometimes(45, disks(offer)),
      sometimes(12, fc.constantFrom(...harmless)),
      sometimes(10, fc.constantFrom(...slips))
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
    text.replaceAll('\n', '; ')
  ]
}

const tiny = 'kernel = "/boot/tiny-pv"'
const kind = fc.oneof(
  { weight: 70, arbitrary: fc.constant(tiny) },
  { weight: 9, arbitrary: fc.constant(`type = "pv"\n${tiny}`) },
  { weight: 9, arbitrary: fc.constant('type = "pvh"\nkernel = "/boot/tiny-pvh"') },
  { weight: 4, arbitrary: fc.constant('kernel = "/boot/vmlinuz-6.1.0-9-amd64"') },
  { weight: 3, arbitrary: fc.constant(`${tiny}\nramdisk = "/boot/initrd.img-6.1.0-9-amd64"`) },
  { weight: 2, arbitrary: fc.constant(`${tiny}\nramdisk = "/boot/tiny-pv"`) },
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
        `maxmem = ${size}`
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
      'maxvcpus = 600'
    )
  }
)

function nics({ bridges }: Offer, number: number): fc.Arbitrary<string> {
  const mac = fc.constantFrom(`00:16:3e:00:00:0${number}`, `00:16:3e:00:00:0${number}`, '00:16:3e:00:00:99')
  const good = fc
    .tuple(fc.constantFrom(...bridges), mac)
    .map(([bridge, address]) => `mac=${address},bridge=${bridge}`)
  const odd = fc.constantFrom(
    '',
    `mac=00:16:3e:00:01:0${number}`,
    'bridge=xenbr0,vifname=web0',
    `bridge=xenbr0,vifname=guest${number}`,
    'bridge=xenbr0,vifname=name-of-much-too-many-letters',
    'bridge=xenbr9',
    'bridge=xenbrO',
    'bridge=eth0',
    'bridge=xenbr0,rate=10Mb/s',
    'bridge=xenbr0,script=vif-bridge',
    'bridge=xenbr0,model=e1000',
    'mac=00:16:3e:00:00:zz,bridge=xenbr0',
    'bridge=xenbr0,speed=fast',
    'bridge=xenbr0,script=vif-nosuch',
    'bridge=xenbr0,script=/etc/xen/scripts/vif-bridge',
    'bridge=xenbr0,type=ioemu',
    'bridge=xenbr0,type=vif',
    'bridge=xenbr0,ip=192.0.2.20',
    'bridge=xenbr0,vifname=eth0',
    'bridge=xenbr0,backend=Domain-0'
  )
  const nic = fc.oneof({ weight: 7, arbitrary: good }, { weight: 3, arbitrary: odd })
  return fc.oneof(
    { weight: 12, arbitrary: list('vif', nic) },
    { weight: 1, arbitrary: fc.constant('vif = "bridge=xenbr0"') }
  )
}

function disks({ volumes }: Offer): fc.Arbitrary<string> {
  const path = fc.constantFrom(...volumes)
  const device = fc.constantFrom('xvda', 'xvda', 'xvda', 'xvdb', 'xvdc', 'sda1', 'hda')
  const mode = fc.constantFrom('w', 'w', 'w', 'r', 'rw', 'ro')
  const good = fc
    .tuple(path, device, mode)
    .chain(([target, vdev, access]) =>
      fc.constantFrom(
        `phy:${target},${vdev},${access}`,
        `phy:${target},${vdev},${access}`,
        `file:${target},${vdev},${access}`,
        `${target},raw,${vdev},${access}`,
        `format=raw, vdev=${vdev}, access=${access}, target=${target}`
      )
    )
  const odd = fc.constantFrom(
    'phy:/dev/vg0/gone,xvda,w',
    'file:/srv/gone.img,xvda,w',
    'phy:vg0/web,xvdb,w',
    `phy:${volumes[0]},xvda,x`,
    `phy:${volumes[0]},foo,w`,
    `${volumes[0]},raw`,
    `tap:aio:${volumes[0]},xvda,w`,
    `format=qcow2,vdev=xvda,access=rw,target=${volumes[3]}`,
    `${volumes[3]},raw,xvda1,rw`,
    `${volumes[0]},raw,xvda,rw,discard`,
    `phy:${volumes[0]},xvda,W`
  )
  return list('disk', fc.oneof({ weight: 7, arbitrary: good }, { weight: 2, arbitrary: odd }))
}

const harmless = [
  'on_crash = "destroy"',
  'on_poweroff = "destroy"\non_reboot = "restart"',
  'extra = "console=hvc0"\nroot = "/dev/xvda ro"',
  'uuid = "6f2d6c2e-3a55-4c4e-9d7e-1d0e5f3c9a01"',
  'uuid = "6f2d6c2e-3a55-4c4e-9d7e-1d0e5f3c9a01"',
  'pool = "Pool-0"',
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
  'extra = "one"\nextra = "two"'
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
  'vif = [ bridge=xenbr0 ]'
]

function list(option: string, item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.array(item, { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(item, { minLength: 2, maxLength: 2 }) }
    )
    .map((items) => `${option} = [ ${items.map((text) => `'${text}'`).join(', ')} ]`)
}

function sometimes(percent: number, arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: percent, arbitrary }, { weight: 100 - percent, arbitrary: fc.constant('') })
}

function mostly(times: number, usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: times, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) }
  )
}
