import assert from 'node:assert/strict'
import test from 'node:test'
import { type BootHost, type BootPlan, planBoot } from '@xenlint/model'

const images = [
  'vmlinuz-6.1.0-9-amd64',
  'vmlinuz-6.1.0-30-amd64',
  'initrd.img-6.1.0-30-amd64',
  'xen-4.17-amd64.gz'
]

/** A host with two kernels and Xen, its root on a disk of UUID `r00t`. */
function bootOf(defaults: string, host: Partial<BootHost> = {}): BootPlan {
  return planBoot({ ...hostOf(defaults), boot: images, ...host })
}

/** The same, without its `/boot`. */
function hostOf(defaults: string): BootHost {
  return {
    defaults: { path: '/etc/default/grub', text: defaults },
    dropins: [],
    scripts: ['00_header', '10_linux', '20_linux_xen'],
    read: (path) => (path.startsWith('/boot/config-') ? 'CONFIG_XEN_DOM0=y\n' : null),
    rootUuid: 'r00t',
    separateBoot: false
  }
}

test('without a word of it the newest plain Linux boots', () => {
  const plan = bootOf('GRUB_DISTRIBUTOR=Debian\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\n')
  assert.equal(plan.status, 0)
  assert.equal(plan.default, '0')
  assert.equal(plan.boots, 'Debian GNU/Linux')
  assert.equal(plan.xen, false)
  assert.deepEqual(plan.entries[0]?.lines, [
    'linux\t/boot/vmlinuz-6.1.0-30-amd64 root=UUID=r00t ro  quiet',
    'initrd\t/boot/initrd.img-6.1.0-30-amd64'
  ])
})

test('a Xen entry loads the hypervisor with its words, then the kernel with those of Linux', () => {
  const plan = bootOf(
    'GRUB_DISTRIBUTOR=Debian\nGRUB_DEFAULT=2\nGRUB_CMDLINE_XEN="dom0_mem=1G"\nGRUB_CMDLINE_LINUX="console=hvc0"\n'
  )
  assert.equal(plan.boots, 'Debian GNU/Linux, with Xen hypervisor')
  assert.deepEqual(plan.entries[2]?.lines, [
    `multiboot2\t/boot/xen-4.17-amd64.gz placeholder dom0_mem=1G  ${'$'}{xen_rm_opts}`,
    'module2\t/boot/vmlinuz-6.1.0-30-amd64 placeholder root=UUID=r00t ro console=hvc0 ',
    'module2\t--nounzip   /boot/initrd.img-6.1.0-30-amd64'
  ])
})

test('a number means another entry once the script of Xen sorts first', () => {
  const scripts = ['00_header', '08_linux_xen', '10_linux']
  assert.equal(bootOf('GRUB_DISTRIBUTOR=Debian\nGRUB_DEFAULT=2\n').xen, true)
  assert.equal(bootOf('GRUB_DISTRIBUTOR=Debian\nGRUB_DEFAULT=2\n', { scripts }).xen, false)
  assert.equal(bootOf('GRUB_DISTRIBUTOR=Debian\n', { scripts }).xen, true)
})

test('a command of bash is not found by dash, which ends grub-mkconfig unless it is a test', () => {
  const { status, messages } = bootOf('GRUB_TIMEOUT=3\nsource /etc/default/site\n')
  assert.equal(status, 127)
  assert.deepEqual(messages, ['/usr/sbin/grub-mkconfig: 2: /etc/default/grub: source: not found'])
  const tested = bootOf('if [[ a = a ]]; then\n  GRUB_DISTRIBUTOR=bash\nfi\n')
  assert.equal(tested.status, 0)
  assert.equal(tested.messages[0], '/usr/sbin/grub-mkconfig: 1: /etc/default/grub: [[: not found')
  assert.equal(tested.boots, 'GNU/Linux')
})

test('a loop goes through its words, and a pattern that no file answers is one of them', () => {
  const loop = 'for word in nosmt audit=0; do GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX $word"; done\n'
  assert.match(bootOf(loop).entries[0]?.lines[0] ?? '', / ro {2}nosmt audit=0 /)
  const files =
    'for part in ${sysconfdir}/default/grub.d/*.cfg; do if [ -e "$part" ]; then source "$part"; fi; done\n'
  assert.equal(bootOf(files).status, 0)
  const dropins = [{ path: '/etc/default/grub.d/xen.cfg', text: 'GRUB_TIMEOUT=3\n' }]
  assert.equal(bootOf(files, { dropins }).status, 127)
})

test('a word is added where grep does not find it', () => {
  const added =
    'if ! echo "$GRUB_CMDLINE_LINUX" | grep -q splash; then GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX splash"; fi\n'
  assert.match(bootOf(`GRUB_CMDLINE_LINUX=quiet\n${added}`).entries[0]?.lines[0] ?? '', / ro quiet splash /)
  assert.match(bootOf(`GRUB_CMDLINE_LINUX=splash\n${added}`).entries[0]?.lines[0] ?? '', / ro splash /)
})

test('a drop-in is read last, and may put its default together by a command', () => {
  const text = 'GRUB_DEFAULT=$(printf "$(gettext "%s, with Xen hypervisor")" "$GRUB_DISTRIBUTOR GNU/Linux")\n'
  const dropins = [{ path: '/etc/default/grub.d/xen.cfg', text }]
  const plan = bootOf(
    'GRUB_DEFAULT=saved\nGRUB_DISTRIBUTOR=`lsb_release -i -s 2>/dev/null || echo Debian`\n',
    { dropins }
  )
  assert.equal(plan.default, 'Debian GNU/Linux, with Xen hypervisor')
  assert.equal(plan.xen, true)
})

test('a file that the host comes without is not there, where it could only be one of its own', () => {
  const status = (text: string): number | null => bootOf(text).status
  assert.equal(status('[ -r /etc/default/grub.site ] && . /etc/default/grub.site\n'), 1)
  assert.equal(status('if [ -r /etc/default/grub.site ]; then . /etc/default/grub.site; fi\n'), 0)
  assert.equal(status('. /etc/default/grub.site\n'), 2)
  assert.equal(status('GRUB_DEFAULT=$(cat /proc/cmdline)\n'), null)
  const image = 'if ls /boot/xen-*.gz >/dev/null 2>&1; then GRUB_DEFAULT=2; fi\n'
  const kind = (path: string): 'file' | undefined => (path === '/boot/xen-4.17-amd64.gz' ? 'file' : undefined)
  assert.equal(bootOf(image, { kind }).default, '2')
})

test('a newline in a value ends the line of the entry', () => {
  const plan = bootOf('GRUB_CMDLINE_LINUX="$(echo nosmt; echo audit=0)"\n')
  assert.equal(plan.entries[0]?.lines[0], 'linux\t/boot/vmlinuz-6.1.0-30-amd64 root=UUID=r00t ro nosmt')
})

test('a title that no entry has falls back to the first entry', () => {
  const plan = bootOf(
    'GRUB_DISTRIBUTOR=Debian\nGRUB_DISABLE_SUBMENU=true\nGRUB_DEFAULT="Debian GNU/Linux, with Xen hypervisor"\n'
  )
  assert.equal(plan.boots, 'Debian GNU/Linux, with Linux 6.1.0-30-amd64')
  assert.equal(plan.xen, false)
})

test('the saved entry is looked up in the environment block', () => {
  const read = (path: string): string | null => {
    if (path === '/boot/grub/grubenv') return 'saved_entry=Advanced options for GNU/Linux>2\n'
    return path.startsWith('/boot/config-') ? 'CONFIG_XEN_DOM0=y\n' : null
  }
  assert.equal(
    bootOf('GRUB_DEFAULT=saved\n', { read }).boots,
    'Advanced options for GNU/Linux > GNU/Linux, with Linux 6.1.0-9-amd64'
  )
})

test('what the shell refuses ends it with the line, and nothing is written', () => {
  const plan = bootOf('GRUB_DISTRIBUTOR=Debian\nGRUB_CMDLINE_XEN="dom0_mem=1G\n')
  assert.equal(plan.status, 2)
  assert.deepEqual(plan.messages, [
    '/usr/sbin/grub-mkconfig: 3: /etc/default/grub: Syntax error: Unterminated quoted string'
  ])
  assert.deepEqual(plan.entries, [])
})

test('a value that GRUB cannot read in its script refuses the whole menu', () => {
  assert.equal(bootOf('GRUB_CMDLINE_LINUX="a;b"\n').status, 0)
  assert.equal(bootOf('GRUB_CMDLINE_LINUX="a|b"\n').status, 1)
  assert.equal(bootOf('GRUB_CMDLINE_LINUX="a{b"\n').status, 1)
})

test('where a program decides nothing is guessed', () => {
  const plan = bootOf('GRUB_CMDLINE_XEN="dom0_max_vcpus=$(nproc)"\n')
  assert.equal(plan.status, null)
  assert.deepEqual(plan.messages.at(-1), '`GRUB_CMDLINE_XEN` is not known: `nproc` decides.')
  assert.equal(bootOf('GRUB_CMDLINE_XEN="dom0_max_vcpus=$(nproc)"\n', { cpus: 4 }).status, 0)
})

test('a UUID that is not that of the root is on a disk that nobody knows', () => {
  assert.equal(bootOf('GRUB_DEVICE_UUID=r00t\n').status, 0)
  assert.equal(bootOf('GRUB_DEVICE_UUID=other\n').status, null)
  assert.equal(bootOf('GRUB_DEVICE_UUID=other\nGRUB_DISABLE_LINUX_UUID=true\n').status, 0)
})

test('what is taken for granted is said', () => {
  const text = 'GRUB_DISABLE_LINUX_UUID=true\n'
  assert.match(bootOf(text).messages.join(), /`\/dev\/sda1`/)
  const known = bootOf(text, { rootDevice: '/dev/vda2' })
  assert.match(known.entries[0]?.lines[0] ?? '', / root=\/dev\/vda2 /)
  assert.doesNotMatch(known.messages.join(), /sda1/)
})

test('where the partition decides and is not known, nothing is guessed', () => {
  const text = 'GRUB_DISABLE_LINUX_UUID=true\nGRUB_DISABLE_LINUX_PARTUUID=false\n'
  assert.equal(bootOf(text).status, null)
  const known = bootOf(text, { rootPartUuid: 'p4rt-01' })
  assert.match(known.entries[0]?.lines[0] ?? '', / root=PARTUUID=p4rt-01 /)
})

test('without a kernel for dom0, or without Xen, there is no Xen entry', () => {
  assert.equal(bootOf('', { read: () => null }).entries.length, 2)
  assert.equal(bootOf('', { boot: images.slice(0, 3) }).entries.length, 2)
})

test('without `/boot` at hand the entry is unknown, but not what the shell refuses', () => {
  const plan = planBoot(hostOf('GRUB_DEFAULT=2\n'))
  assert.deepEqual([plan.status, plan.boots], [null, undefined])
  assert.match(plan.messages.join(), /without `\/boot`/)
  assert.equal(planBoot(hostOf('GRUB_DEFAULT=(2)\n')).status, 2)
})
