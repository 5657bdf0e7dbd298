import assert from 'node:assert/strict'
import test from 'node:test'
import { releases, xlSyntax } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
import { applyEdits, recogniseXl } from '@xenlint/syntax'
import { type Finding, type Subject, watched } from '@xenlint/validator'
import fc from 'fast-check'
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

function ask(id: string, text: string, xen: string): Finding[] {
  const format = formatOf('xl-cfg')
  const rule = format?.rules.find((each) => each.id === id)
  const release = releases.find((each) => each.xen === xen)
  if (!format || !rule || !release) throw new Error(`no rule ${id} for Xen ${xen}`)
  const tree = format.parse(text)
  const settings = format.lower(tree, 'a.cfg')
  const subject: Subject = {
    file: 'a.cfg',
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
