import type { Facts } from '@xenlint/model'
import type { SourceFile } from '@xenlint/service'
import fc from 'fast-check'
import type { Entry } from './host-tree.js'

/** One thing that somebody does to a host: files are put or taken away, or links are others now. */
export type HostEdit =
  | { readonly files: readonly (readonly [string, SourceFile | undefined])[] }
  | { readonly links: ReadonlyMap<string, Entry> }
  | { readonly from: string; readonly to: string }

/** Few of everything, so that guests meet: memory too. */
export const crowdedFacts: Facts = {
  xen: '4.17',
  memoryMiB: 1536,
  cpus: 2,
  nics: ['eth0'],
  files: ['/k', '/srv/a.img', '/srv/b.img'],
  volumes: [{ path: '/dev/vg/a' }, { path: '/dev/vg/b' }, { path: '/dev/vg/cd' }],
  freeMiB: { '/var/lib/xen/save': 300 },
  pci: ['0000:03:00.0'],
  iommu: true
}

const folder = 'etc/xen'
const paths = [
  `${folder}/a.cfg`,
  `${folder}/b.cfg`,
  `${folder}/b-install.cfg`,
  `${folder}/c.cfg`,
  `${folder}/auto/05-d.cfg`,
  `${folder}/auto/30-e.cfg`,
  `${folder}/auto/40-f.cfg.bak`
]

const guest: fc.Arbitrary<SourceFile> = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'Domain-0', 'a/b'),
    memory: fc.constantFrom('memory = 64', 'memory = 64', 'memory = 300', 'memory = 700', 'memory = 0', ''),
    type: fc.constantFrom('type = "pvh"', 'type = "pvh"', '', 'type = "hvm"'),
    mac: fc.constantFrom('mac=00:16:3e:00:00:01,', 'mac=00:16:3e:00:00:02,', ''),
    bridge: fc.constantFrom('bridge=xenbr0', 'bridge=xenbr0', 'bridge=xenbr1', 'bridge=xenbr', ''),
    vifname: fc.constantFrom('', '', '', ',vifname=v', ',vifname=vif2.0'),
    disks: fc.uniqueArray(fc.constantFrom(...diskTexts()), { maxLength: 2 }),
    kernel: fc.constantFrom('/k', '/k', '/k', '/k-gone'),
    rest: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom(...oddities()))
  })
  .map(({ name, memory, type, mac, bridge, vifname, disks, kernel, rest }) => {
    const devices = disks
      .map((disk, index) => `"${disk.replace('xvda', index ? 'xvdb' : 'xvda')}"`)
      .join(', ')
    const lines = [
      `name = "${name}"`,
      memory,
      type,
      `kernel = "${kernel}"`,
      `disk = [ ${devices} ]`,
      rest,
      `vif = [ "${mac}${bridge}${vifname}" ]`
    ]
    return { format: 'xl-cfg', text: lines.map((line) => `${line}\n`).join('') }
  })

function diskTexts(): string[] {
  return [
    '/dev/vg/a,raw,xvda,w',
    '/dev/mapper/vg-a,raw,xvda,r',
    '/dev/vg/b,raw,xvda,w',
    '/dev/vg/cd,raw,xvda,r',
    '/srv/a.img,raw,xvda,w',
    '/srv/b.img,raw,xvda,w',
    '/srv/link.img,raw,xvda,w',
    '/srv/gone.img,raw,xvda,w',
    'x'
  ]
}

function oddities(): string[] {
  return [
    'pci = [ "03:00.0" ]',
    '# xenlint-allow mac-repeated: so be it',
    ']',
    'cpus = "5"',
    'uuid = "8f34d5a6-0000-4000-8000-00000000000a"',
    'vcpus = 4\nmaxmem = 900',
    'vcpu = 2',
    'cap = 900'
  ]
}

function choice(format: string, ...texts: readonly string[]): fc.Arbitrary<SourceFile> {
  return fc.constantFrom(...texts).map((text) => ({ text, format }))
}

const bridges =
  'iface xenbr0 inet manual\n  bridge_ports eth0\niface xenbr1 inet manual\n  bridge_ports eth7\n'

const others: readonly (readonly [string, fc.Arbitrary<SourceFile>])[] = [
  [
    'etc/network/interfaces',
    choice(
      'interfaces',
      `auto xenbr0\n${bridges}`,
      bridges,
      `auto xenbr0\nsource x\n${bridges}`,
      `auto xenbr1\n${bridges}`
    )
  ],
  [
    `${folder}/xl.conf`,
    choice('xl-conf', '', 'vif.default.bridge = "xenbr1"\n', 'vif.default.bridge = \n', 'autoballoon = 0\n')
  ],
  [
    'etc/default/grub',
    choice(
      'grub-default',
      'GRUB_CMDLINE_XEN="dom0_mem=640M,max:640M"\n',
      'GRUB_CMDLINE_XEN=""\n',
      'GRUB_CMDLINE_XEN="$(x)"\n'
    )
  ],
  [
    'etc/default/xendomains',
    choice(
      'xendomains',
      'XENDOMAINS_AUTO=/etc/xen/auto\nXENDOMAINS_SAVE=/var/lib/xen/save\n',
      'XENDOMAINS_AUTO=/etc/xen/other\n',
      'XENDOMAINS_AUTO=$(x)\n'
    )
  ]
]

/** Where links may lead: to guests that are there, or come and go. */
const links: fc.Arbitrary<ReadonlyMap<string, Entry>> = fc
  .uniqueArray(
    fc.constantFrom<readonly [string, Entry]>(
      ['/etc/xen/auto/10-a', { link: '../a.cfg' }],
      ['/etc/xen/auto/20-b', { link: '../b.cfg' }],
      ['/etc/xen/auto/25-b', { link: '../b.cfg' }],
      ['/etc/xen/auto/50-c', { link: '/etc/xen/c.cfg' }],
      ['/etc/xen/auto/60-z', { link: '../z.cfg' }],
      ['/srv/link.img', { link: 'a.img' }]
    ),
    { selector: ([path]) => path }
  )
  .map((entries) => new Map(entries))

const put = fc
  .oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(fc.constantFrom(...paths), fc.option(guest, { nil: undefined, freq: 6 }))
    },
    ...others.map(([path, source]) => fc.tuple(fc.constant(path), fc.option(source, { nil: undefined })))
  )
  .map((file) => ({ files: [file] }))

/** A step of somebody who works on a host, and whether anybody looks at it then. */
export const hostEdit: fc.Arbitrary<readonly [HostEdit, boolean]> = fc.tuple(
  fc.oneof(
    { weight: 16, arbitrary: put },
    { weight: 2, arbitrary: fc.record({ from: fc.constantFrom(...paths), to: fc.constantFrom(...paths) }) },
    { weight: 1, arbitrary: links.map((entries) => ({ links: entries })) }
  ),
  fc.boolean()
)

/** Guests with a disk of their own each, on a machine with room for most of what they ask: few meet another. */
export function quietFiles(xenLine: string): ReadonlyMap<string, SourceFile> {
  return new Map([
    ['etc/default/grub', { format: 'grub-default', text: `GRUB_CMDLINE_XEN="${xenLine}"\n` }],
    ...Array.from({ length: 6 }, (_, number) => [pathOf(number), quietGuest(number, 'memory = 64')] as const)
  ])
}

export const quietFacts: Facts = { ...crowdedFacts, memoryMiB: 2048 }

/** One line of one of those guests is another; most leave the others alone, some do not. */
export const quietEdit: fc.Arbitrary<readonly [string, SourceFile]> = fc
  .tuple(
    fc.nat({ max: 5 }),
    fc.constantFrom(
      'memory = 64',
      'memory = 65',
      'memory = 128',
      'memory = 600',
      'memory = 1100',
      'memory = 64\nextra = "',
      'memory = 64\nvcpus = 3',
      'memory = 64\ntype = "hvm"',
      'memory = 64\nkernel = "/k-gone"',
      'memory = 64\ndisk = [ "/srv/a.img,raw,xvda,w" ]',
      'memory = 64\ndisk = [ "/srv/b.img,raw,xvda,r" ]',
      'memory = 64\nname = "g0"',
      'memory = 64\nname = ""',
      'memory = 64\nvfb = [ "vnc=1,vncdisplay=1" ]',
      'memory = 64\nvif = [ "ip=10.0.0.2,script=vif-nat" ]',
      ']'
    )
  )
  .map(([number, line]) => [pathOf(number), quietGuest(number, line)])

function pathOf(number: number): string {
  return `etc/xen/auto/g${number}`
}

function quietGuest(number: number, line: string): SourceFile {
  return { format: 'xl-cfg', text: `name = "g${number}"\ntype = "pvh"\nkernel = "/k"\n${line}\n` }
}
