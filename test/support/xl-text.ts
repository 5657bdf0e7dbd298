import fc, { type Arbitrary } from 'fast-check'

/** Files for xl as people write them: settings of all kinds, with the slips they make, and files cut or mangled. */
export function xlText(): Arbitrary<string> {
  return fc.oneof(
    { arbitrary: fc.tuple(statements(), ending()).map(([lines, end]) => lines.join('\n') + end), weight: 5 },
    {
      arbitrary: fc.tuple(statements(), mangling()).map(([lines, mangle]) => mangle(`${lines.join('\n')}\n`)),
      weight: 4
    },
    { arbitrary: fc.array(token(), { maxLength: 25 }).map((tokens) => tokens.join('')), weight: 3 }
  )
}

const names = ['name', 'vcpus', 'memory', 'extra', 'disk', 'vif', 'on_crash', 'vif.default.bridge', 'a', 'x1']
const atoms = [
  '"web"',
  "'x'",
  '2',
  '0x1f',
  '1e3',
  '08',
  '""',
  '"a\\"b"',
  "'it\\'s'",
  '"\\n\\t"',
  '"\\101b"',
  '"a#b"',
  '"é"',
  '"a;b"'
]
const bareWords = [
  'True',
  'None',
  'web1',
  '512M',
  '1024 MB',
  '-1',
  '0xFF',
  'root=/dev/xvda1 ro',
  '“web”',
  'xenbr0',
  '1_000',
  '2.5'
]
const faultyStrings = [
  '"open',
  "'open",
  '"a\\qb"',
  '"C:\\Program"',
  '"\\x41"',
  '"\\1"',
  '"\\12"',
  '"a\\',
  '"a"b"',
  '"\\1 2"',
  '"\\18+"'
]
const python = [
  'import os',
  'from os import path',
  'def f(x):',
  '    return 1',
  'if x == 1:',
  'for i in range(4):',
  'vcpus = os.cpu_count()',
  "disk = [ 'phy:/dev/vg/%s,xvda,w' % name ]",
  "name = 'a' + 'b'",
  'x = (1, 2)',
  'x = {"a": 1}',
  '"""',
  "vif = [ '' ] * 2",
  'print "x"'
]
const strays = [
  '"web"',
  'memory',
  'vcpus 2',
  'name: "web"',
  '[ 1 ]',
  ']',
  '}',
  ',',
  '= 1',
  '-x = 1',
  'Memory = 512',
  'a-b = 1',
  '_x = 1',
  '%',
  '\x0c',
  '\\',
  '@@ x',
  'é',
  '\u00a0name = "x"',
  '+',
  '12',
  'a = 1 b = 2',
  'a = 1,2',
  'a == 1',
  'a ='
]
const spaces = ['', ' ', '  ', '\t']

function statements(): Arbitrary<string[]> {
  return fc.array(fc.oneof({ arbitrary: assignment(), weight: 8 }, { arbitrary: slip(), weight: 2 }), {
    maxLength: 9
  })
}

function assignment(): Arbitrary<string> {
  return fc
    .tuple(
      of(spaces),
      of(names),
      of(spaces),
      fc.oneof({ arbitrary: of(['=']), weight: 6 }, { arbitrary: of(['+=']), weight: 1 }),
      of(spaces),
      value(2),
      of(['', '', '', ' # note', ' ;', '; b = 1', '#x', '\t'])
    )
    .map((parts) => parts.join(''))
}

function value(depth: number): Arbitrary<string> {
  if (depth === 0) return of(atoms)
  return fc.oneof({ arbitrary: of(atoms), weight: 3 }, { arbitrary: list(depth), weight: 2 })
}

function list(depth: number): Arbitrary<string> {
  const gap = of(['', ' ', '\n', ' # note\n', '\n\n    '])
  const item = fc.oneof(
    { arbitrary: value(depth - 1), weight: 9 },
    { arbitrary: of([...bareWords, ...faultyStrings]), weight: 1 }
  )
  const comma = fc.oneof(
    { arbitrary: of([',', ', ', ',\n  ']), weight: 12 },
    { arbitrary: of([' ', ';', ',,', '\n']), weight: 1 }
  )
  return fc
    .tuple(
      fc.array(fc.tuple(gap, item, gap, comma), { maxLength: 4 }),
      fc.boolean(),
      fc.oneof({ arbitrary: of([']']), weight: 10 }, { arbitrary: of(['', '}', ')']), weight: 1 })
    )
    .map(
      ([items, trailing, close]) =>
        `[${items
          .flat()
          .slice(0, trailing ? undefined : -1)
          .join('')}${close}`
    )
}

function slip(): Arbitrary<string> {
  return fc.oneof(
    fc.tuple(of(names), of([...bareWords, ...faultyStrings])).map(([name, word]) => `${name} = ${word}`),
    of(python),
    of(strays),
    of(['', '# a comment', '  # another', ';', ';;', '   ']),
    fc.array(token(), { maxLength: 8 }).map((tokens) => tokens.join(''))
  )
}

function token(): Arbitrary<string> {
  const marks = [
    ' ',
    ' ',
    '\n',
    '\n',
    '=',
    '=',
    '+=',
    ',',
    ';',
    '[',
    ']',
    '#',
    '"',
    "'",
    '\\',
    '\r',
    '+',
    '-',
    '(',
    ')',
    '.',
    ':',
    '%'
  ]
  return of([...marks, ...names, ...atoms, ...bareWords, ...faultyStrings])
}

function ending(): Arbitrary<string> {
  return of([
    '\n',
    '\n',
    '\n',
    '',
    ' ',
    '\n# last',
    '\n#',
    '#',
    ' # last',
    ';',
    '\n\n',
    '%',
    '\nM',
    ' é',
    '\r',
    '"',
    '+'
  ])
}

/** Ways in which a whole file goes wrong. */
function mangling(): Arbitrary<(text: string) => string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  const at = (text: string, part: number): number => Math.floor(part * text.length)
  return fc.oneof(
    of([
      (text: string) => text.replaceAll('\n', '\r\n'),
      (text: string) => `\ufeff${text}`,
      (text: string) => text.replaceAll('"', '”'),
      (text: string) => text.replaceAll(',', ''),
      (text: string) => text.toUpperCase(),
      (text: string) => text.replaceAll('\n', '\r'),
      (text: string) => text.replaceAll(']', ''),
      (text: string) => text.replaceAll('=', ':')
    ]),
    place.map((part) => (text: string) => text.slice(0, at(text, part))),
    place.map((part) => (text: string) => text.slice(0, at(text, part)) + text.slice(at(text, part) + 1)),
    fc.tuple(place, token()).map(
      ([part, piece]) =>
        (text: string) =>
          text.slice(0, at(text, part)) + piece + text.slice(at(text, part))
    ),
    place.map((part) => (text: string) => `${text.slice(0, at(text, part))}\0${text.slice(at(text, part))}`)
  )
}

function of<T>(values: readonly T[]): Arbitrary<T> {
  return fc.constantFrom(...values)
}
