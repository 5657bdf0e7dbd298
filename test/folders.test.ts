import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { toUri } from '@xenlint/server'
import type {
  CodeAction,
  Hover,
  Location,
  Range,
  TextEdit,
  WorkspaceDiagnosticReport
} from 'vscode-languageserver'
import { CancellationTokenSource } from 'vscode-languageserver'
import { type Editor, startEditor } from './support/editor.js'
import { withHost } from './support/folder.js'

const guest = 'name = "web"\nvcpu = 2\nkernel = "/k"\nmemory = 1024\nmemory = 2048\n'

test('each folder has settings of its own: release, severities and what is shown', async (claim) => {
  await withHost({ 'one/etc/xen/web.cfg': guest, 'two/etc/xen/web.cfg': guest }, async (folder) => {
    const settings: Record<string, unknown> = {
      one: { target: { debian: '11' }, severity: { 'option-unknown': 'error' } },
      two: {
        target: { xen: '4.17' },
        severity: { 'option-unknown': 'off', 'option-repeated': 'hint' },
        hints: false
      }
    }
    const editor = await startEditor(claim, {
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: {} }
      },
      folders: [join(folder, 'one'), join(folder, 'two')],
      settings: (place: string) => settings[place.includes('/one/') ? 'one' : 'two']
    })
    const place = (host: string): string => toUri(join(folder, host, 'etc/xen/web.cfg'))
    const shown = async (host: string): Promise<unknown> =>
      (await editor.findings(place(host), 1)).map(({ code, severity }) => [code, severity])
    await editor.open(place('one'), guest)
    await editor.open(place('two'), guest)
    assert.deepEqual(await shown('one'), [
      ['option-unknown', 1],
      ['option-repeated', 2]
    ])
    assert.deepEqual(await shown('two'), [])
    const status = async (host: string): Promise<unknown> => {
      const { xen, releases }: { xen: string; releases: string } = await editor.ask('xenlint/status', {
        uri: place(host)
      })
      return [releases, xen]
    }
    assert.deepEqual(await status('one'), ['Debian 11', 'Xen 4.14'])
    assert.deepEqual(await status('two'), ['Debian 12', 'Xen 4.17'])
    settings['two'] = {}
    await editor.tell('workspace/didChangeConfiguration', { settings: null })
    await shown('one')
    assert.deepEqual(await shown('two'), [
      ['option-unknown', 2],
      ['option-repeated', 2]
    ])
    await editor.leave()
  })
})

test('folders that come and go bring their hosts and take them away', async (claim) => {
  await withHost(
    { 'one/etc/xen/web.cfg': guest, 'two/etc/xen/db.cfg': guest.replace('web', 'db') },
    async (folder) => {
      const editor = await startEditor(claim, {
        capabilities: { workspace: { workspaceFolders: true } },
        folders: [join(folder, 'one')]
      })
      const names = async (): Promise<unknown> => {
        const found: readonly { readonly name: string }[] = await editor.ask('workspace/symbol', {
          query: ''
        })
        return found.map(({ name }) => name)
      }
      assert.deepEqual(await names(), ['web'])
      const event = (name: string): unknown => ({ uri: toUri(join(folder, name)), name })
      await editor.tell('workspace/didChangeWorkspaceFolders', {
        event: { added: [event('two')], removed: [] }
      })
      assert.deepEqual(await names(), ['web', 'db'])
      await editor.tell('workspace/didChangeWorkspaceFolders', {
        event: { added: [], removed: [event('one')] }
      })
      assert.deepEqual(await names(), ['db'])
      await editor.leave()
    }
  )
})

test('that a host is read is shown to an editor that wants it, once for each host', async (claim) => {
  await withHost({ 'one/etc/xen/web.cfg': guest, 'one/etc/xen/db.cfg': guest }, async (folder) => {
    for (const [window, expected] of [
      [{ workDoneProgress: true }, ['begin: Reading host one', 'end']],
      [{}, []]
    ] as const) {
      const editor = await startEditor(claim, { capabilities: { window } })
      for (const name of ['web', 'db']) {
        const uri = toUri(join(folder, `one/etc/xen/${name}.cfg`))
        await editor.open(uri, guest)
        await editor.findings(uri, 1)
      }
      await editor.leave()
      assert.deepEqual(editor.progress, expected)
    }
  })
})

test('a question that is taken back is answered by that, and the next one as ever', async (claim) => {
  const editor = await startEditor(claim)
  const uri = 'file:///nowhere/etc/xen/web.cfg'
  await editor.open(uri, guest)
  await editor.findings(uri, 1)
  const place = { textDocument: { uri }, position: { line: 3, character: 2 } }
  // Taken back before its turn: it stands behind questions that take their time.
  const before = Array.from({ length: 20 }, () => editor.ask('textDocument/semanticTokens/full', place))
  const source = new CancellationTokenSource()
  const question = editor.ask('textDocument/hover', place, source.token)
  source.cancel()
  await assert.rejects(question, { code: -32800 })
  await Promise.all(before)
  const answer: Hover = await editor.ask('textDocument/hover', place)
  assert.deepEqual(answer.range?.start, { line: 3, character: 0 })
  await editor.leave()
})

test('a question about all files waits for news, and ends when it is taken back', async (claim) => {
  await withHost({ 'one/etc/xen/web.cfg': guest }, async (folder) => {
    const editor = await startEditor(claim, { folders: [folder] })
    const first: WorkspaceDiagnosticReport = await editor.ask('workspace/diagnostic', {
      previousResultIds: []
    })
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }))
    assert.equal(previousResultIds.length, 1)
    const source = new CancellationTokenSource()
    const question = editor.ask('workspace/diagnostic', { previousResultIds }, source.token)
    const early = await Promise.race([question, new Promise((resolve) => setTimeout(resolve, 500, 'waits'))])
    assert.equal(early, 'waits')
    source.cancel()
    await assert.rejects(question, { code: -32800 })
    await editor.leave()
  })
})

/** What one text says in each way to count columns: the letters before it are 1, 2, 3 and 4 bytes. */
const letters =
  'name = "aé€😀"; vcpu = 2\nvif = [ "script=aé€😀,bridge=xenbr0" ]\nkernel = "/k"; memory = 512\n'
const columns = { 'utf-8': [21, 34], 'utf-16': [16, 29], 'utf-32': [15, 28] } as const

for (const [encoding, [vcpu, bridge]] of Object.entries(columns))
  test(`every place is counted in ${encoding}`, async (claim) => {
    const editor = await startEditor(claim, { capabilities: { general: { positionEncodings: [encoding] } } })
    const uri = 'file:///nowhere/etc/xen/web.cfg'
    const textDocument = { uri }
    await editor.open(uri, letters)
    const [unknown] = await editor.findings(uri, 1)
    assert.deepEqual(unknown?.range, on(0, vcpu, vcpu + 4))
    const position = { line: 1, character: bridge + 2 }
    const found: Location[] = await editor.ask('textDocument/definition', { textDocument, position })
    assert.deepEqual(found[0]?.range, on(1, bridge, bridge + 6))
    const edit: { changes: Record<string, TextEdit[]> } = await editor.ask('textDocument/rename', {
      textDocument,
      position,
      newName: 'br1'
    })
    assert.deepEqual(edit.changes[uri], [{ range: on(1, bridge, bridge + 6), newText: 'br1' }])
    const actions: CodeAction[] = await editor.ask('textDocument/codeAction', {
      textDocument,
      range: unknown?.range,
      context: { diagnostics: [] }
    })
    assert.deepEqual(actions[0]?.edit?.changes?.[uri]?.[0]?.range, on(0, vcpu, vcpu + 4))
    // An edit behind those letters lands where it was meant.
    await change(editor, uri, on(0, vcpu, vcpu + 4), 'vcpus')
    assert.deepEqual(await editor.findings(uri, 2), [])
    await editor.leave()
  })

function on(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } }
}

async function change(editor: Editor, uri: string, range: Range, text: string): Promise<void> {
  await editor.tell('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range, text }]
  })
}
