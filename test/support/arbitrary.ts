import type { Grammar } from '@xenlint/syntax'
import fc from 'fast-check'

/** Pieces that strings of devices share. */
const punctuation = ['=', ',', ' ', ':', ';', 'a', '-', '1', '0x1f']

/** Pieces that mean something in each language, and pieces that break it. */
const pieces: Readonly<Record<Grammar, readonly string[]>> = {
  'xl-cfg': [
    'name',
    'vcpus',
    'disk',
    ' = ',
    '+=',
    '=',
    '[',
    ']',
    ',',
    ';',
    '"web"',
    "'x'",
    '"',
    "'",
    '\\',
    '12',
    '0x1f',
    '# note',
    'True',
    '-1',
    '1024M',
    '"a\\"b"',
    '"\\n"',
    '"\\x41"',
    '"file:/a,xvda,w"'
  ],
  'xm-cfg': [
    'name',
    ' = ',
    '=',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    ',',
    ':',
    ';',
    '"web"',
    "'x'",
    '"""',
    "'''",
    '"',
    '\\',
    '\\\n',
    '12',
    '0x1f',
    '# note',
    'import os',
    'def f():',
    '    return 1',
    'if x:',
    ' % ',
    ' + ',
    'None',
    'r"\\d"'
  ],
  interfaces: [
    'auto ',
    'iface ',
    'eth0 ',
    'xenbr0 ',
    'inet ',
    'inet6 ',
    'static',
    'dhcp',
    'manual',
    '    address 10.0.0.1',
    'bridge_ports ',
    'mapping ',
    'script ',
    'source ',
    'source-directory ',
    'allow-hotplug ',
    '\\\n',
    '\\',
    '# note',
    '%for x in y:',
    '    up ip link set $IFACE up',
    'inherits '
  ],
  'shell-variables': [
    'GRUB_DEFAULT',
    'X',
    '=',
    '+=',
    ' ',
    '"',
    "'",
    '`',
    '$(',
    ')',
    '(',
    '${X}',
    '${X:-a}',
    '$X',
    '\\',
    '\\\n',
    ';',
    '&&',
    '||',
    '|',
    '&',
    '<<E',
    'E',
    '# note',
    'export ',
    'if ',
    'then',
    'fi',
    '{',
    '}',
    'quiet splash',
    '$((1+2))',
    '"a"\'b\'c',
    '>/dev/null'
  ],
  'xend-config': [
    '(',
    ')',
    '((',
    '))',
    'xend-port',
    'yes',
    "'",
    '"',
    '\\',
    '"a b"',
    "'a'",
    '# note',
    '8000',
    "(network-script 'network-bridge netdev=eth0')",
    '\\x41',
    '${',
    '}',
    '<<'
  ],
  'key-value': [
    ...punctuation,
    'backend-type=qemu',
    'connectors=',
    'id0:800x600',
    'type=virtio',
    ',device22',
    'card',
    ' width = 800 ',
    '/a',
    '10.0.0.1',
    'path=/x'
  ],
  'xl-cpuid': [
    ...punctuation,
    'host',
    'tm=0',
    'family=0x1f',
    'sse3=k',
    '7,0:',
    'eax=',
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'ebx',
    'edx=10',
    'host,'
  ],
  'xl-cpus': [...punctuation, 'all', '0-3', '^', 'node:', 'nodes:', '^1', '^node:0-1', '4'],
  'xl-disk': [
    ...punctuation,
    'phy:',
    'file:',
    'tap:aio:',
    'foo:',
    '/dev/vg/web',
    'raw',
    'xvda',
    'w',
    'hdc:cdrom',
    'cdrom',
    'format=',
    'vdev=xvda',
    'target=',
    'target=/a,b',
    'access=',
    'discard',
    'script = x',
    '\n',
    ', ',
    'script=block-iscsi'
  ],
  'xl-hex-range': [...punctuation, '2f8-2ff', '0x', '@', '-', 'fc000,1', 'g', ' -1'],
  'xl-item': [...punctuation, '!', 'base', 'oem=', 'a:b', '/dev/ttyS0', '10.0.0.1', '46d'],
  'xl-pci': [
    ...punctuation,
    '0000:03:00.0',
    '03:00',
    '03:00.*',
    '.',
    '@',
    '@1f',
    'permissive=1',
    'bdf=',
    'name=nic',
    'rdm_policy=strict'
  ],
  'xl-range': [...punctuation, '0-3', '12', '-', ' +1', 'x'],
  'xl-rdm': [...punctuation, 'strategy', 'host', 'policy', 'strict', 'relaxed', 'strategy=host'],
  'xl-vif': [
    ...punctuation,
    'mac=00:16:3e:00:00:01',
    'bridge=xenbr0',
    'rate=',
    '10Mb/s',
    '@20ms',
    '@5',
    'ip=10.0.0.5/24 fe80::1',
    'script=vif-bridge',
    'trusted',
    'type=ioemu',
    'model=e1000',
    'devid='
  ]
}

const odd = [
  '\n',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '\u2028',
  '\u00A0',
  '“',
  '€',
  '🚀',
  '\u000C'
]

/** Texts of a language: well-formed stretches, slips and rubbish alike. */
export function anyText(grammar: Grammar, samples: readonly string[] = []): fc.Arbitrary<string> {
  const soup = fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...pieces[grammar]) },
        { weight: 2, arbitrary: fc.constantFrom(...odd) }
      ),
      { maxLength: 30 }
    )
    .map((words) => words.join(''))
  // Halves of pairs too; `fc.string` of any letter would hold a table of 80 MB.
  const anything = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes))
  if (samples.length === 0) return fc.oneof(soup, anything)
  return fc.oneof(
    soup,
    anything,
    mutated(fc.constantFrom(...samples), fc.oneof(fc.constantFrom(...pieces[grammar], ...odd), anything))
  )
}

/** A sample with a few stretches of it replaced. */
function mutated(sample: fc.Arbitrary<string>, replacement: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const cut = fc.tuple(fc.nat(2000), fc.nat(20), replacement)
  return fc.tuple(sample, fc.array(cut, { minLength: 1, maxLength: 4 })).map(([text, cuts]) =>
    cuts.reduce((changed, [at, length, word]) => {
      const start = changed.length === 0 ? 0 : at % (changed.length + 1)
      return changed.slice(0, start) + word + changed.slice(start + length)
    }, text)
  )
}
