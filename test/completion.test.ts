import assert from 'node:assert/strict'
import test from 'node:test'
import type { CompletionItem, MarkupContent } from 'vscode-languageserver'
import { startEditor } from './support/editor.js'

test('completion writes on where a value is wanted, and explains itself when looked at', async (claim) => {
  const editor = await startEditor(claim, {
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } }
  })
  const uri = 'file:///nowhere/etc/xen/web.cfg'
  await editor.open(uri, 'name = "web"\nbootl\n')
  await editor.findings(uri, 1)
  const position = { line: 1, character: 5 }
  const items: CompletionItem[] = await editor.ask('textDocument/completion', {
    textDocument: { uri },
    position
  })
  const item = items.find(({ label }) => label === 'bootloader')
  assert.deepEqual(item?.textEdit, {
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } },
    newText: 'bootloader = "$0"'
  })
  assert.deepEqual([item?.kind, item?.insertTextFormat, item?.documentation], [10, 2, undefined])
  const resolved: CompletionItem = await editor.ask('completionItem/resolve', item)
  assert.match((resolved.documentation as MarkupContent).value, /^\*\*`bootloader`\*\* – /)
  await editor.leave()
})

test('an editor that can ask again does so where a value can be offered; who indents a line asks for nothing', async (claim) => {
  const editor = await startEditor(claim, { initializationOptions: { completeAgain: 'ask.again' } })
  const uri = 'file:///etc/xen/new.cfg'
  await editor.open(uri, 'on_crash = \n  \n')
  const asked = async (
    line: number,
    character: number,
    triggerCharacter?: string
  ): Promise<CompletionItem[]> =>
    editor.ask('textDocument/completion', {
      textDocument: { uri },
      position: { line, character },
      context: triggerCharacter ? { triggerKind: 2, triggerCharacter } : { triggerKind: 1 }
    })
  assert.deepEqual((await asked(0, 11, ' ')).map(({ label }) => label).slice(0, 2), ['destroy', 'restart'])
  assert.deepEqual(await asked(1, 2, ' '), [])
  const commands = new Map((await asked(1, 2)).map(({ label, command }) => [label, command?.command]))
  assert.deepEqual(
    ['type', 'vnc', 'disk', 'kernel', 'memory'].map((name) => commands.get(name)),
    ['ask.again', 'ask.again', 'ask.again', undefined, undefined]
  )
  await editor.leave()
})
