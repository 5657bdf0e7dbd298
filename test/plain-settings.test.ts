import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { branch, leaf, missing, parse, type Root, root } from '@xenlint/syntax'
import fc from 'fast-check'
import peggy from 'peggy'
import { anyText } from './support/arbitrary.js'
import { guestText } from './support/guest-text.js'
import { top } from './support/page.js'
import { xlText } from './support/xl-text.js'

const grammar = readFileSync(join(top, 'grammars/xl-cfg.peggy'), 'utf8')
const withoutPlain = grammar.replace('PlainSetting / ', '')

/** The same grammar, in which the rules read every setting. */
const parseByRules = (() => {
  const source = peggy.generate(withoutPlain, {
    format: 'bare',
    output: 'source',
    allowedStartRules: ['Root']
  })
  const made = new Function('branch', 'leaf', 'missing', 'root', `return (${source}\n)`)
  return made(branch, leaf, missing, root) as { parse(text: string): Root }
})()

const line = fc
  .tuple(
    fc.constantFrom('memory', 'a', 'a.b_9', 'A', 'x-y', '9', ''),
    fc.constantFrom('', ' ', '\t '),
    fc.constantFrom('=', '=', '=', '+=', '==', ''),
    fc.constantFrom('', ' ', '\t'),
    fc.constantFrom('512', '0x1f', '5x,', '1k', '"a"', "'b'", '"a\\n"', '"a\r"', "'\0'", '"', '[1]', 'é', ''),
    fc.constantFrom('', ' ', ' \t', '"x"', ' 7'),
    fc.constantFrom('\n', '\r\n', ';', '# x\n', '#', '', '\r', ']')
  )
  .map((parts) => parts.join(''))

test('a setting that is read in one step makes the tree that the rules make', () => {
  assert.notEqual(withoutPlain, grammar)
  let plain = 0
  const text = fc.oneof(
    fc.array(line, { maxLength: 4 }).map((lines) => lines.join('')),
    guestText(),
    xlText(),
    anyText('xl-cfg')
  )
  fc.assert(
    fc.property(text, (each) => {
      assert.deepEqual(parse('xl-cfg', each), parseByRules.parse(each))
      if (/^[a-z]+ = \d+$/m.test(each)) plain++
    }),
    { numRuns: 3_000 }
  )
  assert.ok(plain > 100, `${plain} texts had such a setting`)
})
