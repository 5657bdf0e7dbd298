import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { changed, page, toUri } from '@xenlint/server'
import type {
  CodeAction,
  Hover,
  MarkupContent,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit
} from 'vscode-languageserver'
import { type Editor, startEditor } from './support/editor.js'
import { withHost } from './support/folder.js'
import { top } from './support/page.js'

const guest = ['name = "web"', 'vcpu = 2', 'memory = 512', 'memory = 1024', 'kernel = "/k"', ''].join('\n')
const uri = 'file:///nowhere/etc/xen/web.cfg'
const wholeText = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }

test('findings come with their place, rule, page and the places that they speak of', async (claim) => {
  const editor = await startEditor(claim)
  await editor.open(uri, guest)
  const [unknown, repeated, ...others] = await editor.findings(uri, 1)
  assert.deepEqual(others, [])
  assert.deepEqual(unknown, {
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
    severity: 2,
    code: 'option-unknown',
    codeDescription: {
      href: 'https://github.com/xenlint/xenlint/blob/main/fixtures/rules/option-unknown.md'
    },
    source: 'xenlint',
    message: '`vcpu` is no option of xl, which ignores it without a word; did you mean `vcpus`?',
    relatedInformation: [],
    data: { case: 'misspelt', certainty: 'certain', needs: [] }
  })
  assert.equal(repeated?.code, 'option-repeated')
  assert.deepEqual(repeated?.tags, [1])
  assert.deepEqual(repeated?.relatedInformation, [
    {
      location: { uri, range: { start: { line: 3, character: 0 }, end: { line: 3, character: 6 } } },
      message: 'This setting of `memory` counts.'
    }
  ])
  await editor.leave()
})

test('a quick fix is offered where the finding stands, and once done the finding is gone', async (claim) => {
  const editor = await startEditor(claim, {
    capabilities: { workspace: { workspaceEdit: { documentChanges: true } } }
  })
  await editor.open(uri, guest)
  await editor.findings(uri, 1)
  const [fix, allow, ...others] = await actions(editor, 1)
  assert.deepEqual(
    [fix?.title, fix?.kind, fix?.isPreferred, others.length],
    ['Change to `vcpus`, which then takes effect', 'quickfix', undefined, 1]
  )
  assert.equal(allow?.title, 'Allow `option-unknown` here, and write why')
  const edit = documentEdit(fix)
  assert.deepEqual(edit?.textDocument, { uri, version: 1 })
  await change(editor, 2, edit?.edits as TextEdit[])
  assert.deepEqual(codes(await editor.findings(uri, 2)), ['option-repeated'])
  await editor.leave()
})

test('what a rule found several times is mended at once, too', async (claim) => {
  const editor = await startEditor(claim)
  const twice = 'name = "web"\nvcpu = 2\nmemry = 512\nkernel = "/k"\n'
  await editor.open(uri, twice)
  await editor.findings(uri, 1)
  const all = (await actions(editor, 1)).find(({ title }) => title.startsWith('Fix all'))
  assert.deepEqual([all?.title, all?.isPreferred], ['Fix all 2 of `option-unknown` in this file', undefined])
  const edits = all?.edit?.changes?.[uri] ?? []
  const after = twice.replace('vcpu', 'vcpus').replace('memry', 'memory')
  assert.equal(changed(page(twice, 'utf-16'), ordered(edits)).text, after)
  await editor.leave()
})

test('fixing all takes only what changes no meaning', async (claim) => {
  const editor = await startEditor(claim)
  await editor.open(uri, guest)
  await editor.findings(uri, 1)
  for (const only of [['source'], ['source.fixAll'], ['source.fixAll.xenlint']]) {
    const found = await actions(editor, 0, only)
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['source.fixAll.xenlint']
    )
    const edits = found[0]?.edit?.changes?.[uri] ?? []
    assert.equal(changed(page(guest, 'utf-16'), ordered(edits)).text, guest.replace('memory = 512\n', ''))
  }
  assert.deepEqual(await actions(editor, 0, ['source.fixAll.others', 'refactor']), [])
  await editor.leave()
})

test('a finding can be allowed on the line before, and the reason is the next thing to write', async (claim) => {
  const plain = await startEditor(claim)
  await plain.open(uri, '  vcpu = 2\r\nname = "a"\r\nkernel = "/k"\r\n')
  await plain.findings(uri, 1)
  const allow = (await actions(plain, 0)).find(({ title }) => title.startsWith('Allow'))
  assert.deepEqual(allow?.edit?.changes?.[uri], [
    {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      newText: '  # xenlint-allow option-unknown: \r\n'
    }
  ])
  await plain.leave()

  const workspaceEdit = { documentChanges: true, snippetEditSupport: true }
  const able = await startEditor(claim, { capabilities: { workspace: { workspaceEdit } } })
  await able.open(uri, guest)
  await able.findings(uri, 1)
  const snippet = (await actions(able, 1)).find(({ title }) => title.startsWith('Allow'))
  assert.deepEqual(documentEdit(snippet)?.edits, [
    {
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
      snippet: { kind: 'snippet', value: '# xenlint-allow option-unknown: $0\n' }
    }
  ])
  await able.leave()
})

test('hovering tells what an option is, and nothing where nothing stands', async (claim) => {
  const editor = await startEditor(claim)
  await editor.open(uri, 'vcpus = 2\n\n')
  await editor.findings(uri, 1)
  const at = (line: number): unknown => ({ textDocument: { uri }, position: { line, character: 2 } })
  const found: Hover = await editor.ask('textDocument/hover', at(0))
  assert.deepEqual(found.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } })
  assert.match((found.contents as MarkupContent).value, /^\*\*`vcpus`\*\* – [\s\S]*```xenlint-xl-cfg\n/)
  assert.equal(await editor.ask('textDocument/hover', at(1)), null)
  await editor.leave()
})

test('a bridge is renamed in every file of its host, open or not, and in no other', async (claim) => {
  const bridge = 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\n'
  const files = {
    'one/etc/network/interfaces': bridge,
    'one/etc/xen/web.cfg': "vif = [ 'bridge=xenbr0' ]\n",
    'one/etc/xen/xl.conf': 'vif.default.bridge = "xenbr0"\n',
    'two/etc/network/interfaces': bridge
  }
  const workspaceEdit = { documentChanges: true }
  const editor = await startEditor(claim, { capabilities: { workspace: { workspaceEdit } } })
  await withHost(files, async (fleet) => {
    const place = (path: string): string => toUri(join(fleet, path))
    const asked = {
      textDocument: { uri: place('one/etc/xen/web.cfg') },
      position: { line: 0, character: 18 }
    }
    await editor.open(asked.textDocument.uri, files['one/etc/xen/web.cfg'])
    await editor.open(place('two/etc/network/interfaces'), bridge)
    await editor.findings(asked.textDocument.uri, 1)
    assert.deepEqual(await editor.ask('textDocument/definition', asked), [
      {
        uri: place('one/etc/network/interfaces'),
        range: { start: { line: 1, character: 6 }, end: { line: 1, character: 12 } }
      }
    ])
    assert.deepEqual(await editor.ask('textDocument/prepareRename', asked), {
      start: { line: 0, character: 16 },
      end: { line: 0, character: 22 }
    })
    const edit: WorkspaceEdit = await editor.ask('textDocument/rename', { ...asked, newName: 'guests' })
    const changes = (edit.documentChanges ?? []) as TextDocumentEdit[]
    assert.deepEqual(
      changes.map(({ textDocument, edits }) => [textDocument.uri, textDocument.version, edits.length]).sort(),
      [
        [place('one/etc/network/interfaces'), null, 2],
        [place('one/etc/xen/web.cfg'), 1, 1],
        [place('one/etc/xen/xl.conf'), null, 1]
      ]
    )
    await assert.rejects(
      editor.ask('textDocument/rename', { ...asked, newName: 'a name with blanks' }),
      /is no name for an interface here/
    )
  })
  await editor.leave()
})

test('an editor that wants to know is told, once, what the text of a file says it is', async (claim) => {
  const editor = await startEditor(claim, { initializationOptions: { languages: true } })
  const script = 'import os\nname = "web"\nmemory = 512\nif os.path.exists("/x"):\n    vcpus = 2\n'
  await editor.open(uri, script, 'xenlint-xl-cfg')
  await editor.findings(uri, 1)
  assert.deepEqual(editor.languages, [{ uri, language: 'xenlint-xm-cfg' }])
  await editor.open('file:///nowhere/etc/xen/db.cfg', guest, 'xenlint-xl-cfg')
  await editor.findings('file:///nowhere/etc/xen/db.cfg', 1)
  assert.equal(editor.languages.length, 1)
  await editor.leave()
})

test('a change that was overtaken by a newer one is left out', async (claim) => {
  const editor = await startEditor(claim)
  await editor.open(uri, guest)
  await change(editor, 5, [], 'name = "a"\nkernel = "/k"; memory = 512\n')
  await change(editor, 3, [], guest)
  await change(editor, 6, [
    { range: wholeText, newText: 'vcpu = 1\nname = "a"\nkernel = "/k"; memory = 512\n' }
  ])
  assert.deepEqual(
    (await editor.findings(uri, 6)).map(({ range }) => range.end),
    [{ line: 0, character: 4 }]
  )
  await editor.leave()
})

test('columns are counted as the editor asked for', async (claim) => {
  const editor = await startEditor(claim, { capabilities: { general: { positionEncodings: ['utf-8'] } } })
  await editor.open(uri, 'name = "wéb"; vcpu = 2\nkernel = "/k"; memory = 512\n')
  const [unknown] = await editor.findings(uri, 1)
  assert.deepEqual(unknown?.range.start, { line: 0, character: 15 })
  await editor.leave()
})

test('a closed text has no findings any more, and a text that is none of ours never has', async (claim) => {
  const editor = await startEditor(claim)
  await editor.open(uri, guest)
  await editor.findings(uri, 1)
  await editor.tell('textDocument/didClose', { textDocument: { uri } })
  assert.deepEqual(await editor.findings(uri), [])
  await editor.open('file:///nowhere/diary.txt', 'dear diary\n')
  assert.deepEqual(await editor.findings('file:///nowhere/diary.txt'), [])
  await editor.leave()
})

test('an unsaved text is what its language says', async (claim) => {
  const editor = await startEditor(claim)
  await editor.open('untitled:Untitled-1', guest, 'xenlint-xl-cfg')
  assert.deepEqual(codes(await editor.findings('untitled:Untitled-1', 1)), [
    'option-unknown',
    'option-repeated'
  ])
  await editor.leave()
})

test('settings count from the start and from the moment they change', async (claim) => {
  const settings: { severity: Record<string, string>; hints?: boolean } = {
    severity: { 'option-unknown': 'error' }
  }
  const workspace = { configuration: true, didChangeConfiguration: { dynamicRegistration: true } }
  const editor = await startEditor(claim, { capabilities: { workspace }, settings })
  await editor.open(uri, guest)
  assert.deepEqual(
    (await editor.findings(uri, 1)).map(({ severity }) => severity),
    [1, 2]
  )
  assert.deepEqual(editor.registered, ['workspace/didChangeConfiguration'])
  settings.severity = { 'option-unknown': 'off', 'option-repeated': 'hint' }
  await editor.tell('workspace/didChangeConfiguration', { settings: null })
  assert.deepEqual(
    (await editor.findings(uri, 1)).map(({ severity }) => severity),
    [4]
  )
  settings.hints = false
  await editor.tell('workspace/didChangeConfiguration', { settings: null })
  assert.deepEqual(await editor.findings(uri, 1), [])
  await editor.leave()
})

test('the configuration and the facts of a host count, also when they change on disk', async (claim) => {
  await withHost(
    { 'etc/xen/web.cfg': guest, '.xenlintrc.json': '{"rules":{"option-unknown":"off"}}' },
    async (host) => {
      const editor = await startEditor(claim, {
        capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }
      })
      const file = toUri(join(host, 'etc/xen/web.cfg'))
      await editor.open(file, guest)
      assert.deepEqual(codes(await editor.findings(file, 1)), ['option-repeated'])
      assert.deepEqual(editor.registered, ['workspace/didChangeWatchedFiles'])
      const configuration = join(host, '.xenlintrc.json')
      writeFileSync(configuration, '{"rules":{"option-repeated":"off"}}')
      await editor.tell('workspace/didChangeWatchedFiles', {
        changes: [{ uri: toUri(configuration), type: 2 }]
      })
      assert.deepEqual(codes(await editor.findings(file, 1)), ['option-unknown'])
      writeFileSync(configuration, '{"rules":{"option-unkown":"off"}}')
      await editor.tell('workspace/didChangeWatchedFiles', {
        changes: [{ uri: toUri(configuration), type: 2 }]
      })
      assert.deepEqual(codes(await editor.findings(file, 1)), ['option-unknown', 'option-repeated'])
      assert.match(
        editor.said.join('\n'),
        /There is no rule `option-unkown`; did you mean `option-unknown`\?/
      )
      await editor.leave()
    }
  )
})

test('an editor shows what the terminal prints, for every file of a host', async (claim) => {
  const editor = await startEditor(claim)
  const files = {
    'etc/xen/web.cfg': guest,
    'etc/xen/db.cfg': 'name = "db"\r\nvcpu = "\n',
    'etc/xen/xl.conf': 'autobaloon = 1\n',
    'etc/debian_version': '12.5\n'
  }
  await withHost(files, (host) => compare(editor, host, 3))
  const hosts = join(top, 'fixtures/hosts')
  for (const entry of readdirSync(hosts, { withFileTypes: true }))
    if (entry.isDirectory()) await compare(editor, join(hosts, entry.name), 0)
})

/** Opens each file that the terminal has findings for; at least so many. */
async function compare(editor: Editor, host: string, least: number): Promise<void> {
  const printed = new Map<string, string[]>()
  for (const { file, rule, start, message } of printedFor(host))
    printed.set(file, [...(printed.get(file) ?? []), `${start.line}:${start.column} ${rule}: ${message}`])
  assert.ok(printed.size >= least)
  for (const [file, expected] of printed) {
    const place = toUri(file)
    await editor.open(place, readFileSync(file, 'utf8'))
    const shown = (await editor.findings(place, 1)).map(
      ({ range: { start }, code, message }) => `${start.line + 1}:${start.character + 1} ${code}: ${message}`
    )
    assert.deepEqual(shown, expected, file)
  }
}

interface Printed {
  readonly file: string
  readonly rule: string
  readonly start: { readonly line: number; readonly column: number }
  readonly message: string
}

function printedFor(host: string): Printed[] {
  const command = [join(top, 'packages/cli/bin/xenlint.cjs'), 'check', '-f', 'json', host]
  return JSON.parse(spawnSync(process.execPath, command, { encoding: 'utf8' }).stdout)
}

async function actions(editor: Editor, line: number, only?: readonly string[]): Promise<CodeAction[]> {
  const range = { start: { line, character: 0 }, end: { line, character: 99 } }
  const context = { diagnostics: [], ...(only ? { only } : {}) }
  return editor.ask('textDocument/codeAction', { textDocument: { uri }, range, context })
}

async function change(
  editor: Editor,
  version: number,
  edits: readonly TextEdit[],
  text?: string
): Promise<void> {
  const contentChanges = text === undefined ? ordered(edits) : [{ text }]
  await editor.tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
}

// Edits speak of one text; as changes one after the other they go from the end to the start.
function ordered(edits: readonly TextEdit[]): { range: TextEdit['range']; text: string }[] {
  return edits
    .map(({ range, newText }) => ({ range, text: newText }))
    .sort((one, other) => other.range.start.line - one.range.start.line)
}

function codes(found: readonly { code?: number | string | undefined }[]): unknown[] {
  return found.map(({ code }) => code)
}

function documentEdit(action: CodeAction | undefined): TextDocumentEdit | undefined {
  return action?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined
}
