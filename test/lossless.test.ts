import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { endOf, grammars, isBranch, leaves, type Node, parse, print } from '@xenlint/syntax'
import fc from 'fast-check'
import { anyText } from './support/arbitrary.js'
import { top } from './support/page.js'

const runs = 20_000

for (const grammar of grammars) {
  test(`any text prints back and is tiled by its leaves: ${grammar}`, () => {
    fc.assert(
      fc.property(anyText(grammar, samples()), (text) => {
        const tree = parse(grammar, text)
        if (print(tree) !== text) assert.equal(print(tree), text)
        tiles(tree, text)
      }),
      { numRuns: runs }
    )
  })

  test(`a tree depends on its text alone: ${grammar}`, () => {
    fc.assert(
      fc.property(anyText(grammar), anyText(grammar), (text, other) => {
        const tree = parse(grammar, text)
        parse(grammar, other)
        assert.deepEqual(parse(grammar, text), tree)
      }),
      { numRuns: 300 }
    )
  })

  test(`hostile texts become trees: ${grammar}`, () => {
    for (const text of hostile) {
      const tree = parse(grammar, text)
      assert.ok(print(tree) === text, `does not print back: ${JSON.stringify(text.slice(0, 40))}…`)
      tiles(tree, text)
    }
  })
}

const many = 10_000
const hostile: readonly string[] = [
  '['.repeat(many),
  `x = ${'['.repeat(many)}${']'.repeat(many)}\n`,
  '('.repeat(many),
  `${'('.repeat(many)}a${')'.repeat(many)}`,
  `x = ${'('.repeat(many)}1${')'.repeat(many)}\n`,
  '{'.repeat(many),
  '$('.repeat(many),
  '${'.repeat(many),
  '"$('.repeat(many),
  '`'.repeat(many),
  '"\\'.repeat(many),
  "'".repeat(many),
  '#'.repeat(many),
  '\\\n'.repeat(many),
  '\n'.repeat(many),
  '\r'.repeat(many),
  'if '.repeat(many),
  ','.repeat(many),
  'a='.repeat(many),
  'a,'.repeat(many),
  'phy:'.repeat(many),
  ':'.repeat(many),
  ' '.repeat(many),
  '^-'.repeat(many),
  `a = "${'x'.repeat(1_000_000)}"\n`,
  `auto ${'eth0 '.repeat(200_000)}`,
  '\u0000\uFEFF\uD800\r',
  ''
]

/** Leaf n ends where leaf n + 1 begins; only `missing` is empty; a branch spans its children. */
function tiles(tree: Node, text: string): void {
  let end = 0
  for (const leaf of leaves(tree)) {
    if (leaf.start !== end) assert.equal(leaf.start, end, `${leaf.type} in ${JSON.stringify(text)}`)
    if ((leaf.value === '') !== (leaf.type === 'missing')) assert.fail(`an empty ${leaf.type}`)
    end += leaf.value.length
  }
  assert.equal(end, text.length)
  spans(tree)
}

function spans(tree: Node): void {
  const pending: Node[] = [tree]
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!isBranch(node)) continue
    const [first, last] = [node.children[0], node.children.at(-1)]
    if (first && last && (node.start !== first.start || node.end !== endOf(last)))
      assert.fail(`${node.type} does not span its children`)
    for (const each of node.children) pending.push(each)
  }
}

/** The files of our own hosts, whatever their format: each grammar must take them all. */
function samples(): string[] {
  const hosts = join(top, 'fixtures/hosts')
  return readdirSync(hosts, { recursive: true, encoding: 'utf8' })
    .map((name) => join(hosts, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'))
}
