import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { emulatorPaths, factsSchema } from '@xenlint/catalogue'
import { type Facts, readFacts } from '@xenlint/model'
import fc from 'fast-check'
import { top } from './support/page.js'
import { folderWith, xenlint } from './support/terminal.js'

/** One fact of each kind there is: a name more or less in the type does not compile. */
const each: Required<Facts> = {
  debian: '12',
  xen: '4.17',
  memoryMiB: 16384,
  cpus: 8,
  nodes: 2,
  hvm: true,
  shadow: true,
  iommu: false,
  pools: ['Pool-0'],
  nics: ['enp1s0'],
  bridges: ['xenbr0'],
  files: ['/boot/vmlinuz'],
  absent: ['/srv/gone.img'],
  kernels: [{ path: '/boot/vmlinuz', pv: true, pvh: false, firstPage: 4096, pages: 14848 }],
  modes: { '/etc/xen/web.cfg': '600' },
  volumes: [
    { path: '/dev/vg0/web', sizeMiB: 1024 },
    { path: '/dev/vg0/db', empty: true }
  ],
  pci: ['0000:03:00.0'],
  assignable: ['0000:03:00.0'],
  rootUuid: '3c8f1c1e',
  rootDevice: '/dev/mapper/vg0-root',
  rootPartUuid: '0a1b-01',
  separateBoot: true,
  mounts: ['/', '/var'],
  freeMiB: { '/var': 12.5 },
  running: [{ id: 3, name: 'web' }],
  saved: ['db'],
  failing: ['save:db'],
  slow: ['save:web:10'],
  ignoring: ['db'],
  toolstack: 'xm',
  xendomains: 'debian'
}

test('the schema knows every fact, says what it is and shows one', () => {
  const { properties = {} } = factsSchema()
  assert.deepEqual(Object.keys(properties).sort(), ['$schema', ...Object.keys(each)].sort())
  assert.deepEqual(readFacts(JSON.stringify(each)), { facts: each, faults: [], strangers: [] })
  for (const [name, { description = '', examples = [] }] of Object.entries(properties)) {
    assert.match(description, /^[A-Z].*\.$/, name)
    const reading = readFacts(JSON.stringify({ [name]: examples[0] }))
    assert.deepEqual([reading.faults, reading.strangers], [[], []], name)
  }
})

test('what is no fact is told by its place and the wanted shape, and counts as unknown', () => {
  const told = (json: object): readonly string[] => {
    const { facts, faults, strangers } = readFacts(JSON.stringify(json))
    assert.deepEqual(facts, {})
    return [...faults, ...strangers]
  }
  assert.deepEqual(told({ cpus: '8' }), [
    '`cpus` is the text `"8"`, but it wants a whole number from 1 on, as in `"cpus": 8`.'
  ])
  assert.deepEqual(told({ nics: ['eth0', 3] }), [
    '`nics[1]` is `3`, but `nics` wants a text that is not empty there, as in `"nics": ["enp1s0","enp2s0"]`.'
  ])
  assert.deepEqual(told({ volumes: [{ sizeMiB: 1 }] }), [
    '`volumes[0]` has no `path`, but `volumes` wants an object there, as in `"volumes": [{"path":"/dev/vg0/web","sizeMiB":10240}]`.'
  ])
  assert.deepEqual(told({ running: [{ id: 1, name: 'web', state: 'r' }] }), [
    '`running[0].state` is not known, but `running` wants an object without it there, as in `"running": [{"id":3,"name":"web"}]`.'
  ])
  assert.deepEqual(told({ freeMiB: { '/': -1 } }), [
    '`freeMiB["/"]` is `-1`, but `freeMiB` wants a number from 0 on there, as in `"freeMiB": {"/var/lib/xen/save":40960}`.'
  ])
  assert.deepEqual(told({ volume: [] }), ['`volume` is no fact that xenlint knows; did you mean `volumes`?'])
  assert.deepEqual(told([1]), ['They are no JSON object.'])
})

test('of any JSON whatever, each name is a fact, a fault or a stranger', () => {
  const name = fc.oneof(fc.constantFrom(...Object.keys(each)), fc.string())
  fc.assert(
    fc.property(fc.dictionary(name, fc.jsonValue()), (json) => {
      const { facts, faults, strangers } = readFacts(JSON.stringify(json))
      if (Object.keys(json).some((key) => /^ansible_|^module_setup$/.test(key))) return
      const names = Object.keys(json).filter((key) => key !== '$schema')
      assert.equal(Object.keys(facts).length + faults.length + strangers.length, names.length)
    })
  )
  fc.assert(fc.property(fc.string(), (text) => readFacts(text).faults.length >= 0))
})

const setup = {
  ansible_distribution: 'Debian',
  ansible_distribution_major_version: '12',
  ansible_virtualization_type: 'kvm',
  ansible_memtotal_mb: 15906,
  ansible_processor_vcpus: 8,
  ansible_interfaces: ['lo', 'eth0', 'eth0.5', 'xenbr0', 'bond0', 'vif3.0'],
  ansible_eth0: { type: 'ether', pciid: '0000:03:00.0' },
  ansible_xenbr0: { type: 'bridge' },
  ansible_bond0: { type: 'bonding' },
  ansible_lvm: { lvs: { web: { size_g: '20.00', vg: 'vg0' } }, vgs: { vg0: { num_lvs: '1' } } },
  ansible_devices: { sda: { partitions: { sda1: {} } } },
  ansible_mounts: [
    { mount: '/', device: '/dev/mapper/vg0-root', uuid: '3c8f1c1e-6a52', size_available: 10485760 },
    { mount: '/boot', device: '/dev/sda1', uuid: 'N/A', size_available: 1048576 }
  ]
}
const fromSetup: Facts = {
  debian: '12',
  memoryMiB: 15906,
  cpus: 8,
  nics: ['eth0'],
  volumes: [{ path: '/dev/vg0/web', sizeMiB: 20480 }],
  files: ['/dev/sda', '/dev/sda1'],
  mounts: ['/', '/boot'],
  freeMiB: { '/': 10, '/boot': 1 },
  rootUuid: '3c8f1c1e-6a52',
  rootDevice: '/dev/mapper/vg0-root',
  separateBoot: true
}

test("Ansible's facts are read as it prints them, as it wraps them and as it caches them", () => {
  const bare = Object.entries(setup).map(([name, value]) => [name.replace('ansible_', ''), value])
  for (const text of [
    JSON.stringify(setup),
    JSON.stringify({ ansible_facts: setup, changed: false }),
    `web1 | SUCCESS => ${JSON.stringify({ ansible_facts: setup, changed: false }, null, 4)}\n`,
    JSON.stringify({ ...Object.fromEntries(bare), module_setup: true })
  ])
    assert.deepEqual(readFacts(text), { facts: fromSetup, faults: [], strangers: [] })
})

test('below Xen, Ansible tells the memory and the CPUs of dom0, which are not those of the machine', () => {
  const { facts } = readFacts(JSON.stringify({ ...setup, ansible_virtualization_type: 'xen' }))
  const { memoryMiB, cpus, ...rest } = fromSetup
  assert.deepEqual([facts, memoryMiB, cpus], [rest, 15906, 8])
})

const collector = join(top, 'packages/cli/facts/collect.sh')

const machine = {
  'etc/debian_version': '12.5\n',
  'etc/default/xendomains': 'XENDOMAINS_SAVE="/srv/save"\n',
  'etc/xen/web.cfg': `name = "web"
vncpasswd = "/secret/word"
# disk = [ '/dev/vg0/old,raw,xvda,w' ]
disk = [ 'phy:/dev/vg0/we"b,xvda,w', 'file:/srv/web.img,xvdb,w' ]
kernel = "/boot/vmlinuz-6.1"
`,
  'boot/vmlinuz-6.1': '',
  'srv/save/db': '',
  'proc/partitions':
    'major minor  #blocks  name\n\n   8        0  1048576 sda\n 253        0   102400 dm-0\n',
  'proc/self/mounts': '/dev/sda1 / ext4 rw 0 0\n/dev/sda2 /boot ext4 rw 0 0\nnas:/x /mnt/nas nfs rw 0 0\n',
  'sys/block/dm-0/dm/name': 'vg0-web\n',
  'sys/bus/pci/devices/0000:03:00.0': '',
  'sys/bus/pci/drivers/pciback/0000:03:00.0': '',
  'sys/class/net/eth0/device/vendor': '',
  'sys/class/net/lo/flags': '',
  'sys/class/net/xenbr0/bridge/stp_state': '',
  'sys/class/net/vif3.0/device/vendor': '',
  'usr/lib/xen-4.17/bin/xl': ''
}
const programs = {
  xl: `case $1 in
info) printf 'xen_major              : 4\\nxen_minor              : 17\\nnr_cpus                : 8\\nnr_nodes               : 2\\ntotal_memory           : 16383\\nvirt_caps              : pv hvm hap\\n' ;;
list) printf 'Name                                        ID   Mem VCPUs\\tState\\tTime(s)\\n'
      printf 'Domain-0                                     0  2048     4     r-----    1234.5\\n'
      printf 'web server "1"                               3   512     2     -b----      12.0\\n'
      printf 'db                                          12  1024     1     ------       0.1\\n' ;;
cpupool-list) printf 'Name               CPUs   Sched     Active   Domain count\\n'
      printf 'Pool-0               6   credit2       y          3\\n'
      printf 'for guests           2      rtds       y          0\\n' ;;
*) echo changed >"$0.changed" ;;
esac`,
  'ovs-vsctl': `[ "$2" = list-br ] && echo ovsbr0`,
  lvs: `printf '  20480.00|vg0|web\\n  512,00|vg0|swap\\n'`,
  findmnt: `case "$*" in *PARTUUID*) ;; *UUID*) echo 3c8f-1c1e ;; *SOURCE*) echo '/dev/mapper/vg0-root[/@]' ;; esac`,
  df: `echo 'Filesystem 1024-blocks Used Available Capacity Mounted on'
case $3 in
-l) echo '/dev/sda1 900000 1 512000 1% /'; echo '/dev/sda2 900000 1 102400 1% /my boot' ;;
*) echo "/dev/sda1 900000 1 512000 1% $3" ;;
esac`
}

/** Runs the collector on a made-up machine, with stand-ins for its programs. */
function collect(t: TestContext, files: Record<string, string>, stubs: Record<string, string>): string {
  const folder = folderWith(t, {
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`root/${path}`, text])),
    ...Object.fromEntries(
      Object.entries(stubs).map(([name, body]) => [`bin/${name}`, `#!/bin/sh\n${body}\n`])
    )
  })
  for (const name of Object.keys(stubs)) chmodSync(join(folder, 'bin', name), 0o755)
  const root = join(folder, 'root')
  if (existsSync(join(root, 'etc/xen/web.cfg'))) chmodSync(join(root, 'etc/xen/web.cfg'), 0o640)
  if (existsSync(join(root, 'sys/class/net'))) {
    mkdirSync(join(root, 'sys/bus/xen-backend'), { recursive: true })
    symlinkSync('../../../../bus/xen-backend', join(root, 'sys/class/net/vif3.0/device/subsystem'))
  }
  const before = execFileSync('find', [folder], { encoding: 'utf8' })
  const { status, stdout, stderr } = spawnSync('/bin/sh', [collector, root], {
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` },
    encoding: 'utf8'
  })
  assert.deepEqual([status, stderr], [0, ''])
  assert.equal(execFileSync('find', [folder], { encoding: 'utf8' }), before)
  return stdout
}

test('the collector finds what a dom0 can tell, and no secret', (t) => {
  const { facts, faults, strangers } = readFacts(collect(t, machine, programs))
  assert.deepEqual([faults, strangers], [[], []])
  const { absent, ...rest } = facts
  assert.deepEqual(
    absent?.filter(
      (path) => !/brctl|which|if-pre-up|ifupdown|qemu-dm|ifconfig|ovs-vsctl|xl\.conf|seabios|ovmf/.test(path)
    ),
    ['/dev/vg0/we', '/srv/web.img', '/usr/bin/qemu-system-i386', '/usr/libexec/xen-qemu-system-i386']
  )
  assert.deepEqual(
    emulatorPaths().filter(({ path }) => !absent?.includes(path.replace('{xen}', '4.17'))),
    []
  )
  assert.deepEqual(rest, {
    debian: '12',
    xen: '4.17',
    memoryMiB: 16383,
    cpus: 8,
    nodes: 2,
    hvm: true,
    shadow: false,
    iommu: false,
    pools: ['Pool-0', 'for guests'],
    nics: ['eth0'],
    bridges: ['xenbr0', 'ovsbr0'],
    volumes: [
      { path: '/dev/sda', sizeMiB: 1024 },
      { path: '/dev/mapper/vg0-web', sizeMiB: 100 },
      { path: '/dev/vg0/web', sizeMiB: 20480 },
      { path: '/dev/vg0/swap', sizeMiB: 512 }
    ],
    pci: ['0000:03:00.0'],
    assignable: ['0000:03:00.0'],
    rootUuid: '3c8f-1c1e',
    rootDevice: '/dev/mapper/vg0-root',
    separateBoot: true,
    mounts: ['/', '/my boot', '/mnt/nas'],
    freeMiB: { '/srv/save': 500, '/': 500, '/my boot': 100 },
    running: [
      { id: 3, name: 'web server "1"' },
      { id: 12, name: 'db' }
    ],
    saved: ['db'],
    files: ['/boot/vmlinuz-6.1', '/srv/save', '/usr/lib/xen-4.17/bin/xl'],
    modes: { '/etc/xen/web.cfg': '640' }
  })
})

test('without Xen and without programs, unknown stays unknown', (t) => {
  const silent = { xl: 'exit 1', lvs: 'exit 5', findmnt: 'exit 1', df: 'exit 1' }
  const facts = readFacts(collect(t, { 'etc/debian_version': 'trixie/sid\n' }, silent))
  assert.deepEqual([Object.keys(facts.facts), facts.facts.files, facts.faults], [['files', 'absent'], [], []])
})

test('who may read a password is known of a file on disk, and of a copy of a host by its facts', (t) => {
  const text = 'name = "win"\ntype = "hvm"\nvncpasswd = "Kd8mm"\n'
  const folder = folderWith(t, {
    'web.cfg': text,
    'host/etc/xen/web.cfg': text,
    'host/.xenlint/facts.json': '{ "modes": { "/etc/xen/web.cfg": "604" } }'
  })
  const asked = (path: string): string =>
    xenlint(folder, ['--rule', 'secret-readable', '-v', '-f', 'compact', path]).stdout
  const said = (path: string, mode: string): string =>
    `${path}:3:1: hint: Everybody with an account may read this \`vncpasswd\`, as the mode of the file is ${mode}; \`chmod 600\` leaves it to root, who runs xl. [secret-readable]\n`
  chmodSync(join(folder, 'web.cfg'), 0o644)
  chmodSync(folder, 0o700)
  const closed = asked('web.cfg')
  chmodSync(folder, 0o755)
  assert.deepEqual(
    [closed, asked('web.cfg'), asked('host')],
    ['', said('web.cfg', '644'), said('host/etc/xen/web.cfg', '604')]
  )
})

test('`facts` prints its script and its schema, and merges what the script gave back into the file', (t) => {
  const folder = folderWith(t, {
    'host/.xenlint/facts.json': '{ "cpus": 4, "failing": ["save:db"] }',
    out: '{ "cpus": 8, "xen": "4.17" }',
    odd: '{ "cpu": 8 }',
    'other/etc/xen/web.cfg': ''
  })
  assert.equal(xenlint(folder, ['facts', '--print']).stdout, readFileSync(collector, 'utf8'))
  assert.deepEqual(JSON.parse(xenlint(folder, ['facts', '--schema']).stdout), factsSchema())
  const read = xenlint(folder, ['facts', '--read', 'out', 'host'])
  assert.equal(read.status, 0)
  assert.match(
    read.stdout,
    /^Wrote `host\/\.xenlint\/facts\.json`: `cpus`, `xen`\.\nKept as it was: `failing`\.\nUnknown: `debian`, `memoryMiB`,/
  )
  const written = JSON.parse(readFileSync(join(folder, 'host/.xenlint/facts.json'), 'utf8'))
  assert.deepEqual(written, { cpus: 8, failing: ['save:db'], xen: '4.17' })
  assert.deepEqual(readdirSync(join(folder, 'host/.xenlint')), ['facts.json'])

  const odd = xenlint(folder, ['facts', '--read', '-', 'other'], '{ "cpu": 8 }')
  assert.deepEqual(odd, {
    status: 2,
    stdout: '',
    stderr: 'xenlint: `-`: `cpu` is no fact that xenlint knows.\n'
  })
  assert.equal(existsSync(join(folder, 'other/.xenlint')), false)
  assert.equal(xenlint(folder, ['facts', '--read', 'out']).status, 2)
})

test('`facts` shows its script, and runs it only where it is told to', (t) => {
  const folder = folderWith(t, { 'etc/xen/web.cfg': '' })
  const asked = xenlint(folder, ['facts', '.'])
  assert.equal(asked.status, 2)
  assert.equal(asked.stdout.startsWith('#!/bin/sh\n'), true)
  assert.equal(existsSync(join(folder, '.xenlint')), false)
  const run = xenlint(folder, ['facts', '--yes', '.'])
  assert.equal(run.status, 0)
  const reading = readFacts(readFileSync(join(folder, '.xenlint/facts.json'), 'utf8'))
  assert.deepEqual([reading.faults, reading.strangers], [[], []])
})

test('`--facts` counts before the facts of the host, and what is wrong in either is told', (t) => {
  const folder = folderWith(t, {
    'host/etc/xen/web.cfg': 'name = "web"\nmemory = 512\nkernel = "/k"\n',
    'host/.xenlint/facts.json': '{ "debian": "11", "cpu": 8, "memoryMiB": "2G" }',
    'setup.json': JSON.stringify({ ansible_facts: setup })
  })
  const own = xenlint(folder, ['host'])
  assert.deepEqual(
    [own.status, own.stderr],
    [
      2,
      `xenlint: \`${join('host', '.xenlint/facts.json')}\`: \`memoryMiB\` is the text \`"2G"\`, but it wants a whole number from 1 on, as in \`"memoryMiB": 16384\`.\n`
    ]
  )
  assert.match(
    own.stdout,
    /^Host host: 1 file, checked for Debian 11 .*, as\s+`\.xenlint\/facts\.json`\s+says\.\n/
  )
  assert.match(own.stdout, /\nNote: `host\/\.xenlint\/facts\.json`: `cpu` is no fact that xenlint knows/)
  const given = xenlint(folder, ['host', '--facts', 'setup.json'])
  assert.equal(given.status, 0)
  assert.match(given.stdout, /checked for Debian 12 .*, as `setup\.json` says\.\n/)
  const plan = xenlint(folder, ['plan', 'start', '--facts', 'gone.json', 'host'])
  assert.deepEqual([plan.status, plan.stderr], [2, 'xenlint: There is no file or folder `gone.json`.\n'])
})
