import assert from 'node:assert/strict'
import test from 'node:test'
import { releases, xlSyntax } from '@xenlint/catalogue'
import { simulate } from '@xenlint/emulator'
import { formatOf } from '@xenlint/formats'
import { assembleHost, type GuestText, type Host } from '@xenlint/model'
import { open, tokens } from '@xenlint/service'
import { type Grammar, parse, recogniseXl } from '@xenlint/syntax'
import { checkHost, hostRules, watched } from '@xenlint/validator'
import { sourceOf } from './support/host-tree.js'

/** Texts that grow with a number: ordinary ones, and those that lead a careless reader astray. */
const growing: Readonly<Record<Grammar, readonly ((size: number) => string)[]>> = {
  'xl-cfg': [
    (size) => 'vcpus = 2\n'.repeat(size),
    (size) => `disk = [ ${'"phy:/dev/vg/a,xvda,w",\n'.repeat(size)}`,
    (size) => `disk = [${'\n'.repeat(size)}`,
    (size) => 'x = [\n'.repeat(size),
    (size) => '"\\'.repeat(size),
    (size) => '# a comment\n'.repeat(size),
    (size) => '='.repeat(size),
    (size) => `x = ${'['.repeat(size)}`,
    (size) => `x = "${'\\q'.repeat(size)}"`,
    (size) => `x = [${'1 '.repeat(size)}`,
    (size) => `x = [${'1\n'.repeat(size)}`,
    (size) => `x = 1 ${'# '.repeat(size)}`,
    (size) => `'"`.repeat(size),
    (size) => '\r\n'.repeat(size),
    (size) => 'x += [ 1 ]\n'.repeat(size),
    (size) => 'x y\n'.repeat(size)
  ],
  'xm-cfg': [
    (size) => 'vcpus = 2\n'.repeat(size),
    (size) => `disk = [ ${"'phy:/dev/vg/a,xvda,w',\n".repeat(size)}`,
    (size) => '"""\n'.repeat(size),
    (size) => 'def f():\n    return 1\n'.repeat(size),
    (size) => '("" % '.repeat(size),
    (size) => '\\\n'.repeat(size)
  ],
  interfaces: [
    (size) => 'auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n'.repeat(size),
    (size) => `auto ${'eth0 '.repeat(size)}`,
    (size) => '\\\n'.repeat(size),
    (size) => '\n'.repeat(size),
    (size) => '# a comment\\\n'.repeat(size)
  ],
  'shell-variables': [
    (size) => 'GRUB_DEFAULT="0"\n'.repeat(size),
    (size) => '"$('.repeat(size),
    (size) => '`"'.repeat(size),
    (size) => '${X:-'.repeat(size),
    (size) => 'a b c;'.repeat(size),
    (size) => 'X=<<E\n'.repeat(size),
    (size) => 'if true; then\n'.repeat(size),
    (size) => '\\\n'.repeat(size)
  ],
  'xend-config': [
    (size) => '(xend-port 8000)\n'.repeat(size),
    (size) => '('.repeat(size),
    (size) => '(a '.repeat(size),
    (size) => "'\\".repeat(size),
    (size) => '# a comment\n'.repeat(size)
  ],
  'key-value': [
    (size) => 'width=800,'.repeat(size),
    (size) => 'a '.repeat(size),
    (size) => 'a;b'.repeat(size),
    (size) => `connectors=${'a:1x2;'.repeat(size)}`,
    (size) => `${'virtio'.repeat(size)}=1`,
    (size) => `type=${'virtio'.repeat(size)}`
  ],
  'xl-cpuid': [
    (size) => `host,${'tm=0,'.repeat(size)}`,
    (size) => `1:${`eax=${'x'.repeat(32)},`.repeat(size)}`,
    (size) => '1,'.repeat(size),
    (size) => `1:${'e '.repeat(size)}`
  ],
  'xl-cpus': [(size) => '0-3,'.repeat(size), (size) => '^'.repeat(size), (size) => '1-'.repeat(size)],
  'xl-disk': [
    (size) => 'format=raw,'.repeat(size),
    (size) => '/dev/x,'.repeat(size),
    (size) => 'phy:'.repeat(size),
    (size) => `target=${'a,'.repeat(size)}`,
    (size) => 'a '.repeat(size),
    (size) => ' ='.repeat(size),
    (size) => 'target=\n'.repeat(size),
    (size) => `a,${' '.repeat(size)}`,
    (size) => `a${':'.repeat(size)}`
  ],
  'xl-hex-range': [(size) => '0-'.repeat(size), (size) => 'f'.repeat(size), (size) => '- '.repeat(size)],
  'xl-item': [
    (size) => ':a'.repeat(size),
    (size) => '!'.repeat(size),
    (size) => '='.repeat(size),
    (size) => ',:='.repeat(size)
  ],
  'xl-pci': [
    (size) => `03:00.0,${'permissive=1,'.repeat(size)}`,
    (size) => '0:'.repeat(size),
    (size) => '0'.repeat(size)
  ],
  'xl-range': [(size) => '0'.repeat(size), (size) => ' '.repeat(size), (size) => '0-'.repeat(size)],
  'xl-rdm': [(size) => 'strategy=host,'.repeat(size), (size) => 'a'.repeat(size)],
  'xl-vif': [
    (size) => 'bridge=xenbr0,'.repeat(size),
    (size) => 'rate=10Mb/s@'.repeat(size),
    (size) => ' '.repeat(size),
    (size) => 'a '.repeat(size)
  ]
}

const size = 4_000
const texts = new Map<string, GuestText>()

for (const [grammar, texts] of Object.entries(growing) as [Grammar, (typeof growing)[Grammar]][])
  guard(grammar, texts, (text) => parse(grammar, text))
guard('what xl refuses', growing['xl-cfg'], (text) => recogniseXl(text, xlSyntax('4.20')))
guard('tokens of xl.cfg', growing['xl-cfg'], colour)
guard('tokens of strings', growing['xl-vif'], (text) => colour(`vif = [ "${text}" ]\n`))
guard('rules of xl.cfg', growing['xl-cfg'], checkGuest)
guard('rules of interfaces', [(lines) => bridges(lines / 10)], checkInterfaces)

const counts = [(size: number): string => String(size / 16)]
guard('hosts of many guests', counts, (count) => checkHost([manyGuests(Number(count))], hostRules))
guard('hosts that start and stop many guests', counts, (count) => simulate(manyGuests(Number(count)), 'stop'))

/** Guests that share a bridge and a disk that all read, and of which the last find no memory. */
function manyGuests(count: number): Host {
  const [release] = releases.filter(({ debian }) => debian === '12')
  if (!release) throw new Error('there is no Debian 12')
  const files = Array.from({ length: count }, (_, number): [string, string] => [
    `/etc/xen/auto/${String(number).padStart(5, '0')}.cfg`,
    `name = "g${number}"\nkernel = "/k"\nmemory = 64\nvif = [ "bridge=b" ]\ndisk = [ "/dev/vg/cd,raw,xvda,r" ]\n`
  ])
  const boot: [string, string] = ['/etc/default/grub', 'GRUB_CMDLINE_XEN="dom0_mem=1G,max:1G"\n']
  const facts = { memoryMiB: 1024 + count * 60, cpus: 2, files: ['/k'], volumes: [{ path: '/dev/vg/cd' }] }
  return assembleHost(sourceOf(new Map([...files, boot]), release, facts, texts))
}

/** Bridges of different names, each started, with a port of its own. */
function bridges(count: number): string {
  const stanza = (_: unknown, index: number): string =>
    `auto br${index}\niface br${index} inet static\n    address 10.0.0.1/24\n    bridge_ports eth${index}\n`
  return Array.from({ length: count }, stanza).join('')
}

function checkInterfaces(text: string): void {
  open({ files: new Map([['interfaces', { text, format: 'interfaces' }]]) }).problems('interfaces')
}

function colour(text: string): void {
  tokens(open({ files: new Map([['a.cfg', { text, format: 'xl-cfg' }]]) }), 'a.cfg')
}

function checkGuest(text: string): void {
  const [format, release] = [formatOf('xl-cfg'), releases.at(-1)]
  if (!format || !release) throw new Error('there is no xl-cfg, or no release')
  const tree = format.parse(text)
  const settings = format.lower(tree, 'a.cfg')
  const told = { file: 'a.cfg', format: format.id, text, tree, settings }
  const subject = { ...told, option: () => undefined, nearest: () => undefined }
  const context = watched(subject, [release]).context(0)
  for (const rule of format.rules) for (const _ of rule.check(context));
}

function guard(name: string, texts: readonly ((size: number) => string)[], read: (text: string) => unknown) {
  for (const [index, text] of texts.entries()) {
    test(`four times the text takes about four times as long: ${name} ${index}`, () => {
      const [small, large] = [text(size), text(size * 4)]
      read(small)
      const rounds: string[] = []
      // Quadratic work would take sixteen times as long, and far more than 100 ms, in every round; below that, the
      // collection of garbage decides.
      while (rounds.length < 3) {
        if (milliseconds(read, large) < 100) return
        const one = Math.min(...Array.from({ length: 5 }, () => milliseconds(read, small)))
        const most = Math.max(one * 9, 100)
        const four: number[] = []
        while (four.length < 5) {
          const time = milliseconds(read, large)
          if (time < most) return
          four.push(time)
        }
        rounds.push(`${one.toFixed(1)} ms became ${Math.min(...four).toFixed(1)} ms`)
      }
      assert.fail(rounds.join(', '))
    })
  }
}

/** Milliseconds of this process's own time that a reading took. */
function milliseconds(read: (text: string) => unknown, text: string): number {
  const start = process.cpuUsage()
  read(text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
