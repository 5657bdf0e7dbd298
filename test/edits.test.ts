import assert from 'node:assert/strict'
import test from 'node:test'
import { applyEdits } from '@xenlint/syntax'
import { chooseFixes } from '@xenlint/validator'
import fc from 'fast-check'
import { judge, targets } from './fuzz/laws.js'
import { guestText, repeatingGuestText } from './support/guest-text.js'
import { textOf } from './support/marker.js'
import { pagesIn } from './support/page.js'
import { examples, pathOf, snapshotOf } from './support/rule-page.js'
import { settingsThatCount } from './support/settings.js'
import { xlText } from './support/xl-text.js'

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

const made = fc.oneof(repeatingGuestText(), repeatingGuestText(), guestText(), xlText())

test('fixes come to an end, and safe ones change no plan, however often and for whatever releases', () => {
  fc.assert(
    fc.property(made, fc.constantFrom(...targets), (text, target) => judge(text, 'xl-cfg', target)),
    { numRuns: 300 }
  )
})

const guests = pagesIn('rules')
  .flatMap(examples)
  .filter(({ language }) => language === 'xl-cfg')
  .map((block) => textOf(block))

test('fixes of the guests on the pages come to an end, and safe ones change no plan', () => {
  for (const [index, text] of [...new Set(guests)].entries())
    for (const target of targets.filter((_, number) => number % 4 === index % 4))
      judge(text, 'xl-cfg', target)
})

function names(problems: readonly { rule: string; message: string }[]): string[] {
  return problems.map(({ rule, message }) => `${rule}: ${message}`).sort()
}
