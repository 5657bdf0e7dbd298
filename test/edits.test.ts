import assert from 'node:assert/strict'
import test from 'node:test'
import { applyEdits } from '@xenlint/syntax'
import { chooseFixes } from '@xenlint/validator'
import { pagesIn } from './support/page.js'
import { examples, pathOf, snapshotOf } from './support/rule-page.js'
import { settingsThatCount } from './support/settings.js'

for (const page of pagesIn('rules')) {
  for (const block of examples(page)) {
    const file = pathOf(block)
    const before = snapshotOf(block)
    const { chosen, edits } = chooseFixes(before.problems(file), { unsafe: false })
    if (chosen.length === 0) continue

    test(`safe fixes keep every value, take their findings away and add none: ${page.path}:${block.first}`, () => {
      const text = applyEdits(before.input.files.get(file)?.text ?? '', edits.get(file) ?? [])
      const after = snapshotOf(block, text)
      assert.deepEqual(settingsThatCount(after, file), settingsThatCount(before, file))
      const fixed = new Set(chosen.map(({ problem }) => problem))
      const left = before.problems(file).filter((problem) => !fixed.has(problem))
      assert.deepEqual(names(after.problems(file)), names(left))
    })
  }
}

function names(problems: readonly { rule: string; message: string }[]): string[] {
  return problems.map(({ rule, message }) => `${rule}: ${message}`).sort()
}
