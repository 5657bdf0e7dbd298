import assert from 'node:assert/strict'
import test from 'node:test'
import { hostFindings, hostPage } from './support/host.js'

for (const { block, actual } of hostFindings(hostPage())) {
  test(`hosts/README.md:${block.first}: ${block.heading}`, () => {
    assert.equal(actual, block.body)
  })
}

test('a host on which all is well has no finding', () => {
  const { actual } = hostFindings(hostPage())[0] ?? {}
  assert.equal(actual, '')
})
