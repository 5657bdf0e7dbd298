import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import test from 'node:test'
import oniguruma from 'vscode-oniguruma'
import textmate from 'vscode-textmate'
import { pagesIn, top } from './support/page.js'

const syntaxes = join(top, 'extension/syntaxes')
const registry = await openRegistry()

for (const page of pagesIn('colours')) {
  for (const [index, block] of page.blocks.entries()) {
    if (block.language === 'colours') continue
    test(`${page.path}: ${block.heading}`, async () => {
      const expected = page.blocks[index + 1]
      assert.equal(expected?.language, 'colours', 'a block of colours follows each text')
      assert.equal(await colours(block.language, block.body), expected?.body)
    })
  }
}

test('every grammar of the extension has its page', () => {
  const grammars = readdirSync(syntaxes).map((name) => basename(name, '.tmLanguage.json'))
  assert.deepEqual(
    pagesIn('colours')
      .map(({ path }) => basename(path, '.md'))
      .sort(),
    grammars.sort()
  )
})

test('a long line is coloured without end in sight, in little time', async () => {
  const grammar = await registry.loadGrammar('source.xl-cfg')
  const line = `disk = [ ${"'phy:/dev/vg/a,xvda,w', ".repeat(2000)}`
  const { stoppedEarly } = grammar?.tokenizeLine(line, textmate.INITIAL, 5000) ?? {}
  assert.equal(stoppedEarly, false)
})

/** One line for each piece of text that has a scope: the text, then the innermost scope without its language. */
async function colours(language: string, text: string): Promise<string> {
  const grammar = await registry.loadGrammar(`source.${language}`)
  assert.ok(grammar, `there is a grammar for ${language}`)
  let state = textmate.INITIAL
  const seen: string[] = []
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state)
    for (const { startIndex, endIndex, scopes } of tokens) {
      const scope = (scopes.at(-1) ?? '').replace(/\.[^.]+$/, '')
      const piece = line.slice(startIndex, endIndex).trim()
      if (piece && scope !== 'source') seen.push(`${piece}  ${scope}`)
    }
    state = ruleStack
  }
  return seen.map((line) => `${line}\n`).join('')
}

async function openRegistry(): Promise<textmate.Registry> {
  const engine = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')
  await oniguruma.loadWASM(readFileSync(engine))
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text)
    }),
    loadGrammar: async (scope) => {
      const file = join(syntaxes, `${scope.replace(/^source\./, '')}.tmLanguage.json`)
      return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file)
    }
  })
}
