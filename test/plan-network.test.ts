import assert from 'node:assert/strict'
import test from 'node:test'
import { folderWith, xenlint } from './support/terminal.js'

const hooksBefore = 'run-parts --exit-on-error --verbose /etc/network/if-pre-up.d'
const hooksAfter = 'run-parts --exit-on-error --verbose /etc/network/if-up.d'
const loopback = [
  'ifup: configuring interface lo=lo (inet)',
  hooksBefore,
  'ip link set dev lo up',
  hooksAfter
]
const lo = 'auto lo\niface lo inet loopback\n'

interface Answer {
  readonly file: string
  readonly status: number | null
  readonly output: readonly string[] | null
  readonly why?: string
}

function planned(folder: string, ...words: string[]): readonly Answer[] {
  const { status, stdout, stderr } = xenlint(folder, ['plan', 'network', '--json', ...words])
  assert.deepEqual([status, stderr], [0, ''])
  return JSON.parse(stdout) as readonly Answer[]
}

test('a network is planned as ifup prints it, and ends as ifup ends', (t) => {
  const folder = folderWith(t, {
    interfaces: `${lo}auto eth0\niface eth0 inet static\n  netmask 255.255.255.0\n`
  })
  const lines = [
    hooksBefore,
    ...loopback,
    'ifup: configuring interface eth0=eth0 (inet)',
    'ifup: missing required variable: address',
    'ifup: missing required configuration variables for interface eth0/inet',
    'ifup: failed to bring up eth0',
    hooksAfter
  ]
  assert.deepEqual(xenlint(folder, ['plan', 'network', 'interfaces']), {
    status: 1,
    stdout: lines.map((line) => `${line}\n`).join(''),
    stderr: ''
  })
})

test('a VLAN brings its parent along, and an address is cut from its mask', (t) => {
  const stanzas = 'auto eth0.5\niface eth0 inet manual\niface eth0.5 inet static\n  address 10.1.2.3\n'
  const [answer] = planned(folderWith(t, { interfaces: lo + stanzas }), 'interfaces')
  assert.equal(answer?.status, 0)
  assert.deepEqual(answer.output?.slice(5), [
    'ifup: configuring interface eth0=eth0 (inet)',
    hooksBefore,
    'ip link set dev eth0 up 2>/dev/null || true',
    hooksAfter,
    'if test -d /sys/class/net/eth0 && ! ip link show eth0.5 >/dev/null 2>&1; then if test `cat /sys/class/net/eth0/type` -eq 32; then echo 0x5 > /sys/class/net/eth0/create_child; else ip link set up dev eth0; ip link add link eth0 name eth0.5 type vlan id 5; fi; fi',
    'ifup: configuring interface eth0.5=eth0.5 (inet)',
    hooksBefore,
    'ip addr add 10.1.2.3/255.0.0.0 broadcast 10.255.255.255 dev eth0.5 label eth0.5',
    'ip link set dev eth0.5 up',
    hooksAfter,
    hooksAfter
  ])
})

test('a host is read inside its own folder, and what is refused there costs the rest of that file', (t) => {
  const folder = folderWith(t, {
    'host/etc/network/interfaces': `${lo}source /etc/network/interfaces.d/*\nsource ../../../outside\nauto eth0\n`,
    'host/etc/network/interfaces.d/lan': 'iface eth0 inet manual\niface eth1 inet statik\nauto eth1\n',
    outside: 'auto eth9\n'
  })
  const [answer] = planned(folder, 'host')
  assert.deepEqual(answer, {
    file: 'host',
    status: 0,
    output: [
      'ifup: parsing file /etc/network/interfaces.d/lan',
      'ifup: /etc/network/interfaces.d/lan:2: unknown or no method and no inherits keyword specified',
      hooksBefore,
      ...loopback,
      'ifup: configuring interface eth0=eth0 (inet)',
      hooksBefore,
      'ip link set dev eth0 up 2>/dev/null || true',
      hooksAfter,
      hooksAfter
    ]
  })
})

test('patterns fit the interfaces that the facts name; without facts they are unknown', (t) => {
  const interfaces = `${lo}auto /eth*/2=lan\niface lan inet manual\n`
  const folder = folderWith(t, {
    'known/etc/network/interfaces': interfaces,
    'known/.xenlint/facts.json': '{ "nics": ["eth0", "eth1"] }',
    'unknown/etc/network/interfaces': interfaces
  })
  const [known, unknown] = planned(folder, 'known', 'unknown')
  assert.ok(known?.output?.includes('ifup: configuring interface eth1=lan (inet)'))
  assert.deepEqual(unknown, {
    file: 'unknown',
    status: null,
    output: null,
    why: 'which interfaces fit `/eth*/2=lan`'
  })
})

test('an address before its prefix is a pattern that fits no interface, whatever the machine has', (t) => {
  const folder = folderWith(t, { interfaces: `${lo}auto 192.0.2.1/24\niface eth0 inet manual\n` })
  const [answer] = planned(folder, 'interfaces')
  assert.equal(answer?.status, 0)
  assert.ok(answer?.output?.every((line) => !line.includes('eth0')))
})

test('what a mapping script decides is never guessed', (t) => {
  const text = `${lo}auto eth0\nmapping eth*\n  script /usr/local/sbin/where\niface home inet dhcp\n`
  const folder = folderWith(t, { interfaces: text })
  const [answer] = planned(folder, 'interfaces')
  assert.deepEqual([answer?.status, answer?.output], [null, null])
  const { status, stderr } = xenlint(folder, ['plan', 'network', 'interfaces'])
  assert.equal(status, 2)
  assert.match(stderr, /which interface the mapping script makes of `eth0` decides/)
})

test('a pattern that asks for an attribute is held against what every `lo` has', (t) => {
  const stanza = 'iface office inet manual\n'
  const plan = (line: string): unknown =>
    planned(folderWith(t, { interfaces: `${lo}${line}\n${stanza}` }), 'interfaces').map(
      ({ status, output }) => [status, output?.slice(5, -1)]
    )
  const office = [
    'ifup: configuring interface lo=office (inet)',
    hooksBefore,
    'ip link set dev lo up 2>/dev/null || true',
    hooksAfter
  ]
  assert.deepEqual(plan('auto mac/52:54:00:00:00:01=office'), [[0, []]])
  assert.deepEqual(plan('auto mac/00:00:00:00:00:00=office'), [[0, office]])
  assert.deepEqual(plan('auto mac/*=office'), [[0, []]])
  assert.deepEqual(plan('auto rack/*=office'), [[0, office]])
  assert.deepEqual(plan('auto operstate/up=office'), [[null, undefined]])
  assert.deepEqual(plan('rename mac/52:54:00:00:00:01=office'), [[0, []]])
})

test('a mapping without a script brings up none of its interfaces', (t) => {
  const interfaces = `${lo}mapping eth*\n  map a b\nauto eth0\niface eth0 inet manual\n`
  const [answer] = planned(folderWith(t, { interfaces }), 'interfaces')
  assert.deepEqual(
    [answer?.status, answer?.output?.slice(5, -1)],
    [
      1,
      [
        'ifup: running mapping script (null) on eth0',
        'ifup: error trying to executing mapping script (null) on eth0'
      ]
    ]
  )
})

test('a file of a folder with a slash too many sources from that folder', (t) => {
  const folder = folderWith(t, {
    interfaces: `source-directory more/\n${lo}`,
    'more/one': 'source two.cfg\n',
    'more/two.cfg': 'auto eth0\niface eth0 inet manual\n'
  })
  const [answer] = planned(folder, 'interfaces')
  assert.deepEqual(answer?.output?.slice(0, 3), [
    'ifup: reading directory ./more/',
    'ifup: parsing file ./more//one',
    'ifup: parsing file ./more/two.cfg'
  ])
})
