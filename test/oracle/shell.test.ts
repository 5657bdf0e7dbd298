import assert from 'node:assert/strict'
import test from 'node:test'
import { type Outcome, readShell, runShell, type Scene } from '@xenlint/model'
import fc from 'fast-check'
import { source, verdicts } from './dash.js'
import { anyShellProgram } from './shell-programs.js'

const runs = Number(process.env['XENLINT_ORACLE_RUNS'] ?? 600)
const seed = Number(process.env['XENLINT_ORACLE_SEED'] ?? Date.now() % 1e9)
const names = ['AA', 'BB', 'CC', 'D1', 'GRUB_X']

test(`values, ends and complaints are those of dash: ${runs} files, seed ${seed}`, () => {
  // What stands between backquotes would be run.
  const texts = fc.sample(settings(), { numRuns: runs, seed }).filter((text) => !/`[\s\S]*`/.test(text))
  const known = { values: 0, unknown: 0 }
  for (const [index, real] of source(texts, names).entries()) {
    const text = texts[index] ?? ''
    const outcome = runShell(readShell(text, 'dash'), scene)
    // Where a name holds a pattern, the files at hand decide what runs.
    if (outcome.met.some(({ words }) => words[0] === undefined)) continue
    const { stop } = outcome
    assert.deepEqual(
      [stop?.status ?? 0, complaintOf(outcome)],
      [real.status, real.complaint],
      JSON.stringify(text)
    )
    if (stop) continue
    for (const name of names) {
      const held = outcome.variables.get(name)
      if (held?.kind === 'unknown') known.unknown++
      else {
        known.values++
        assert.equal(held?.text, real.variables.get(name), `${name} in ${JSON.stringify(text)}`)
      }
    }
  }
  assert.ok(known.unknown * 20 < known.values, `${known.unknown} of ${known.values} values are left open`)
})

test(`programs of loops, functions and sums end as in dash, and leave what they leave: ${runs} files, seed ${seed}`, () => {
  const texts = fc.sample(anyShellProgram, { numRuns: runs, seed })
  for (const [index, real] of source(texts, names).entries()) {
    const text = texts[index] ?? ''
    const outcome = runShell(readShell(text, 'dash'), scene)
    const { stop, open } = outcome
    if (open !== undefined) continue
    assert.equal(stop?.status ?? 0, real.status, JSON.stringify(text))
    if (stop) continue
    for (const name of names) {
      const held = outcome.variables.get(name)
      if (held?.kind !== 'unknown')
        assert.equal(held?.text, real.variables.get(name), `${name} in ${JSON.stringify(text)}`)
    }
  }
})

test(`every text is refused as dash refuses it, in the same line: ${runs * 2} texts, seed ${seed}`, () => {
  const texts = fc.sample(soup(), { numRuns: runs * 2, seed })
  for (const [index, real] of verdicts(texts).entries()) {
    const text = texts[index] ?? ''
    const { fault } = readShell(text, 'dash')
    assert.equal(fault ? `${fault.line}: ${fault.message}` : '', real, JSON.stringify(text))
  }
})

const scene: Scene = {
  file: 'sample',
  dialect: 'dash',
  stopsOnFailure: true,
  variables: new Map(),
  foreign: () => undefined,
  program: () => false
}

function complaintOf({ stop }: Outcome): string {
  return stop?.message ? `${stop.line}: ${stop.message}` : ''
}

/** Files of settings: most of them in order, some with a quote too many or an expansion that fails. */
function settings(): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names)
  const value = fc.array(fc.constantFrom(...values), { maxLength: 4 }).map((parts) => parts.join(''))
  const plain = fc.tuple(name, value).map(([left, right]) => `${left}=${right}`)
  const statement = fc.oneof(
    { weight: 10, arbitrary: plain },
    { weight: 2, arbitrary: fc.tuple(name, value).map(([left, right]) => `${left}="${right}"`) },
    { weight: 1, arbitrary: fc.tuple(name, value).map(([left, right]) => `${left}='${right}'`) },
    { weight: 1, arbitrary: plain.map((each) => `export ${each}`) },
    { weight: 1, arbitrary: name.map((each) => `${each}="$${each} more"`) },
    { weight: 1, arbitrary: name.map((each) => `unset ${each}`) },
    {
      weight: 1,
      arbitrary: fc.tuple(name, plain).map(([one, set]) => `if [ -n "$${one}" ]; then ${set}; else CC=no; fi`)
    },
    { weight: 1, arbitrary: fc.tuple(name, plain).map(([one, set]) => `[ "$${one}" = a ] && ${set}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('# a "comment', '', '  ', ':', 'true', 'false || :', 'AA = x', 'BB+=x')
    }
  )
  const ends = fc.constantFrom('\n', '\n', '\n', ';')
  return fc
    .tuple(fc.array(statement, { minLength: 1, maxLength: 6 }), ends, fc.constantFrom('\n', ''))
    .map(([statements, end, last]) => statements.join(end) + last)
}

const values = [
  ...['a', 'b c', 'quiet', 'dom0_mem=1G', ' ', '"x y"', "'lit $AA'", '\\"', '\\$', '\\\\', '\\n', '\\\n'],
  ...['$AA', '${BB}', '"$BB"', '${CC:-def}', '${AA-x}', '${BB:+alt}', '${CC+y}', '${D1:=new}', '${#AA}'],
  ...['${AA#a}', '${BB%%*c}', '${AA##*/}', '${AA%"*"}', "${BB%'x'*}", '"${AA#"a"}"', '${AA:-${BB:-z}}'],
  ...['"${AA:-"in ner"}"', '"${CC:-\'q\'}"', '${AA?}', '${QQ:?no value}', '"a\\qb\\"c"', '#h', ' # com'],
  ...['é', '/a/b', ':', '=', ';', '\t', '\r', '"', "'", '(', '`', '${', '}']
]

/** Words and signs of the shell in any order. */
function soup(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 14 }).map((parts) => parts.join(''))
}

const signs = [
  ...[
    'X=',
    'Y="',
    '"',
    "'",
    '\\',
    '\n',
    '\n',
    '${',
    '$',
    '}',
    'X',
    'a',
    'b c',
    ' ',
    '#',
    '`',
    '$(',
    ')',
    '('
  ],
  ...[
    '((',
    '))',
    '$((',
    '1+2',
    ';',
    ';;',
    '&',
    '&&',
    '|',
    '||',
    '<',
    '>',
    '<<E\n',
    'E\n',
    'if ',
    'then',
    'fi'
  ],
  ...[
    'else',
    'while',
    'do',
    'done',
    'for',
    'in',
    'case',
    'esac',
    '{ ',
    '}\n',
    ':-',
    '%',
    '##',
    '?',
    '!',
    ' ! '
  ],
  ...[
    '\r',
    'é',
    'export ',
    'X=a b=c',
    '"$X"',
    "'a'",
    '\t',
    '=',
    '+=',
    '-',
    '~',
    '\\\n',
    '2>&1',
    'true',
    'f()'
  ]
]
