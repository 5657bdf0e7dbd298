import assert from 'node:assert/strict'
import test from 'node:test'
import { xlSyntax } from '@xenlint/catalogue'
import { formatOf } from '@xenlint/formats'
import type { Setting, Value } from '@xenlint/model'
import { parse, recogniseXl, toSource, toValue, type XlValue } from '@xenlint/syntax'
import fc from 'fast-check'
import { xlText } from './support/xl-text.js'

const newest = xlSyntax('4.22')

test('settings of a file that xl accepts are those that xl keeps', () => {
  fc.assert(
    fc.property(xlText(), (text) => {
      const { refusals, aborted, settings } = recogniseXl(text, newest)
      fc.pre(refusals.length === 0 && !aborted)
      const lowered = lower(text)
      assert.deepEqual(
        lowered.map(({ name, operation }) => [name, operation]),
        settings.map(({ name, operation }) => [name, operation])
      )
      const last = new Map(settings.map(({ name, value }) => [name, kept(value)]))
      assert.deepEqual(merged(lowered), last)
    })
  )
})

test('each character of a value leads to the place it was written, and back', () => {
  fc.assert(
    fc.property(xlText(), (text) => {
      for (const { value } of lower(text)) followBack(value, text)
    })
  )
})

test('an escape is one stretch of the value, the text around it another', () => {
  const [setting] = lower('a = "x\\ty"\n')
  assert.deepEqual(setting?.value, {
    kind: 'text',
    text: 'x\ty',
    map: [
      { valueStart: 0, valueEnd: 1, sourceStart: 5, sourceEnd: 6 },
      { valueStart: 1, valueEnd: 2, sourceStart: 6, sourceEnd: 8 },
      { valueStart: 2, valueEnd: 3, sourceStart: 8, sourceEnd: 9 }
    ],
    spelled: 'quoted',
    origin: { file: 'a.cfg', start: 4, end: 10 }
  })
})

test('ten thousand brackets exhaust nothing', () => {
  const text = `a = ${'['.repeat(10_000)}${']'.repeat(10_000)}\nb = 1\n`
  assert.deepEqual(
    lower(text).map(({ name }) => name),
    ['a', 'b']
  )
  assert.equal(recogniseXl(text, newest).refusals[0]?.message, 'memory exhausted')
})

function lower(text: string): Setting[] {
  return formatOf('xl-cfg')?.lower(parse('xl-cfg', text), 'a.cfg') ?? []
}

/** What counts of each name, `+=` taken into account. */
function merged(settings: readonly Setting[]): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const { name, operation, value } of settings) {
    const before = values.get(name)
    const own = plain(value)
    if (operation === 'set' || before === undefined) values.set(name, own)
    else if (typeof before === 'string') values.set(name, `${before}${own}`)
    else values.set(name, [...(before as unknown[]), ...(own as unknown[])])
  }
  return values
}

function plain(value: Value): unknown {
  if (value.kind === 'list') return value.items.map(plain)
  return value.kind === 'text' ? value.text : value.kind
}

function kept(value: XlValue): unknown {
  return value.kind === 'list' ? value.items.map(kept) : value.text
}

function followBack(value: Value, text: string): void {
  if (value.kind === 'list') for (const item of value.items) followBack(item, text)
  if (value.kind !== 'text') return
  for (let at = 0; at < value.text.length; at++) {
    const source = toSource(value.map, at, at + 1)
    assert.ok(source && source.start >= value.origin.start && source.end <= value.origin.end)
    assert.equal(toValue(value.map, source.start), at)
    if (text[source.start] !== '\\') assert.equal(text.slice(source.start, source.end), value.text[at])
  }
}
