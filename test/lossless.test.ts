import assert from 'node:assert/strict'
import test from 'node:test'
import { type Grammar, leaves, parse, print } from '@xenlint/syntax'
import fc from 'fast-check'

const grammars: readonly Grammar[] = ['xl-cfg', 'xm-cfg', 'interfaces', 'shell-variables', 'xend-config']

for (const grammar of grammars) {
  test(`any text prints back and is tiled by its leaves: ${grammar}`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tree = parse(grammar, text)
        assert.equal(print(tree), text)
        let end = 0
        for (const leaf of leaves(tree)) {
          assert.equal(leaf.start, end)
          assert.equal(leaf.value === '', leaf.type === 'missing')
          end += leaf.value.length
        }
        assert.equal(end, text.length)
      })
    )
  })
}
