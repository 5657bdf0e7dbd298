import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { type Release, releases } from '@xenlint/catalogue'
import { assembleHost, type Facts, type GuestText, type Host, runTogether } from '@xenlint/model'
import { type Entry, entriesOf, sourceOf } from './support/host-tree.js'
import { top } from './support/page.js'

const bookworm = releases.find(({ debian }) => debian === '12') as Release

function hostOf(entries: Readonly<Record<string, Entry>>, facts: Facts = {}): Host {
  return assembleHost(sourceOf(new Map(Object.entries(entries)), bookworm, facts))
}

const web =
  'name = "web"\nmemory = 512\nvif = [ "mac=00:16:3e:00:00:01" ]\ndisk = [ "/dev/vg/web,raw,xvda,w" ]\n'

test('a file that a link in auto/ leads to is one guest', () => {
  const { guests, lifecycle } = hostOf({
    '/etc/xen/web.cfg': web,
    '/etc/xen/auto/10-web': { link: '../web.cfg' },
    '/etc/xen/auto/20-gone': { link: '../gone.cfg' }
  })
  assert.deepEqual(
    guests.map(({ path, auto }) => [path, auto]),
    [['/etc/xen/web.cfg', ['/etc/xen/auto/10-web']]]
  )
  assert.deepEqual(
    lifecycle.auto.map(({ path, guest }) => [path, guest?.name?.value]),
    [
      ['/etc/xen/auto/10-web', 'web'],
      ['/etc/xen/auto/20-gone', undefined]
    ]
  )
})

test('each part of a guest stands where it was written, or where its default was', () => {
  const conf = 'vif.default.bridge = "br7"\n'
  const { guests } = hostOf({ '/etc/xen/web.cfg': web, '/etc/xen/xl.conf': conf })
  const [guest] = guests
  const written = ({ file, start, end }: { file: string; start: number; end: number }): string =>
    (file === 'etc/xen/xl.conf' ? conf : web).slice(start, end)
  const [nic] = guest?.nics ?? []
  const [disk] = guest?.disks ?? []
  assert.ok(guest?.name && nic?.mac && disk)
  assert.deepEqual(
    [guest.name, guest.memoryMiB, nic.mac, nic.bridge, disk.target, disk.vdev].map(({ value, origin }) => [
      value,
      written(origin)
    ]),
    [
      ['web', '"web"'],
      [512, '512'],
      ['00:16:3e:00:00:01', '00:16:3e:00:00:01'],
      ['br7', '"br7"'],
      ['/dev/vg/web', '/dev/vg/web'],
      ['xvda', 'xvda']
    ]
  )
})

test('bridges come from whoever makes them, and are missing only where nobody else might', () => {
  const stanza = 'iface br0 inet manual\n    bridge_ports eth0\n'
  const cases: readonly (readonly [Record<string, string>, readonly unknown[], boolean])[] = [
    [{ '/etc/network/interfaces': `auto br0\n${stanza}` }, [['br0', true, ['eth0']]], true],
    [{ '/etc/network/interfaces': stanza }, [['br0', false, ['eth0']]], true],
    [{ '/etc/network/interfaces': `allow-hotplug br0\n${stanza}` }, [['br0', false, ['eth0']]], true],
    [
      { '/etc/network/interfaces': `auto br0.5\n${stanza}iface br0.5 inet manual\n` },
      [['br0', true, ['eth0']]],
      true
    ],
    [
      {
        '/etc/network/interfaces': `auto eth0\niface eth0 inet manual\n  up brctl addbr br1\n  up ifup br0\n${stanza}`
      },
      [
        ['br1', true, []],
        ['br0', true, ['eth0']]
      ],
      true
    ],
    [
      { '/etc/network/interfaces': 'auto br0\niface br0\n    bridge-ports eth0\n' },
      [['br0', undefined, undefined]],
      false
    ],
    [{}, [], false],
    [
      {
        '/etc/systemd/network/br0.netdev': '[NetDev]\nName=br0\nKind=bridge\n',
        '/etc/systemd/network/eth0.network': '[Match]\nName=eth0\n[Network]\nBridge=br0\n'
      },
      [['br0', undefined, ['eth0']]],
      false
    ],
    [
      {
        '/etc/netplan/01.yaml':
          'network:\n  ethernets:\n    eth0: {}\n  bridges:\n    br0:\n      interfaces: [eth0]\n      dhcp4: true\n    br1:\n      interfaces:\n        - eth1\n'
      },
      [
        ['br0', undefined, ['eth0']],
        ['br1', undefined, ['eth1']]
      ],
      false
    ],
    [
      {
        '/etc/NetworkManager/system-connections/br.nmconnection':
          '[connection]\nid=br\nuuid=1\ntype=bridge\ninterface-name=br0\n',
        '/etc/NetworkManager/system-connections/eth.nmconnection':
          '[connection]\ntype=ethernet\ninterface-name=eth0\nmaster=1\n'
      },
      [['br0', undefined, ['eth0']]],
      false
    ]
  ]
  for (const [files, expected, isComplete] of cases) {
    const { network } = hostOf(files)
    assert.deepEqual(
      network.bridges.map(({ name, isUp, ports }) => [name, isUp, ports]),
      expected
    )
    assert.equal(network.isComplete, isComplete, network.open.join('; '))
  }
})

test('copies, backups and other ways to start a guest never run beside it; guests with numbers do', () => {
  const named = (name: string): string => `name = "${name}"\n`
  const { guests } = hostOf({
    '/etc/xen/web.cfg': named('web'),
    '/etc/xen/web-install.cfg': named('web-install'),
    '/etc/xen/web-2.cfg': named('web-2'),
    '/etc/xen/rescue-web.cfg': named('rescue'),
    '/etc/xen/twin.cfg': named('web'),
    '/etc/xen/auto/10-web.cfg': { link: '../web.cfg' },
    '/etc/xen/auto/20-web-2.cfg': { link: '../web-2.cfg' }
  })
  const first = guests.find(({ path }) => path === '/etc/xen/web.cfg') as Host['guests'][number]
  assert.deepEqual(
    guests.map((guest) => [guest.path, guest.variantOf, runTogether(first, guest)]),
    [
      ['/etc/xen/rescue-web.cfg', '/etc/xen/web.cfg', 'never'],
      ['/etc/xen/twin.cfg', undefined, 'never'],
      ['/etc/xen/web-2.cfg', undefined, 'always'],
      ['/etc/xen/web-install.cfg', '/etc/xen/web.cfg', 'never'],
      ['/etc/xen/web.cfg', undefined, 'never']
    ]
  )
})

test('a path is there or not only where files or facts say so', () => {
  const { exists } = hostOf(
    { '/boot/vmlinuz': '' },
    { absent: ['/boot/old'], volumes: [{ path: '/dev/vg-a/web' }] }
  )
  assert.deepEqual(['/boot/vmlinuz', '/boot/old', '/boot/other', '/dev/mapper/vg--a-web'].map(exists), [
    true,
    false,
    undefined,
    true
  ])
})

test('words of the Xen command line stand where they were written', () => {
  const defaults = 'GRUB_CMDLINE_XEN="dom0_mem=1G"\n'
  const { boot } = hostOf({
    '/etc/default/grub': defaults,
    '/etc/default/grub.d/xen.cfg': 'GRUB_CMDLINE_XEN_DEFAULT="$GRUB_CMDLINE_XEN noreboot"\n'
  })
  assert.deepEqual(
    boot.xenOptions?.map(({ name, value, origin }) => [name, value, origin.file]),
    [
      ['dom0_mem', '1G', 'etc/default/grub'],
      ['dom0_mem', '1G', 'etc/default/grub'],
      ['noreboot', undefined, 'etc/default/grub.d/xen.cfg']
    ]
  )
})

test('a guest whose text is the same is the same, and only the other is indexed anew', () => {
  const texts = new Map<string, GuestText>()
  const facts = {}
  const entries = entriesOf(join(top, 'fixtures/hosts/bookworm'))
  const paths = {}
  const hostFrom = (from: typeof entries, last?: Host): Host => {
    const source = sourceOf(from, bookworm, facts, texts)
    return assembleHost({ ...source, tree: { ...source.tree, paths } }, last)
  }
  const before = hostFrom(entries)
  const after = hostFrom(new Map(entries).set('/etc/xen/build.cfg', 'name = "build"\nmemory = 64\n'), before)
  assert.deepEqual(
    after.guests.map((guest) => before.guests.includes(guest)),
    [false, true, true, true]
  )
  // Name, MAC address, bridge, disk and the device that it is go, the name comes.
  assert.equal(after.resources.changes, 6)
})
