import assert from 'node:assert/strict'
import test from 'node:test'
import { type BootHost, planBoot } from '@xenlint/model'
import fc from 'fast-check'
import { type BootAnswer, type BootScene, grubMkconfig, rootUuid } from './grub.js'

// A scene takes the scripts about a second.
const runs = Math.ceil(Number(process.env['XENLINT_ORACLE_RUNS'] ?? 150) / 4)
const seed = Number(process.env['XENLINT_ORACLE_SEED'] ?? Date.now() % 1_000_000)

test(`the menu is the one that grub-mkconfig writes: entries, lines and default (${runs} hosts, seed ${seed})`, () => {
  const scenes = fc.sample(anyScene(), { numRuns: runs, seed })
  for (const [index, real] of grubMkconfig(scenes).entries()) {
    const scene = scenes[index] as BootScene
    assert.deepEqual(ours(scene), real, JSON.stringify(scene))
  }
})

test('written hosts have the menu that grub-mkconfig writes', () => {
  for (const [index, real] of grubMkconfig(written).entries()) {
    const scene = written[index] as BootScene
    assert.deepEqual(ours(scene), real, scene.defaults)
  }
})

function ours(scene: BootScene): BootAnswer {
  const { status, messages, entries, ...plan } = planBoot(hostOf(scene))
  return {
    status: status ?? -1,
    messages,
    ...(plan.default !== undefined && { default: plan.default }),
    entries
  }
}

function hostOf(scene: BootScene): BootHost {
  const { defaults, dropins, kernels, hypervisors, xenScript, separateBoot, debian } = scene
  const boot = [
    ...kernels.flatMap(({ version, hasInitrd }) => [
      `vmlinuz-${version}`,
      `config-${version}`,
      ...(hasInitrd ? [`initrd.img-${version}`] : [])
    ]),
    ...hypervisors
  ]
  const configs = new Map(
    kernels.map(({ version, isDom0 }) => [
      `/boot/config-${version}`,
      isDom0 ? 'CONFIG_XEN_DOM0=y\n' : '# none\n'
    ])
  )
  return {
    defaults: { path: '/etc/default/grub', text: defaults },
    dropins: Object.keys(dropins)
      .sort()
      .map((name) => ({ path: `/etc/default/grub.d/${name}`, text: dropins[name] ?? '' })),
    scripts: ['00_header', '10_linux', xenScript].sort(),
    boot: boot.sort(),
    read: (path) => configs.get(path) ?? null,
    debian,
    rootUuid,
    rootDevice: '/dev/sda1',
    rootPartUuid: '0a1b2c3d-01',
    separateBoot
  }
}

const usual: BootScene = {
  defaults: 'GRUB_DISTRIBUTOR=Debian\n',
  dropins: {},
  kernels: [
    { version: '6.1.0-9-amd64', hasInitrd: true, isDom0: true },
    { version: '6.1.0-30-amd64', hasInitrd: true, isDom0: true }
  ],
  hypervisors: ['xen-4.17-amd64.gz'],
  xenScript: '20_linux_xen',
  separateBoot: false,
  debian: '12'
}

const written: readonly BootScene[] = [
  usual,
  { ...usual, xenScript: '08_linux_xen', defaults: 'GRUB_DISTRIBUTOR=Debian\nGRUB_DEFAULT=2\n' },
  { ...usual, hypervisors: [] },
  {
    ...usual,
    hypervisors: ['xen-4.14-amd64.gz', 'xen-4.17-amd64.gz', 'xen-4.8-amd64.gz'],
    separateBoot: true
  },
  { ...usual, kernels: usual.kernels.map((kernel) => ({ ...kernel, isDom0: false })) },
  { ...usual, defaults: 'GRUB_DISTRIBUTOR="Debian"\nGRUB_DISABLE_SUBMENU=y\nGRUB_DISABLE_RECOVERY="true"\n' },
  { ...usual, defaults: 'GRUB_CMDLINE_XEN=dom0_mem=1G max:1G\n' },
  { ...usual, defaults: 'GRUB_CMDLINE_LINUX=quiet splash\n' },
  { ...usual, defaults: 'GRUB_CMDLINE_LINUX="a & b"\n' },
  { ...usual, defaults: 'GRUB_DISTRIBUTOR="it\'s"\nGRUB_DEFAULT=saved\nGRUB_SAVEDEFAULT=true\n' },
  { ...usual, defaults: 'GRUB_TERMINAL=screen\n' },
  { ...usual, defaults: 'GRUB_TERMINAL=serial\nGRUB_HIDDEN_TIMEOUT=3\n' },
  {
    ...usual,
    defaults: 'GRUB_CMDLINE_XEN="dom0_mem=1G"\nGRUB_CMDLINE_LINUX="console=ttyS0"\n',
    dropins: {
      'b.cfg':
        'GRUB_CMDLINE_XEN="$GRUB_CMDLINE_XEN loglvl=all"\nGRUB_CMDLINE_LINUX_XEN_REPLACE=console=hvc0\n',
      'a.cfg': 'GRUB_DISTRIBUTOR=Debian\nGRUB_DEFAULT="$GRUB_DISTRIBUTOR GNU/Linux, with Xen hypervisor"\n'
    }
  },
  {
    ...usual,
    debian: '13',
    defaults: 'GRUB_DISTRIBUTOR=`( . /etc/os-release && echo ${NAME} )`\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\n'
  },
  {
    ...usual,
    debian: '13',
    kernels: ['6.1.0-9-amd64', '6.1.0-30-amd64.old', '6.1.0-30-amd64', '6.1', '6.12~rc1'].map((version) => ({
      version,
      hasInitrd: true,
      isDom0: true
    })),
    hypervisors: ['xen-4.17-amd64.gz', 'xen-4.20-amd64.gz', 'xen-4.20-rc'],
    defaults:
      'GRUB_DISTRIBUTOR=Debian\nGRUB_TOP_LEVEL=/boot/vmlinuz-6.1\nGRUB_TOP_LEVEL_XEN=/boot/xen-4.17-amd64.gz\n'
  }
]

function anyScene(): fc.Arbitrary<BootScene> {
  const version = fc.constantFrom(
    '6.1.0-9-amd64',
    '6.1.0-30-amd64',
    '5.10.0-20-amd64',
    '6.1.0-30-amd64-dbg',
    '6.1.0-30-amd64.old',
    '6.1.0-9-amd64.old',
    '6.12'
  )
  return fc.record({
    defaults: anyDefaults(),
    dropins: fc.dictionary(fc.constantFrom('a.cfg', 'b.cfg', '10-xen.cfg'), anyDefaults(), {
      maxKeys: 2,
      noNullPrototype: true
    }),
    kernels: fc.uniqueArray(fc.record({ version, hasInitrd: fc.boolean(), isDom0: mostly() }), {
      maxLength: 3,
      selector: (kernel) => kernel.version
    }),
    hypervisors: fc.uniqueArray(
      fc.constantFrom('xen-4.17-amd64.gz', 'xen-4.14-amd64.gz', 'xen-4.8-amd64.gz', 'xen-syms-4.17'),
      { maxLength: 2 }
    ),
    xenScript: fc.constantFrom('20_linux_xen' as const, '08_linux_xen' as const),
    separateBoot: fc.boolean(),
    debian: fc.constantFrom('12', '13')
  })
}

function mostly(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 4 }).map((number) => number > 0)
}

function anyDefaults(): fc.Arbitrary<string> {
  const line = (name: string, ...values: string[]): fc.Arbitrary<string> =>
    fc.constantFrom(...['-', '-', ...values].map((value) => (value === '-' ? '' : `GRUB_${name}=${value}\n`)))
  const words = [
    '"console=hvc0"',
    "'quiet splash'",
    '"a=$HOME_NOT"',
    '"x;y"',
    '"say \\"hi\\""',
    '"$GRUB_CMDLINE_LINUX nofail"'
  ]
  return fc
    .tuple(
      line('DEFAULT', '0', '2', '"3>0>0"', 'saved', '"Debian GNU/Linux, with Xen hypervisor"', '""'),
      line(
        'DISTRIBUTOR',
        'Debian',
        '`lsb_release -i -s 2> /dev/null || echo Debian`',
        '"Debian GNU/Linux"',
        'Kubuntu',
        '"a > b"',
        '""'
      ),
      line('CMDLINE_LINUX', ...words),
      line('CMDLINE_LINUX_DEFAULT', '"quiet"', '""'),
      line('CMDLINE_XEN', '"dom0_mem=1G,max:1G"', '"$GRUB_CMDLINE_XEN loglvl=all"', "'com1=115200,8n1'"),
      line('CMDLINE_XEN_DEFAULT', '"console=com1,vga"'),
      line('CMDLINE_LINUX_XEN_REPLACE', '"console=hvc0 earlyprintk=xen"', '""'),
      line('CMDLINE_LINUX_XEN_REPLACE_DEFAULT', '" "', '""'),
      line('DISABLE_SUBMENU', 'y', 'true', '1', 'no'),
      line('DISABLE_RECOVERY', 'true', '"true"', 'yes'),
      line('DISABLE_LINUX_UUID', 'true'),
      line('SAVEDEFAULT', 'true'),
      line('CMDLINE_LINUX_RECOVERY', '"single nomodeset"', '""'),
      line('TOP_LEVEL', '/boot/vmlinuz-6.1.0-9-amd64', '"/boot/vmlinuz-6.12"', 'vmlinuz-6.12'),
      line('TOP_LEVEL_XEN', '/boot/xen-4.14-amd64.gz', '/boot/xen-4.8-amd64.gz'),
      line('TERMINAL', 'console', '"console serial"', 'nothing'),
      line('TIMEOUT', '5', '0')
    )
    .map((lines) => lines.join(''))
}
