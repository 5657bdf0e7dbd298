import assert from 'node:assert/strict'
import test from 'node:test'
import { pagesIn } from './support/page.js'
import { treeExpectations } from './support/tree-page.js'

for (const page of pagesIn('syntax')) {
  for (const { block, actual } of treeExpectations(page)) {
    test(`${page.path}:${block.first}: ${block.heading}`, () => {
      assert.equal(actual, block.body)
    })
  }
}
