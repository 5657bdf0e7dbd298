import assert from 'node:assert/strict'
import test from 'node:test'
import { releases, xlSyntax } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
import { applyEdits, recogniseXl } from '@xenlint/syntax'
import { type Finding, type Subject, watched } from '@xenlint/validator'
import fc from 'fast-check'
import { folderWith, xenlint } from './support/terminal.js'
import { xlText } from './support/xl-text.js'

const release = fc.constantFrom(...releases)

test('there is a finding on each line that xl names, and on no other', () => {
  fc.assert(
    fc.property(xlText(), release, (text, { xen }) => {
      const named = recogniseXl(text, xlSyntax(xen)).refusals.map(({ line, near }) =>
        Math.max(1, near === undefined ? line + 1 : line)
      )
      const found = ask('syntax-refused', text, xen).map(({ at }) => lineOf(text, at.start))
      assert.deepEqual(found, named)
    })
  )
})

test('of a file that is no UTF-8 there is a finding on each line that xl names, and on no other', () => {
  const end = fc.constantFrom('', 'é', 'é\n', 'é x', '\né', ' é', '"é')
  const latin = fc.tuple(xlText(), end).map((parts) => parts.join('').replace(/[^\0-\xff]/g, 'é'))
  fc.assert(
    fc.property(latin, release, (text, { xen }) => {
      const named = recogniseXl(text, xlSyntax(xen), 'latin1').refusals.map(({ line, near }) =>
        Math.max(1, near === undefined ? line + 1 : line)
      )
      const found = ask('syntax-refused', text, xen, 'latin1').map(({ at }) => lineOf(text, at.start))
      assert.deepEqual(found, named)
    })
  )
})

test('`check` finds an error in a file that is no UTF-8 where `plan guest` says that xl refuses it', (t) => {
  const guest = 'name = "caf\xe9"\nkernel = "/boot/vmlinuz"\n'
  const files = { end: `${guest}\xe9`, line: `${guest}\xe9\n`, word: `${guest}\xe9 = 1\n`, fine: guest }
  const folder = folderWith(
    t,
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`${name}.cfg`, Buffer.from(text, 'latin1')])
    )
  )
  const ends = Object.keys(files).map((name) => [
    name,
    xenlint(folder, ['check', '--xen', '4.17', `${name}.cfg`]).status,
    xenlint(folder, ['plan', 'guest', '--xen', '4.17', `${name}.cfg`]).status
  ])
  assert.deepEqual(ends, [
    ['end', 0, 0],
    ['line', 1, 1],
    ['word', 1, 1],
    ['fine', 0, 0]
  ])
})

test('hints about masked faults stand on lines without an error, and only where xl refuses', () => {
  fc.assert(
    fc.property(xlText(), release, (text, { xen }) => {
      const errors = ask('syntax-refused', text, xen)
      const aborts = ask('syntax-abort', text, xen)
      const hints = ask('syntax-masked', text, xen)
      if (errors.length + aborts.length === 0) assert.deepEqual(hints, [])
      const lines = hints.map(({ at }) => lineOf(text, at.start))
      assert.equal(new Set(lines).size, lines.length)
      for (const { at } of errors) assert.ok(!lines.includes(lineOf(text, at.start)))
    })
  )
})

test('ranges lie in the text, and the fixes of a finding can be made', () => {
  fc.assert(
    fc.property(xlText(), release, (text, { xen }) => {
      for (const id of ['syntax-abort', 'syntax-masked', 'syntax-refused'])
        for (const { at, fixes = [] } of ask(id, text, xen)) {
          assert.ok(0 <= at.start && at.start <= at.end && at.end <= text.length)
          for (const { edits } of fixes) assert.notEqual(applyEdits(text, edits), text)
        }
    })
  )
})

function ask(id: string, text: string, xen: string, encoding: 'utf-8' | 'latin1' = 'utf-8'): Finding[] {
  const format = formatOf('xl-cfg')
  const rule = format?.rules.find((each) => each.id === id)
  const release = releases.find((each) => each.xen === xen)
  if (!format || !rule || !release) throw new Error(`no rule ${id} for Xen ${xen}`)
  const tree = format.parse(text)
  const settings = format.lower(tree, 'a.cfg')
  const subject: Subject = {
    file: 'a.cfg',
    encoding,
    format: format.id,
    text,
    tree,
    settings,
    option: () => undefined,
    nearest: () => undefined
  }
  return [...rule.check(watched(subject, [release]).context(0))]
}

/** Lines as xl counts them. */
function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

test('a byte that is no UTF-8 counts as one byte: at the very end xl never looks at it', () => {
  const ends = (['utf-8', 'latin1'] as const).map(
    (encoding) => recogniseXl('a = 1\n\xe9', xlSyntax('4.17'), encoding).refusals.length
  )
  assert.deepEqual(ends, [1, 0])
})
