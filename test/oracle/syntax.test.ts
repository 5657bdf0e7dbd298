import assert from 'node:assert/strict'
import test from 'node:test'
import { xlSyntax } from '@xenlint/catalogue'
import { recogniseXl, xlParseMessages } from '@xenlint/syntax'
import fc from 'fast-check'
import { xlText } from '../support/xl-text.js'
import { createAll, oracleRuns, provenReleases } from './xl.js'

const seed = Number(process.env['XENLINT_ORACLE_SEED'] ?? Date.now() % 1e9)

test(`xl refuses the same lines in the same words: ${oracleRuns} files, seed ${seed}`, async () => {
  const texts = [...new Set(fc.sample(xlText(), { numRuns: oracleRuns, seed }))]
  const refused = new Map(provenReleases.map((release) => [release, 0]))
  await createAll(texts, (release, text, { messages }) => {
    const dialect = xlSyntax(release)
    const parsing = messages.filter((line) => isAboutParsing(line, dialect.failure))
    const expected = xlParseMessages(recogniseXl(text, dialect), 'FILE', dialect)
    assert.deepEqual(parsing, expected, `xl ${release} on ${JSON.stringify(text)}`)
    if (expected.length > 0) refused.set(release, (refused.get(release) ?? 0) + 1)
  })
  for (const [release, count] of refused)
    assert.ok(count > texts.length / 5 && count < texts.length, `xl ${release} refused ${count}`)
})

function isAboutParsing(line: string, failure: string): boolean {
  return /^FILE:\d+: config parsing error near |^warning:| Assertion /.test(line) || line.startsWith(failure)
}
