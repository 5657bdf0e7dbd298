import fc from 'fast-check'
import type { Folder } from './ifupdown.js'

const blank = fc.constantFrom(' ', ' ', ' ', '\t', '  ', '\r', ' \\\n ', '\\\n ', '\v')
const name = fc.constantFrom('eth0', 'eth1', 'br0', 'office', 'lo', 'x'.repeat(79))
const word = fc.oneof(
  name,
  fc.constantFrom(
    'inet',
    'inet6',
    'static',
    'manual',
    'inherits',
    '#',
    'a\\\nb',
    '\\',
    '\\\\',
    'é',
    'can',
    'none'
  )
)
const family = fc.constantFrom('inet', 'inet', 'inet6', 'can', 'ipx', 'meta', 'inherits', 'inet4')
const method = fc.constantFrom('manual', 'manual', 'loopback', 'dhcp', 'inherits', 'none', 'static', 'statik')
const option = fc.constantFrom(
  'address',
  'up',
  'post-up',
  'pre-down',
  'note',
  'note?',
  'script',
  'map',
  'Address',
  'template'
)
const list = fc.constantFrom('auto', 'allow-hotplug', 'allow-', 'no-auto-down', 'no-scripts', 'au\\\nto')
const path = fc.constantFrom(
  'more',
  'sub/*',
  'sub/[ab]*',
  'none',
  'sub',
  "'more'",
  '"more"',
  '$(more)',
  'mor\\e more',
  'sub/?',
  '#'
)

const line = fc.oneof(
  {
    weight: 4,
    arbitrary: words(
      'iface',
      name,
      family,
      method,
      fc.constantFrom('', 'inherits', '#'),
      fc.oneof(name, fc.constant(''))
    )
  },
  { weight: 1, arbitrary: words('iface', word, word) },
  { weight: 5, arbitrary: fc.tuple(option, blank, word, blank, word).map((parts) => parts.join('')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(list, blank, fc.array(word, { maxLength: 3 }))
      .map(([first, gap, rest]) => first + gap + rest.join(gap))
  },
  { weight: 1, arbitrary: words('mapping', fc.constantFrom('wlan*', '')) },
  { weight: 1, arbitrary: words('source', path) },
  { weight: 1, arbitrary: words('source-directory', path) },
  { weight: 1, arbitrary: fc.constantFrom('', '# comment \\', '\\', '\\\\', 'option', ' # comment', '\t') }
)

const optionLine = fc.tuple(option, blank, word, blank, word).map((parts) => parts.join(''))
const stanza = fc
  .tuple(
    words('iface', name, fc.constantFrom('inet', 'inet6'), fc.constantFrom('manual', 'loopback', 'dhcp')),
    fc.array(fc.oneof(optionLine, fc.constantFrom('auto', '# comment', '', 'no-scripts')), { maxLength: 4 })
  )
  .map(([first, rest]) => [first, ...rest])
const end = fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', ' \n', '\\\n', '\\\\\n', '\n\n', ' \\\n')
const indentation = fc.constantFrom('', '', ' ', '\t', '\\\n')
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: stanza }, { weight: 1, arbitrary: fc.tuple(line) }), {
    maxLength: 4
  })
  .chain((chunks) => fc.tuple(...chunks.flat().map((each) => fc.tuple(indentation, fc.constant(each), end))))
  .chain((lines) => fc.boolean().map((isEnded) => joined(lines, isEnded)))

/** Files as nobody writes them, with others that they source: what they are made of, in every order. */
export const anyFolder: fc.Arbitrary<Folder> = fc.record({
  interfaces: text,
  more: text,
  'sub/a': text,
  'sub/b.cfg': text,
  'sub/ab': text
})

function words(first: string, ...rest: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(blank, ...rest)
    .map(([gap, ...others]) => [first, ...others].filter((each) => each !== '').join(gap))
}

function joined(lines: readonly (readonly string[])[], isEnded: boolean): string {
  const whole = lines.map((parts) => parts.join('')).join('')
  return isEnded ? whole : whole.slice(0, -1)
}
