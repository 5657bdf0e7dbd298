import assert from 'node:assert/strict'
import test from 'node:test'
import { releases, xlSyntax, xlSyntaxRows } from '@xenlint/catalogue'
import { leaves, parse, plainRecognition, type Recognition, recogniseXl } from '@xenlint/syntax'
import fc from 'fast-check'
import { anyText } from './support/arbitrary.js'
import { guestText } from './support/guest-text.js'
import { xlText } from './support/xl-text.js'

const newest = xlSyntax('4.22')

test('a tree holds junk or misses something exactly where the newest xl refuses the text', () => {
  fc.assert(
    fc.property(fc.oneof(xlText(), anyText('xl-cfg')), (text) => {
      const recognition = recogniseXl(text, newest)
      // A list added to a text is no matter of spelling: the tree does not look at other settings.
      fc.pre(recognition.refusals.every(({ kind }) => kind !== 'mix'))
      const faults = [...leaves(parse('xl-cfg', text))].filter(
        ({ type }) => type === 'junk' || type === 'missing'
      )
      assert.equal(faults.length > 0, isRefused(recognition))
    }),
    { numRuns: 1_000 }
  )
})

function isRefused({ refusals, aborted }: Recognition): boolean {
  return aborted !== undefined || refusals.length > 0
}

test('what a release refuses is refused at a place inside the text', () => {
  fc.assert(
    fc.property(xlText(), fc.constantFrom(...releases), (text, { xen }) => {
      for (const { start, end } of recogniseXl(text, xlSyntax(xen)).refusals)
        assert.ok(0 <= start && start <= end && end <= text.length)
    })
  )
})

test('an older release reads nothing that a newer one refuses, but for escapes that it drops', () => {
  fc.assert(
    fc.property(xlText(), (text) => {
      const accepting = releases.filter(({ xen }) => recogniseXl(text, xlSyntax(xen)).refusals.length === 0)
      if (accepting.length === 0 || text.includes('\\') || text.includes('\0')) return
      assert.equal(accepting.at(-1), releases.at(-1))
    })
  )
})

test('what one release calls undisputed every release reads alike', () => {
  let undisputed = 0
  fc.assert(
    fc.property(fc.oneof(xlText(), guestText()), fc.constantFrom(...releases), (text, { xen }) => {
      const recognition = recogniseXl(text, xlSyntax(xen))
      if (!recognition.undisputed) return
      undisputed++
      for (const other of releases) assert.deepEqual(recogniseXl(text, xlSyntax(other.xen)), recognition)
    }),
    { numRuns: 2_000 }
  )
  assert.ok(undisputed > 100, `${undisputed} of 2000`)
})

test('a plain tree tells what the parser of every release makes of its text', () => {
  let plain = 0
  fc.assert(
    fc.property(
      fc.oneof(xlText(), guestText(), anyText('xl-cfg')),
      fc.constantFrom(...releases),
      (text, { xen }) => {
        const recognition = plainRecognition(parse('xl-cfg', text), text)
        if (!recognition) return
        plain++
        assert.deepEqual(recogniseXl(text, xlSyntax(xen)), recognition)
      }
    ),
    { numRuns: 4_000 }
  )
  assert.ok(plain > 200, `${plain} of 4000`)
})

test('the rows of the parser tile all releases', () => {
  const features = new Set(xlSyntaxRows.map(({ feature }) => feature))
  for (const { xen } of releases)
    assert.deepEqual(new Set(Object.keys(xlSyntax(xen))), features, `Xen ${xen}`)
  for (const feature of features) {
    const spans = xlSyntaxRows.filter((row) => row.feature === feature)
    assert.equal(spans[0]?.since, undefined)
    assert.equal(spans.at(-1)?.until, undefined)
    for (const [index, span] of spans.slice(1).entries()) assert.equal(span.since, spans[index]?.until)
  }
})
