import assert from 'node:assert/strict'
import test from 'node:test'
import { tokenModifiers, tokenTypes } from '@xenlint/service'
import type { SemanticTokens } from 'vscode-languageserver'
import { startEditor } from './support/editor.js'

const uri = 'file:///nowhere/etc/xen/web.cfg'
const guest = '# é\nname = "w€b"; vif = [ \'bridge=xenbr0\',\n  "netdev=eth0" ]\n'

test('tokens come as numbers on from the one before, by the legend of the server', async (claim) => {
  const editor = await startEditor(claim)
  assert.deepEqual(editor.welcome.capabilities.semanticTokensProvider, {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: true,
    range: true
  })
  await editor.open(uri, guest)
  await editor.findings(uri, 1)
  const { data } = await editor.ask<SemanticTokens>('textDocument/semanticTokens/full', {
    textDocument: { uri }
  })
  assert.deepEqual(written(data, guest), [
    '# é comment',
    'name property',
    '= operator',
    '"w€b" string',
    'vif property',
    '= operator',
    "' string",
    'bridge parameter',
    '= operator',
    'xenbr0 variable',
    "' string",
    '" string',
    'netdev parameter deprecated',
    '= operator',
    'eth0 variable',
    '" string'
  ])
  await editor.leave()
})

test('a range has the tokens that touch it', async (claim) => {
  const editor = await startEditor(claim)
  await editor.open(uri, guest)
  await editor.findings(uri, 1)
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } }
  const { data } = await editor.ask<SemanticTokens>('textDocument/semanticTokens/range', {
    textDocument: { uri },
    range
  })
  assert.deepEqual(written(data, guest), ['" string', 'netdev parameter deprecated'])
  await editor.leave()
})

test('lengths are counted as the editor asked for', async (claim) => {
  const editor = await startEditor(claim, { capabilities: { general: { positionEncodings: ['utf-8'] } } })
  await editor.open(uri, guest)
  await editor.findings(uri, 1)
  const { data } = await editor.ask<SemanticTokens>('textDocument/semanticTokens/full', {
    textDocument: { uri }
  })
  assert.deepEqual(data.slice(0, 25), [
    ...[0, 0, 4, tokenTypes.indexOf('comment'), 0],
    ...[1, 0, 4, tokenTypes.indexOf('property'), 0],
    ...[0, 5, 1, tokenTypes.indexOf('operator'), 0],
    ...[0, 2, 7, tokenTypes.indexOf('string'), 0],
    ...[0, 9, 3, tokenTypes.indexOf('property'), 0]
  ])
  await editor.leave()
})

test('a text that is none of ours has no tokens', async (claim) => {
  const editor = await startEditor(claim)
  const question = { textDocument: { uri: 'file:///nowhere/letter.txt' } }
  assert.deepEqual(await editor.ask('textDocument/semanticTokens/full', question), { data: [] })
  await editor.leave()
})

/** What an editor makes of the numbers: the text of each token, and what it is. */
function written(data: readonly number[], text: string): string[] {
  const lines = text.split('\n')
  const found: string[] = []
  let [line, column] = [0, 0]
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5)
    column = down === 0 ? column + right : right
    line += down
    const modifiers = tokenModifiers.filter((_, index) => (bits >> index) % 2 === 1)
    found.push([lines[line]?.slice(column, column + length), tokenTypes[type], ...modifiers].join(' '))
  }
  return found
}
