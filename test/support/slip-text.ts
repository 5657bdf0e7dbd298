import { table } from '@xenlint/catalogue'
import fc from 'fast-check'
import { diskText, pciText } from './device-text.js'
import { deviceText } from './guest-text.js'

/** Guests as they are found: every option with every kind of value, and the slips that hands and editors make. */
export function slippedGuestText(): fc.Arbitrary<string> {
  return fc
    .tuple(start, fc.array(fc.tuple(line, slip), { minLength: 1, maxLength: 7 }), wholeSlip)
    .map(([first, lines, whole]) =>
      whole(`${first}${lines.map(([text, slipped]) => `${slipped(text)}\n`).join('')}`)
    )
}

const start = fc.constantFrom(
  'name = "web"\nkernel = "/boot/vmlinuz"\n',
  'name = "web"\ntype = "hvm"\n',
  'name = "web"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nmemory = 256\n',
  "name\t=\t'web'\nbuilder='hvm'\nmemory=1024\nvcpus=2\n",
  '# made by xen-tools\n\nbootloader = "/usr/lib/xen-4.17/bin/pygrub"\nname = "web.example.com"\n\n',
  ''
)

const names = table('xl-cfg').map(({ name }) => name)
const numbers = ['0', '1', '7', '007', '08', '0x1f', '4294967296', '18446744073709551616']
const signed = [
  '-1',
  '+1',
  '- 1',
  '1.5',
  '1e3',
  '1_000',
  '0x1F',
  '0xg',
  '512M',
  '2 GB',
  'True',
  'None',
  'yes'
]
const quoted = [
  '""',
  "''",
  '" "',
  '"0x10"',
  '"-0"',
  '"-1"',
  '"+5"',
  '"010"',
  '"2147483648"',
  '"-2147483649"',
  '"9223372036854775808"',
  '"18446744073709551615"',
  '"18446744073709551616"',
  '"1 "',
  '"\\t1"',
  '"1\\n"',
  '"0x"',
  '"0b1"',
  '"1.0"',
  '"a\\\\b"',
  '"a\\"b"',
  "'a\\'b'",
  '"a\tb"',
  '"\\101"',
  '"é"',
  '"a#b"',
  '"${x}"',
  '"%s"'
]
const gaps = ['', ' ', '\t', '\n', '\n\t', ' # why\n', '  \n  # why, "not"\n  ']

const plain = fc.constantFrom(...numbers, ...quoted)
const device = fc
  .oneof(
    diskText,
    pciText,
    fc
      .constantFrom('vif', 'vfb', 'vkb', 'vtpm', 'p9', 'channel', 'usbctrl', 'usbdev', 'vdispl')
      .chain(deviceText)
  )
  .map((text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
const item: fc.Arbitrary<string> = fc.oneof(
  { weight: 14, arbitrary: plain },
  { weight: 8, arbitrary: device },
  { weight: 1, arbitrary: fc.constantFrom('[]', '[ "a" ]', '[ "a", "b" ]', '[ [ "a" ] ]', '[ 1, "x" ]') },
  { weight: 1, arbitrary: fc.constantFrom(...signed) }
)
const comma = fc.oneof(
  { weight: 60, arbitrary: fc.constant(',') },
  { weight: 1, arbitrary: fc.constantFrom('', ',,', ';', ' ,\t', '.') }
)
const list = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...gaps), item, fc.constantFrom(...gaps), comma), { maxLength: 4 }),
    fc.boolean(),
    fc.oneof(
      { weight: 60, arbitrary: fc.constant(']') },
      { weight: 1, arbitrary: fc.constantFrom(' ]]', ')', '') }
    )
  )
  .map(([items, trailing, close]) => {
    const inside = items.flat().slice(0, trailing ? undefined : -1)
    return `[${inside.join('')}${close}`
  })
const long = fc
  .tuple(fc.integer({ min: 5, max: 40 }), item)
  .map(([count, each]) => `[ ${Array.from({ length: count }, () => each).join(', ')} ]`)
const value = fc.oneof(
  { weight: 18, arbitrary: plain },
  { weight: 18, arbitrary: list },
  { weight: 6, arbitrary: device },
  { weight: 2, arbitrary: long },
  { weight: 1, arbitrary: fc.constantFrom(...signed) }
)
const operator = fc.constantFrom('=', ' = ', ' = ', '\t=\t', ' =', '= ', '=\t\t')
const line = fc.tuple(fc.constantFrom(...names), operator, value).map((parts) => parts.join(''))

/** What goes wrong with one line; mostly nothing. */
const slip: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 40, arbitrary: fc.constant((text: string) => text) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      (text: string) => `${text} # as before`,
      (text: string) => `${text}#`,
      (text: string) => `${text};`,
      (text: string) => `\t${text}\t`,
      (text: string) => `  ${text}`,
      (text: string) => `${text}\r`,
      (text: string) => `${text}; ${text}`,
      (text: string) => `${text}\n${text}`,
      (text: string) => `#${text}`,
      (text: string) => `# [\n${text}`
    )
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      (text: string) => text.replace('=', '+='),
      (text: string) => `${text}\n${text.replace('=', '+=')}`,
      (text: string) => text.replace(/["']/, '$&\\x41'),
      (text: string) => `${text},`,
      (text: string) => text.replace('=', ':'),
      (text: string) => text.replace('=', ' '),
      (text: string) => text.replace('=', '=='),
      (text: string) => text.replace('=', '-='),
      (text: string) => text.replace(/["'](?=[^"']*$)/, ''),
      (text: string) => text.replace(/["']/, ''),
      (text: string) => text.replace('"', '“').replace('"', '”'),
      (text: string) => text.replace(',', ''),
      (text: string) => text.replace(']', ''),
      (text: string) => text.replace('[', '(').replace(']', ')'),
      (text: string) => text.replace(/^./, (letter) => letter.toUpperCase()),
      (text: string) => text.replace('_', '-'),
      (text: string) => text.replace('= ', '= \\\n'),
      (text: string) => text.replace('=', '= """\n'),
      (text: string) => `${text}\n"""`,
      (text: string) => `${text} + "x"`,
      (text: string) => `${text} % name`,
      (text: string) => `import os\n${text}`,
      (text: string) => `if True:\n    ${text}`,
      (text: string) => `${text} <<EOF\na\nEOF`,
      (text: string) => `export ${text}`,
      (text: string) => `${text} \\`
    )
  }
)

/** What goes wrong with a whole file; mostly nothing. */
const wholeSlip: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 16, arbitrary: fc.constant((text: string) => text) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      (text: string) => text.replaceAll('\n', '\r\n'),
      (text: string) => text.slice(0, -1),
      (text: string) => `\ufeff${text}`,
      (text: string) => `#!/usr/bin/xl\n${text}`,
      (text: string) => `${text}# the end`,
      (text: string) => text.replaceAll(' ', '\u00a0'),
      (text: string) => text.replaceAll('\n', ';\n'),
      (text: string) => `${text}\0\n`,
      (text: string) => `\n\n${text}\n\f\n`
    )
  }
)
