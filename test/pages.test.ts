import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { ruleCards } from '@xenlint/formats'
import { pagesIn, top } from './support/page.js'
import { withHeader, withTable } from './support/rule-header.js'
import { expectations } from './support/rule-page.js'

const pages = pagesIn('rules')

for (const page of pages) {
  for (const { block, actual } of expectations(page)) {
    test(`${page.path}:${block.first}: ${block.heading}`, () => {
      assert.equal(actual, block.body)
    })
  }
}

test('every rule has a page, and every page a rule', () => {
  assert.deepEqual(
    pages.map(({ title }) => title),
    ruleCards.map(({ id }) => id)
  )
  assert.deepEqual(
    pages.map(({ path }) => path),
    ruleCards.map(({ id }) => `rules/${id}.md`)
  )
})

test('every rule page has a block with a finding of the rule and one without any', () => {
  for (const page of pages) {
    const bodies = expectations(page).filter(({ block }) => !block.flags.has('fixed'))
    assert.ok(
      bodies.some(({ actual }) => actual.includes(` ${page.title}: `)),
      `${page.path} shows no finding`
    )
    assert.ok(
      bodies.some(({ actual }) => !/^ *\^+ /m.test(actual)),
      `${page.path} shows no silence`
    )
  }
})

test('the head of each page and the table of all rules say what is so (npm run update)', () => {
  for (const page of pages) assert.equal(withHeader(page), page.text)
  const readme = readFileSync(join(top, 'fixtures/rules/README.md'), 'utf8')
  assert.equal(withTable(readme, pages), readme)
})
