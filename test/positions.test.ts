import assert from 'node:assert/strict'
import test from 'node:test'
import {
  agreedEncoding,
  changed,
  type Encoding,
  page,
  toOffset,
  toPath,
  toPosition,
  toUri
} from '@xenlint/server'
import { editorLineIndex, lineIndex, pointAt } from '@xenlint/syntax'
import fc from 'fast-check'

const encodings: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32']
const letters = fc.constantFrom('a', '=', ' ', 'é', '€', '🐼', '\n', '\r\n', '\r')
const text = fc.array(letters, { maxLength: 40 }).map((parts) => parts.join(''))

for (const encoding of encodings) {
  test(`every place that an editor can name leads to its offset and back: ${encoding}`, () => {
    fc.assert(
      fc.property(text, (written) => {
        const inside = page(written, encoding)
        for (const offset of places(written))
          assert.equal(toOffset(inside, toPosition(inside, offset)), offset)
      })
    )
  })

  test(`edits of an editor change the text as edits of offsets do: ${encoding}`, () => {
    const edit = fc.record({ from: fc.nat(), to: fc.nat(), put: text })
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 8 }), (written, edits) => {
        let now = page(written, encoding)
        let expected = written
        for (const { from, to, put } of edits) {
          const stops = places(expected)
          const [start = 0, end = 0] = [from, to]
            .map((each) => stops[each % stops.length] ?? 0)
            .sort(byNumber)
          const range = { start: toPosition(now, start), end: toPosition(now, end) }
          now = changed(now, [{ range, text: put }])
          expected = expected.slice(0, start) + put + expected.slice(end)
          assert.equal(now.text, expected)
        }
      }),
      { numRuns: 2000 }
    )
  })
}

test('a lone carriage return ends a line for an editor, and for no program', () => {
  const text = 'vcpus = 2\r\nname\r= "web"\ntype'
  assert.deepEqual(lineIndex(text).starts, [0, 11, 24])
  assert.deepEqual(editorLineIndex(text).starts, [0, 11, 16, 24])
  assert.deepEqual(pointAt(lineIndex(text), 18), { line: 2, column: 8, offset: 18 })
})

test('columns count what the encoding counts', () => {
  const columns = encodings.map((encoding) => toPosition(page('x\né€🐼=', encoding), 6))
  assert.deepEqual(columns, [
    { line: 1, character: 9 },
    { line: 1, character: 4 },
    { line: 1, character: 3 }
  ])
})

test('a place beyond its line is the end of the line, one beyond the text the end of the text', () => {
  const inside = page('ab\r\nc', 'utf-16')
  assert.equal(toOffset(inside, { line: 0, character: 99 }), 2)
  assert.equal(toOffset(inside, { line: 9, character: 0 }), 5)
  assert.equal(toOffset(inside, { line: -1, character: 3 }), 0)
})

test('the first offered encoding that we speak is taken, and UTF-16 where none is offered', () => {
  assert.equal(agreedEncoding(['utf-7', 'utf-8', 'utf-16']), 'utf-8')
  assert.equal(agreedEncoding([]), 'utf-16')
  assert.equal(agreedEncoding(undefined), 'utf-16')
})

test('paths become URIs and come back, and what is no file has no path', () => {
  for (const path of ['/etc/xen/web.cfg', '/srv/a b/ü#1%/etc/default/grub', 'c:/hosts/etc/xen/a.cfg'])
    assert.equal(toPath(toUri(path)), path)
  assert.equal(toPath('file:///c%3A/hosts/a.cfg'), 'c:/hosts/a.cfg')
  for (const uri of ['untitled:Untitled-1', 'vscode-vfs://github/a/b', 'file:///%E0%A4%A', 'no uri', ''])
    assert.equal(toPath(uri), undefined)
})

/** The offsets that stand between two letters, neither inside a line end nor inside a pair of surrogates. */
function places(written: string): number[] {
  const offsets = [0]
  for (const [letter] of written.matchAll(/\r\n|[\s\S]/gu))
    offsets.push((offsets.at(-1) ?? 0) + letter.length)
  return offsets
}

function byNumber(one: number, other: number): number {
  return one - other
}
