import assert from 'node:assert/strict'
import test from 'node:test'
import type { Value } from '@xenlint/model'
import type { Snapshot } from '@xenlint/service'
import { applyEdits } from '@xenlint/syntax'
import { chooseFixes } from '@xenlint/validator'
import { pagesIn } from './support/page.js'
import { examples, pathOf, snapshotOf } from './support/rule-page.js'

for (const page of pagesIn('rules')) {
  for (const block of examples(page)) {
    const file = pathOf(block)
    const before = snapshotOf(block)
    const { chosen, edits } = chooseFixes(before.problems(file), { unsafe: false })
    if (chosen.length === 0) continue

    test(`safe fixes keep every value, take their findings away and add none: ${page.path}:${block.first}`, () => {
      const text = applyEdits(before.input.files.get(file)?.text ?? '', edits.get(file) ?? [])
      const after = snapshotOf(block, text)
      assert.deepEqual(values(after, file), values(before, file))
      const fixed = new Set(chosen.map(({ problem }) => problem))
      const left = before.problems(file).filter((problem) => !fixed.has(problem))
      assert.deepEqual(names(after.problems(file)), names(left))
    })
  }
}

function names(problems: readonly { rule: string; message: string }[]): string[] {
  return problems.map(({ rule, message }) => `${rule}: ${message}`).sort()
}

const firstCounts = ['xend-config']

/** The settings that count, as the reader sees them, without the places they were written. */
function values(snapshot: Snapshot, file: string): unknown {
  const winning = new Map<string, unknown[]>()
  for (const { name, operation, value, section } of snapshot.settings(file)) {
    const key = `${section?.words.map(({ text }) => text).join(' ') ?? ''} ${name}`
    const before = winning.get(key)
    if (before && firstCounts.includes(snapshot.format(file)?.id ?? '')) continue
    if (operation === 'add' && before) before.push(plain(value))
    else winning.set(key, [plain(value)])
  }
  return Object.fromEntries([...winning].sort())
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'list':
      return value.items.map(plain)
    case 'unknown':
      return { unknown: value.why }
    case 'absent':
      return null
  }
}
