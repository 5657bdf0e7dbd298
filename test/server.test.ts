import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { formats } from '@xenlint/formats'
import { settingRows } from '@xenlint/server'
import { tokenModifiers, tokenTypes } from '@xenlint/service'
import { startEditor } from './support/editor.js'
import { top } from './support/page.js'

test('the server says what it can do, and leaves with 0 after a shutdown', async (claim) => {
  const editor = await startEditor(claim, {
    capabilities: { general: { positionEncodings: ['utf-8', 'utf-16'] } }
  })
  assert.deepEqual(editor.welcome, {
    serverInfo: { name: 'xenlint' },
    capabilities: {
      positionEncoding: 'utf-8',
      textDocumentSync: { openClose: true, change: 2, save: true },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.xenlint'] },
      completionProvider: {
        triggerCharacters: ['=', ',', '"', "'", '(', '[', '/', ' '],
        resolveProvider: true
      },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      documentLinkProvider: {},
      diagnosticProvider: { identifier: 'xenlint', interFileDependencies: true, workspaceDiagnostics: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      foldingRangeProvider: true,
      inlayHintProvider: true,
      codeLensProvider: {},
      selectionRangeProvider: true,
      semanticTokensProvider: {
        legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
        full: true,
        range: true
      },
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
      renameProvider: { prepareProvider: true }
    }
  })
  assert.equal(await editor.leave(), 0)
})

test('an editor that vanishes takes the server with it', async (claim) => {
  const editor = await startEditor(claim)
  const ended = new Promise((resolve) => editor.server.once('exit', resolve))
  editor.server.stdin.end()
  assert.equal(await ended, 1)
})

test('nothing that an editor sends amiss ends the server', async (claim) => {
  const editor = await startEditor(claim)
  const nowhere = { uri: 'file:///nowhere/etc/xen/a.cfg', version: 3 }
  await editor.tell('textDocument/didChange', { textDocument: nowhere, contentChanges: [{ text: 'x' }] })
  await editor.tell('textDocument/didClose', { textDocument: nowhere })
  await editor.tell('textDocument/didSave', { textDocument: nowhere })
  await editor.tell('textDocument/didOpen', {})
  await editor.tell('textDocument/didOpen', { textDocument: { uri: 7, text: null } })
  await editor.tell('textDocument/didChange', { textDocument: {}, contentChanges: 'all' })
  await editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///%E0%A4%A' }, {}] })
  await editor.tell('workspace/didChangeConfiguration', {
    settings: { xenlint: { severity: [1], target: 9 } }
  })
  await editor.tell('xenlint/unheard', { of: [] })
  await assert.rejects(editor.ask('textDocument/codeAction', {}))
  await assert.rejects(editor.ask('xenlint/unheard', null), /Unhandled method/)
  for (const body of ['{"jsonrpc":', 'null', '[]', '{}', '{"jsonrpc":"2.0","id":{},"method":7}'])
    editor.server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`)
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 9 } }
  assert.deepEqual(
    await editor.ask('textDocument/codeAction', {
      textDocument: nowhere,
      range,
      context: { diagnostics: [] }
    }),
    []
  )
  assert.equal(await editor.leave(), 0)
})

test('the manifest of the extension holds exactly the settings that the server knows', () => {
  const manifest = JSON.parse(readFileSync(join(top, 'extension/package.json'), 'utf8'))
  const expected = settingRows.map((row) => [
    `xenlint.${row.name}`,
    {
      type: row.type,
      default: row.default,
      ...(row.of && row.type === 'object' ? { additionalProperties: { enum: row.of } } : {}),
      ...(row.of && row.type === 'string' ? { enum: row.of } : {}),
      ...(row.labels ? { enumItemLabels: row.labels } : {}),
      markdownDescription: row.summary
    }
  ])
  assert.deepEqual(manifest.contributes.configuration.properties, Object.fromEntries(expected))
  const readme = readFileSync(join(top, 'extension/README.md'), 'utf8')
  for (const { name, summary } of settingRows)
    assert.ok(readme.includes(`| \`xenlint.${name}\` | ${summary} |`), name)
})

test('the extension knows the languages that xenlint speaks, in the places where they lie', () => {
  const manifest = JSON.parse(readFileSync(join(top, 'extension/package.json'), 'utf8'))
  const languages: readonly Language[] = manifest.contributes.languages
  assert.deepEqual(languages.map(({ id }) => id).sort(), formats.map(({ id }) => `xenlint-${id}`).sort())
  const patterns = new Set(languages.flatMap(({ filenamePatterns = [] }) => filenamePatterns))
  // A name without a dot says too little: the first line decides.
  const places = formats.flatMap(({ paths }) => paths).filter((path) => !path.endsWith('/NAME'))
  assert.deepEqual(
    places.filter((path) => !patterns.has(`**/${path}`)),
    []
  )
  for (const { firstLine } of languages) assert.doesNotThrow(() => new RegExp(firstLine ?? ''))
  const coloured: readonly { readonly language: string }[] = manifest.contributes.grammars
  assert.deepEqual(coloured.map(({ language }) => language).sort(), languages.map(({ id }) => id).sort())
})

interface Language {
  readonly id: string
  readonly filenamePatterns?: readonly string[]
  readonly firstLine?: string
}
