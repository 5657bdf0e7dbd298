import assert from 'node:assert/strict'
import test from 'node:test'
import { releaseOf } from '@xenlint/catalogue'
import { parse } from '@xenlint/syntax'
import { check, type Rule } from '@xenlint/validator'

const subject = {
  file: 'web.cfg',
  format: 'xl-cfg',
  text: '',
  tree: parse('xl-cfg', ''),
  settings: [],
  option: () => undefined,
  nearest: () => undefined
}

/** A rule that finds the same thing, and mends it safely, from Xen 4.10 on. */
const fromSomeRelease: Rule = {
  id: 'example',
  summary: 'An example.',
  severity: 'hint',
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  *check({ release }) {
    if (release.xen === '4.8') return
    const at = { file: 'web.cfg', start: 0, end: 0 }
    yield { case: 'example', at, message: 'An example.', fixes: [{ title: 'Mend', edits: [], safe: true }] }
  }
}

function fixesFor(...versions: string[]): boolean[] {
  const releases = versions.flatMap((version) => releaseOf(version) ?? [])
  assert.equal(releases.length, versions.length)
  const { problems } = check(subject, { rules: [fromSomeRelease], releases })
  return problems.flatMap(({ fixes }) => fixes.map(({ safe }) => safe))
}

test('a fix that is safe for the whole target stays safe', () => {
  assert.deepEqual(fixesFor('4.11', '4.17'), [true])
})

test('a fix that holds for a part of the target is only suggested', () => {
  assert.deepEqual(fixesFor('4.8', '4.17'), [false])
})
