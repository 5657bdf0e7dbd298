import fc from 'fast-check'
import type { BootableHost } from '../../support/recording.js'
import { someGuest } from './some-guest.js'

const names = ['web', 'db', 'mail', 'dns', 'build', 'proxy']
const volumes = ['/dev/vg0/web', '/dev/vg0/db', '/dev/vg0/shared', '/srv/mail.img']
/** What guests ask for and a slip has put elsewhere, and what dom0 of the recordings lacks. */
const absent = ['/vg0/web', '/usr/libexec/xen-qemu-system-i386', '/etc/xen/scripts/vif-nosuch']
const kernels = ['/boot/tiny-pv', '/boot/tiny-pvh']

/** What stands before any network or guest: hosts that share it are started from one state. */
export interface SomeMachine {
  readonly memoryMiB: number
  readonly cpus: number
  readonly grub: string
}

/** Machines of which some give dom0 a fixed memory and the others let it shrink for guests. */
export const someMachine: fc.Arbitrary<SomeMachine> = fc.record({
  memoryMiB: fc.constantFrom(1024, 1536, 2048, 2048, 2048, 3072),
  cpus: fc.constantFrom(1, 1, 1, 1, 2),
  grub: fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom(...fixedMemory()) },
    { weight: 2, arbitrary: fc.constantFrom(...balloonedMemory()) }
  )
})

/** Hosts of two to six guests on one machine, each with an order, a network and slips of their own. */
export function someHost({ memoryMiB, cpus, grub }: SomeMachine): fc.Arbitrary<BootableHost> {
  const isFixed = grub.includes('dom0_mem')
  const sizes = isFixed ? [...small, ...small, ...large(memoryMiB)] : [64, 100, 200, 300, memoryMiB * 2]
  return fc
    .record({
      network: someNetwork(),
      xlConf: fc.oneof(
        { weight: 3, arbitrary: fc.constant('') },
        { weight: 2, arbitrary: fc.constantFrom(...xlConfs) }
      ),
      xendomains: fc.oneof(
        { weight: 4, arbitrary: fc.constant(xendomains[0] ?? '') },
        { weight: 1, arbitrary: fc.constantFrom(...xendomains) }
      ),
      stray: fc.oneof(
        { weight: 5, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constantFrom(...strays) }
      ),
      count: fc.integer({ min: 2, max: 6 })
    })
    .chain(({ network, xlConf, xendomains: lifecycle, stray, count }) => {
      const offer = { bridges: network.bridges, volumes, memoryMiB: sizes }
      const guests = names
        .slice(0, count)
        .map((name, index) => fc.tuple(someGuest(offer, name, index + 1), somePlace(name, index)))
      return fc.tuple(...guests).map((entries) => ({
        facts: {
          debian: '12',
          xen: '4.17',
          memoryMiB,
          cpus,
          hvm: true,
          iommu: false,
          nics: network.nics,
          files: kernels,
          absent,
          volumes: volumes.map((path) => ({ path, sizeMiB: 16 }))
        },
        files: {
          'etc/default/grub': `GRUB_DEFAULT=0\nGRUB_TIMEOUT=5\n${grub}\n`,
          'etc/default/xendomains': lifecycle,
          'etc/network/interfaces': network.interfaces,
          ...network.more,
          ...(xlConf === '' ? {} : { 'etc/xen/xl.conf': `${xlConf}\n` }),
          ...Object.fromEntries(entries.map(([text, { path }]) => [path, text])),
          ...stray
        },
        links: Object.assign({ ...kernelLinks }, ...entries.map(([, { links }]) => links))
      }))
    })
}

/** One leads to a kernel, and one to where it was once. */
const kernelLinks = { 'etc/xen/kernels/new': '/boot/tiny-pv', 'etc/xen/kernels/old': '/boot/vmlinuz-5.10' }

const xendomains = [
  'XENDOMAINS_AUTO=/etc/xen/auto',
  'XENDOMAINS_AUTO="/etc/xen/auto/"',
  "XENDOMAINS_AUTO='/etc/xen/auto' # guests",
  'folder=auto\nXENDOMAINS_AUTO=/etc/xen/$folder',
  'XENDOMAINS_AUTO=/etc/xen/start',
  'XENDOMAINS_AUTO='
].map((line) =>
  [
    line,
    'XENDOMAINS_SAVE=/var/lib/xen/save',
    'XENDOMAINS_RESTORE=true',
    'XENDOMAINS_STOP_MAXWAIT=300',
    ''
  ].join('\n')
)

/** What lies about in the auto folder. */
const strays: readonly Readonly<Record<string, string>>[] = [
  { 'etc/xen/auto/README': 'Guests in this folder start with the host.\n' },
  { 'etc/xen/auto/old/web.cfg': 'name = "web"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/99-empty.cfg': '' },
  { 'etc/xen/auto/15-web.cfg.dpkg-old': 'name = "web"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' }
]

const small = [16, 32, 64, 64, 96, 128, 128, 200, 256]

function large(machine: number): number[] {
  return [machine >> 2, machine >> 1, machine - 640, machine]
}

function fixedMemory(): string[] {
  const dom0 = [
    'dom0_mem=640M,max:640M',
    'dom0_mem=640M,max:640M',
    'dom0_mem=768M,max:768M',
    'dom0_mem=700M',
    'dom0_mem=max:720M',
    'dom0_mem=640M,max:900M',
    'dom0_mem=min:600M,max:800M',
    'dom0_mem=655360',
    'dom0_mem=655360K,max:655360K dom0_max_vcpus=1'
  ]
  return dom0.flatMap((words, index) =>
    index % 2 ? [`GRUB_CMDLINE_XEN="${words}"`] : [`GRUB_CMDLINE_XEN_DEFAULT="${words}"`]
  )
}

function balloonedMemory(): string[] {
  return [
    'GRUB_CMDLINE_XEN=""',
    'GRUB_CMDLINE_LINUX_DEFAULT="quiet"',
    'GRUB_CMDLINE_XEN_DEFAULT="dom0_max_vcpus=1 cpufreq=xen"'
  ]
}

const xlConfs = [
  'vif.default.bridge="xenbr1"',
  'vif.default.bridge="xenbr0"\nautoballoon="off"',
  'autoballoon="on"',
  'autoballoon="auto"',
  'autoballoon=0',
  'claim_mode=0',
  'claim_mode=1\nautoballoon="off"',
  'vif.default.script="vif-bridge"',
  'vif.default.script="vif-nosuch"',
  'vif.default.bridge="nosuch"',
  'max_grant_frames=128',
  'max_grant_frames=16\nmax_maptrack_frames=16',
  'output_format="sxp"',
  'lockfile="/run/lock/xl"\n# vif.default.bridge="xenbr1"'
]

interface SomeNetwork {
  readonly nics: readonly string[]
  readonly bridges: readonly string[]
  readonly interfaces: string
  readonly more: Readonly<Record<string, string>>
}

function someNetwork(): fc.Arbitrary<SomeNetwork> {
  return fc
    .tuple(
      fc.constantFrom(['eth0'], ['eth0', 'eth1'], ['eth0', 'eth1']),
      fc.oneof(
        { weight: 6, arbitrary: fc.constant(firsts[0]) },
        { weight: 4, arbitrary: fc.constantFrom(...firsts) }
      ),
      fc.option(fc.constantFrom(...seconds)),
      fc.boolean()
    )
    .map(([nics, first, second, isApart]) => ({
      nics,
      bridges: second ? ['xenbr0', 'xenbr0', 'xenbr1'] : ['xenbr0'],
      interfaces: [
        'auto lo\niface lo inet loopback\n',
        'iface eth0 inet manual\n',
        `${first}\n`,
        ...(second && isApart ? ['source /etc/network/interfaces.d/*\n'] : second ? [`${second}\n`] : [])
      ].join('\n'),
      more: second && isApart ? { 'etc/network/interfaces.d/xenbr1': `${second}\n` } : {}
    }))
}

const quiet = '    bridge_stp off\n    bridge_fd 0'
const address = '    address 192.0.2.10/24'

const firsts = [
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0 eth1\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet manual\n    bridge-ports eth0\n    bridge-stp off\n    bridge-fd 0`,
  `iface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `allow-hotplug xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports none\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports enp3s0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports regex eth.*\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n    netmask 255.255.255.0\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n${quiet}`,
  `auto xen-br0\niface xen-br0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet6 manual\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0 # eth1 is for others\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports all\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports regex e.*1 noregex eth0\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n    bridge-ports eth1\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n    bridge_ports eth1\n${quiet}`,
  `auto xenbr0\niface xenbr0 inet manual\n    bridge_ports none\n${quiet}\niface xenbr0 inet6 manual\n    bridge_ports eth0\n${quiet}`,
  `auto bond0\niface bond0 inet manual\n    bond-slaves eth0\n    bond-mode active-backup\n\nauto xenbr0\niface xenbr0 inet static\n${address}\n    bridge_ports bond0\n${quiet}`,
  `auto xenbr0\nno-scripts xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr0\n    bridge_ports eth0\niface xenbr0 inet static\n${address}\n${quiet}`,
  `auto xenbr0=home\niface home inet static\n${address}\n    bridge_ports eth0\n${quiet}`,
  `auto eth0\niface eth0 inet manual\n    up ifup xenbr0\n\niface xenbr0 inet static\n${address}\n    bridge_ports eth0\n${quiet}`
]

const seconds = [
  `iface eth1 inet manual\n\nauto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth1\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports none\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth0.100\n${quiet}`,
  `auto eth1.7\niface eth1.7 inet manual\n\nauto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth1.7\n${quiet}`,
  `iface xenbr1 inet manual\n    bridge_ports none\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth0\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports xenbr0\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports xenbr0.5 eth0:1 lo\n${quiet}`,
  `auto xenbr1\niface xenbr1 inet manual\n    bridge_ports eth0.100 eth0.0100 eth0.5000\n${quiet}`,
  `auto xenbr0.5\niface xenbr0.5 inet manual\n\nauto xenbr1\niface xenbr1 inet manual\n    bridge_ports xenbr0.5\n${quiet}`
]

interface Place {
  readonly path: string
  readonly links: Readonly<Record<string, string>>
}

/** Where a guest's file lies: in the auto folder, or linked to from there. */
function somePlace(name: string, index: number): fc.Arbitrary<Place> {
  const own = `etc/xen/auto/${index + 1}0-${name}.cfg`
  const aside = `etc/xen/${name}.cfg`
  const target = `/etc/xen/${name}.cfg`
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant({ path: own, links: {} }) },
    { weight: 4, arbitrary: fc.constant({ path: aside, links: { [own]: target } }) },
    { weight: 2, arbitrary: fc.constant({ path: aside, links: { [own]: `../${name}.cfg` } }) },
    { weight: 1, arbitrary: fc.constant({ path: aside, links: { [own]: target, [`${own}~`]: target } }) },
    { weight: 1, arbitrary: fc.constant({ path: aside, links: { [own]: '/etc/xen/gone.cfg' } }) },
    { weight: 1, arbitrary: fc.constant({ path: `${own}.bak`, links: {} }) },
    { weight: 1, arbitrary: fc.constant({ path: `etc/xen/auto/.${name}.cfg`, links: {} }) },
    { weight: 1, arbitrary: fc.constant({ path: aside, links: {} }) }
  )
}
