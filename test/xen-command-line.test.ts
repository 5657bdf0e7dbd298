import assert from 'node:assert/strict'
import test from 'node:test'
import { type XenVersion, xenVersions } from '@xenlint/catalogue'
import {
  dom0Pages,
  dom0VcpuCount,
  grubArguments,
  matchesAutoballoonPattern,
  readDom0Memory,
  readDom0Vcpus,
  readShell,
  readXenCommandLine,
  readXenLine,
  runShell,
  type Scene,
  type Text,
  xenLineOf
} from '@xenlint/model'
import fc from 'fast-check'

const scene: Scene = {
  file: 'grub',
  dialect: 'dash',
  stopsOnFailure: true,
  variables: new Map(),
  foreign: () => undefined,
  program: () => false
}

function lineOf(text: string): Text {
  const line = xenLineOf(runShell(readShell(text, 'dash'), scene).variables)
  assert.equal(line.kind, 'text')
  return line as Text
}

test('each word of the line stands in the file where it says', () => {
  const file = `MEM=2048
GRUB_CMDLINE_XEN="dom0_mem=\${MEM}M,max:2048M loglvl=all"
GRUB_CMDLINE_XEN_DEFAULT='no-watchdog'
`
  const { options } = readXenCommandLine(lineOf(file), '4.17')
  assert.deepEqual(
    options.map(({ name, value, isNegated, origin }) => [
      name,
      value,
      isNegated,
      file.slice(origin.start, origin.end)
    ]),
    [
      ['dom0_mem', '2048M,max:2048M', undefined, 'dom0_mem=${MEM}M,max:2048M'],
      ['loglvl', 'all', undefined, 'loglvl=all'],
      ['watchdog', undefined, true, 'no-watchdog']
    ]
  )
})

test('a drop-in that is read later has its say, and the words stand in its file', () => {
  const host = {
    defaults: { path: '/etc/default/grub', text: 'GRUB_CMDLINE_XEN=loglvl=all\n' },
    dropins: [{ path: '/etc/default/grub.d/z.cfg', text: 'GRUB_CMDLINE_XEN="$GRUB_CMDLINE_XEN noreboot"\n' }],
    read: () => null,
    separateBoot: false
  }
  const line = readXenLine(host)
  assert.equal(line.kind, 'text')
  assert.deepEqual(
    readXenCommandLine(line as Text, '4.17').options.map(({ name, origin }) => [name, origin.file]),
    [
      ['loglvl', '/etc/default/grub'],
      ['noreboot', '/etc/default/grub.d/z.cfg']
    ]
  )
})

test('Xen says of each word what its log would', () => {
  const line =
    'dom0_mem=1024MB xsave=maybe conring_size=64q foo=1 no-real-mode noreboot no-dom0_mem=1 com1=9600'
  const said = (xen: XenVersion) => readXenCommandLine(line, xen).faults.map((fault) => fault.said)
  assert.deepEqual(said('4.17'), [
    'parameter "dom0_mem" has invalid value "1024MB", rc=-22!',
    'parameter "xsave" has invalid value "maybe", rc=-1!',
    'parameter "conring_size" has invalid value "64q", rc=-22!',
    'parameter "foo" unknown!',
    'parameter "no-dom0_mem" has invalid value "1", rc=-22!'
  ])
  assert.deepEqual(said('4.8'), [undefined, undefined, undefined, undefined, undefined])
})

test('behind two dashes all is dom0’s, and a word is cut where it is too long', () => {
  const { options } = readXenCommandLine(`foo=${'x'.repeat(200)} noreboot -- root=/dev/sda1`, '4.17')
  assert.deepEqual(
    options.map(({ name, value }) => [name, value?.length]),
    [
      ['foo', 123],
      ['noreboot', undefined]
    ]
  )
})

const MiB = 256

test('dom0_mem is read item by item, up to the one that Xen refuses', () => {
  const read = (value: string, xen: XenVersion) => {
    const { size, min, max, refusal } = readDom0Memory(value, xen)
    return [size, min, max].map((amount) => amount && amount.pages / MiB).concat([refusal?.at])
  }
  const none = undefined
  const values: [string, XenVersion, (number | undefined)[]][] = [
    ['1024M', '4.17', [1024, none, none, none]],
    ['2', '4.17', [0, none, none, none]],
    ['1024', '4.17', [1, none, none, none]],
    ['0x400M', '4.17', [1024, none, none, none]],
    ['02000M', '4.17', [1024, none, none, none]],
    ['1g,MAX:2g', '4.17', [1024, none, none, 3]],
    ['max:2G,min:512m', '4.17', [none, 512, 2048, none]],
    ['1024MB', '4.17', [none, none, none, 5]],
    ['1024MB', '4.11', [1024, none, none, 5]],
    ['1G,max:2GB', '4.17', [1024, none, none, 9]],
    ['1G,max:2GB', '4.11', [1024, none, 2048, 9]],
    ['1G,', '4.17', [1024, none, none, 3]],
    ['1G,', '4.11', [0, none, none, none]],
    ['', '4.17', [none, none, none, 0]],
    ['100%', '4.17', [none, none, none, 0]],
    ['1024T', '4.4', [1, none, none, 4]],
    ['1T', '4.5', [1_048_576, none, none, none]]
  ]
  for (const [value, xen, wanted] of values) assert.deepEqual(read(value, xen), wanted, `${value} ${xen}`)
})

test('dom0 gets its size within its bounds, and nearly all where none is set', () => {
  const pages = (value: string) => dom0Pages(readDom0Memory(value, '4.17'), 4096 * MiB) / MiB
  assert.equal(pages('1G'), 1024)
  assert.equal(pages('8G'), 4096)
  assert.equal(pages('50%'), 2048)
  assert.equal(pages('-1G'), 3072)
  assert.equal(pages('1G+25%'), 2048)
  assert.equal(pages('max:2G'), 2048)
  assert.equal(pages('512M,min:1G'), 1024)
  assert.equal(pages('3G,min:3G,max:2G'), 2048)
  assert.equal(pages('1024MB'), 3968)
  assert.equal(dom0Pages(readDom0Memory('', '4.17'), 512 * MiB) / MiB, 480)
})

test('dom0_max_vcpus is a number or a range', () => {
  const count = (value: string) => dom0VcpuCount(readDom0Vcpus(value, '4.17'), 8)
  assert.deepEqual(['2', '12', '1-4', '-4', '4-', '12-16', '0', '4x'].map(count), [2, 12, 4, 4, 8, 12, 1, 8])
  assert.equal(readDom0Vcpus('4xy', '4.17').left, 2)
})

// The pattern as it is told in prose: items one behind the other, with or without a comma between them.
const size = '-?[0-9]+[bkmgtBKMGT]?'
const patterns: Readonly<Record<string, RegExp>> = {
  '4.14': /^((|min:|max:)[0-9]+[bBkKmMgG]?,?)+$/,
  '4.17': new RegExp(`^((|min:|max:)(${size}|(${size}\\+)?[0-9]{1,2}%),?)+$`)
}

for (const [xen, pattern] of Object.entries(patterns)) {
  test(`autoballooning is off for the values of dom0_mem that xl's pattern fits: ${xen}`, () => {
    const piece = fc.constantFrom(
      'min:',
      'max:',
      '-',
      '+',
      '%',
      ',',
      'M',
      'G',
      't',
      'x',
      '0',
      '1',
      '12',
      '345'
    )
    const value = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(
        value,
        (text) => matchesAutoballoonPattern(`loglvl=all dom0_mem=${text}`, xen) === pattern.test(text)
      ),
      { numRuns: 3_000 }
    )
  })
}

test('a long value of dom0_mem is told as quickly as a short one', () => {
  const line = `dom0_mem=${'1'.repeat(900)}x`
  for (const xen of xenVersions) assert.equal(matchesAutoballoonPattern(line, xen), false)
})

test('GRUB takes quotes away, leaves its own variables empty and ends a line at a semicolon', () => {
  const words = (text: string) => {
    const map = [{ valueStart: 0, valueEnd: text.length, sourceStart: 0, sourceEnd: text.length }]
    const origin = { file: 'grub', start: 0, end: text.length }
    return grubArguments({ kind: 'text', text, map, spelled: 'quoted', origin }).words.text
  }
  assert.equal(words('dom0_mem=1G;max:1G'), 'dom0_mem=1G')
  assert.equal(words('a="$x b" c\\d $MEM"e"'), 'a= b cd e')
  assert.equal(words("loglvl=all # more 'words"), 'loglvl=all ')
  assert.equal(words("a'b\\' c#d"), 'ab\\ c#d')
})

test('any line whatever is read, and every word stands where it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...xenVersions), (line, xen) => {
      for (const { name, value, isNegated, origin } of readXenCommandLine(line, xen).options) {
        const written = `${isNegated ? 'no-' : ''}${name}${value === undefined ? '' : `=${value}`}`
        if (!line.slice(origin.start, origin.end).startsWith(written)) return false
      }
      return true
    })
  )
})
