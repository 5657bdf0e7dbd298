import fc from 'fast-check'
import type { BootableHost } from '../../support/recording.js'
import { someGuest } from './some-guest.js'
import { someNetwork } from './some-network.js'

const names = ['web', 'db', 'mail', 'dns', 'build', 'proxy']
const volumes = ['/dev/vg0/web', '/dev/vg0/db', '/dev/vg0/shared', '/srv/mail.img']
/** What guests ask for and a slip has put elsewhere, and what dom0 of the recordings lacks. */
const absent = [
  ...[
    '/vg0/web',
    '/web',
    '/srv/nowhere',
    '/nosuch/vif-bridge',
    '/etc/xen/scripts/vif-nosuch',
    '/etc/xen/scripts/block-drbd',
    '/usr/bin/nosuch'
  ],
  ...[
    '/usr/libexec/xen-qemu-system-i386',
    '/usr/bin/qemu-nosuch',
    '/etc/network/if-pre-up.d/vlan',
    '/usr/share/ifupdown2',
    '/usr/libexec/ifupdown-ng',
    '/usr/share/seabios/bios-256k.bin'
  ]
]
const kernels = [
  { path: '/boot/tiny-pv', pv: true, pvh: false, firstPage: 256, pages: 1 },
  { path: '/boot/tiny-pvh', pv: false, pvh: true, firstPage: 256, pages: 1 },
  { path: '/etc/passwd', pv: false, pvh: false }
]

/** What stands before any network or guest: hosts that share it are started from one state. */
export interface SomeMachine {
  readonly memoryMiB: number
  readonly cpus: number
  readonly grub: string
  readonly hvm: boolean
}

/** Machines of which some give dom0 a fixed memory and the others let it shrink for guests. */
export const someMachine: fc.Arbitrary<SomeMachine> = fc.record({
  memoryMiB: fc.constantFrom(1024, 1536, 2048, 2048, 2048, 3072),
  cpus: fc.constantFrom(1, 1, 1, 1, 2, 4),
  grub: fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom(...fixedMemory()) },
    { weight: 2, arbitrary: fc.constantFrom(...balloonedMemory()) }
  ),
  hvm: fc.constantFrom(true, true, true, true, false)
})

/** Hosts of two to six guests on one machine, each with an order, a network and slips of their own. */
export function someHost({ memoryMiB, cpus, grub, hvm }: SomeMachine): fc.Arbitrary<BootableHost> {
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
        { weight: 3, arbitrary: fc.constant(xendomains[0] ?? '') },
        { weight: 1, arbitrary: fc.constantFrom(...xendomains) }
      ),
      stray: fc.oneof(
        { weight: 3, arbitrary: fc.constant({}) },
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
          hvm,
          // `install-xen.sh` takes a Xen that has it.
          shadow: true,
          iommu: false,
          nodes: 1,
          pools: ['Pool-0'],
          nics: network.nics,
          files: [...kernels.map(({ path }) => path), '/usr/bin/which'],
          kernels,
          absent,
          volumes: volumes.map((path) => ({ path, sizeMiB: 16, empty: true }))
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
        links: Object.assign({ ...kernelLinks, ...diskLinks }, ...entries.map(([, { links }]) => links))
      }))
    })
}

/** One leads to a kernel, and one to where it was once. */
const kernelLinks = { 'etc/xen/kernels/new': '/boot/tiny-pv', 'etc/xen/kernels/old': '/boot/vmlinuz-5.10' }

/** Other names of a volume and of an image, and one of nothing. */
const diskLinks = { 'srv/link': '/dev/vg0/web', 'srv/link.img': 'mail.img', 'srv/broken': '/srv/nowhere' }

const xendomains = [
  'XENDOMAINS_AUTO=/etc/xen/auto',
  'XENDOMAINS_AUTO="/etc/xen/auto/"',
  "XENDOMAINS_AUTO='/etc/xen/auto' # guests",
  'folder=auto\nXENDOMAINS_AUTO=/etc/xen/$folder',
  'XENDOMAINS_AUTO=/etc/xen/start',
  'XENDOMAINS_AUTO=',
  'XENDOMAINS_AUTO=/etc/xen/auto/\nXENDOMAINS_AUTO_ONLY=true',
  'XENDOMAINS_AUTO=/etc/xen/auto\nXENDOMAINS_RESTORE=false\nXENDOMAINS_SAVE=',
  'export XENDOMAINS_AUTO=/etc/xen/auto',
  '# XENDOMAINS_AUTO=/etc/xen/start',
  'XENDOMAINS_AUTO=/etc/xen/auto # guests of our own',
  'XENDOMAINS_AUTO = /etc/xen/start',
  'XENDOMAINS_AUTO=/etc/xen/./auto//',
  'XENDOMAINS_AUTO="/etc/xen/auto /etc/xen/start"',
  'XENDOMAINS_AUTO=/etc/xen/auto\nXENDOMAINS_CREATE_USLEEP=1\nXENDOMAINS_MIGRATE="192.0.2.9 --live"'
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
  { 'etc/xen/auto/15-web.cfg.dpkg-old': 'name = "web"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/05 first.cfg': 'name = "first"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/#10-web.cfg#': 'name = "web"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/100-late.cfg': 'name = "late"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/Web.cfg': 'name = "Web"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/-n': 'name = "dash"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/10-web.cfg.orig': 'name = "db"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/[ab].cfg': 'name = "bracket"\nkernel = "/boot/tiny-pv"\nmemory = 32\n' },
  { 'etc/xen/auto/zero': '\n\n# nothing\n' }
]

const small = [16, 32, 64, 64, 96, 128, 128, 200, 256]

function large(machine: number): number[] {
  return [machine >> 2, machine >> 1, machine - 640, machine - 660, machine - 680, machine]
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
    'dom0_mem=655360K,max:655360K dom0_max_vcpus=1',
    'dom0_mem=600M dom0_mem=max:700M',
    'dom0_mem=min:512M,max:640M,640M',
    'dom0_mem=50%,max:700M',
    'dom0_mem=640M,max:640M sched=credit',
    'dom0_mem=640M,max:640M gnttab_max_frames=20',
    'dom0_mem=640m,max:640m',
    'dom0_mem=640M,max:640M dom0_vcpus_pin iommu=off loglvl=all'
  ]
  return dom0.flatMap((words, index) =>
    index % 2 ? [`GRUB_CMDLINE_XEN="${words}"`] : [`GRUB_CMDLINE_XEN_DEFAULT="${words}"`]
  )
}

function balloonedMemory(): string[] {
  return [
    'GRUB_CMDLINE_XEN=""',
    'GRUB_CMDLINE_LINUX_DEFAULT="quiet"',
    'GRUB_CMDLINE_XEN_DEFAULT="dom0_max_vcpus=1 cpufreq=xen"',
    'GRUB_CMDLINE_XEN="dom0_mem=640M,max:640M"\nGRUB_CMDLINE_XEN="loglvl=all"',
    '# GRUB_CMDLINE_XEN="dom0_mem=640M,max:640M"'
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
  'lockfile="/run/lock/xl"\n# vif.default.bridge="xenbr1"',
  'autoballoon="maybe"',
  'autoballoon=1',
  'autoballoon=2',
  'vif.default.bridge=""',
  'vif.default.bridge="xenbr1"\nvif.default.bridge="xenbr0"',
  'defaultbridge="xenbr1"',
  'vifscript="vif-nosuch"',
  'vif.default.backend="0"',
  'vif.default.gatewaydev="eth1"',
  'output_format="json"\nblktap.default.type="vhd"',
  'claim_mode="0"',
  'vm.cpumask="0"',
  'vm.cpumask="0-3"\nvm.pv.cpumask="0"',
  'vm.hvm.cpumask="9"',
  'max_maptrack_frames="lots"',
  'max_grant_frames=64',
  'domid_policy="static"',
  'colo.default.proxyscript="colo"\nremus.default.netbufscript="buf"',
  'autoballoon = "off" ; claim_mode = 0',
  'autoballoon = off',
  'vif.default.bridge = xenbr0',
  '[xl]\nautoballoon="off"'
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
