import type { Grammar } from '@xenlint/syntax'
import fc from 'fast-check'

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
