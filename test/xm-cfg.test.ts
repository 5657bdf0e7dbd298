import assert from 'node:assert/strict'
import test from 'node:test'
import { xlSyntax } from '@xenlint/catalogue'
import { formatOf, formats, recognise } from '@xenlint/formats'
import { recogniseXl } from '@xenlint/syntax'
import fc from 'fast-check'

const newest = xlSyntax('4.22')
const pieces = [
  'name = ',
  'a.b = ',
  'memory=',
  'disk = [ ',
  ' ]',
  "'a'",
  '"b"',
  "''",
  ',',
  '\n',
  '; ',
  '0x1f'
]
const others = [
  '# note\n',
  "'it\\'s'",
  '[',
  ']',
  '+= ',
  "'",
  'if = 1\n',
  "print = 'x'\n",
  '"%s"',
  '(',
  ')',
  ':'
]

test('what xl accepts is never called Python', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, ...others), { maxLength: 9 }), (parts) => {
      const text = parts.join('')
      const { refusals, aborted } = recogniseXl(text, newest)
      fc.pre(refusals.length === 0 && aborted === undefined)
      assert.equal(formatOf('xm-cfg')?.likeness(text), 0)
      assert.notEqual(recognise(formats, '/etc/xen/web.cfg', text)?.id, 'xm-cfg')
    }),
    { numRuns: 500 }
  )
})
