import assert from 'node:assert/strict'
import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { toUri } from '@xenlint/server'
import type { CodeLens, Hover } from 'vscode-languageserver'
import { type Editor, startEditor } from './support/editor.js'
import { withHost } from './support/folder.js'

const network = 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\niface eth0 inet manual\n'
const guest = 'name = "web"\nkernel = "/k"; memory = 512\nvif = [ "bridge=xenbr0" ]\n'
const files = {
  'etc/network/interfaces': network,
  'etc/xen/web.cfg': guest,
  'etc/xen/auto/.keep': '',
  'etc/debian_version': '12.5\n'
}

test('a file of 5 MB has its findings, and the server answers on', async (claim) => {
  const editor = await startEditor(claim)
  const uri = 'file:///nowhere/etc/xen/large.cfg'
  const line = '# what somebody once wrote down about this guest, and nobody ever took away again\n'
  const text = `${guest}${line.repeat(Math.ceil((5 * 1024 * 1024) / line.length))}vcpu = 2\n`
  const last = text.split('\n').length - 2
  await editor.open(uri, text)
  const found = await editor.findings(uri, 1)
  assert.deepEqual(
    found.filter(({ code }) => code === 'option-unknown').map(({ range }) => range.start),
    [{ line: last, character: 0 }]
  )
  const range = { start: { line: last, character: 0 }, end: { line: last, character: 4 } }
  await editor.tell('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range, text: 'vcpus' }]
  })
  assert.ok(!(await editor.findings(uri, 2)).some(({ code }) => code === 'option-unknown'))
  const position = { line: last, character: 2 }
  const answer: Hover = await editor.ask('textDocument/hover', { textDocument: { uri }, position })
  assert.deepEqual(answer.range?.start, { line: last, character: 0 })
  await editor.leave()
})

test('whatever changes on disk counts, and nothing of before is left', async (claim) => {
  await withHost(files, async (host) => {
    const editor = await startEditor(claim)
    const place = (path: string): string => toUri(join(host, path))
    const web = place('etc/xen/web.cfg')
    const told = async (path: string, type: number): Promise<unknown> => {
      await editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: place(path), type }] })
      return codes(editor, web)
    }
    await editor.open(web, guest)
    assert.deepEqual(await codes(editor, web), [])
    writeFileSync(join(host, 'etc/network/interfaces'), network.replaceAll('xenbr0', 'xenbr1'))
    assert.deepEqual(await told('etc/network/interfaces', 2), ['bridge-missing'])
    writeFileSync(join(host, 'etc/network/interfaces'), network)
    assert.deepEqual(await told('etc/network/interfaces', 2), [])
    // A link starts the guest at boot, and does so no more when it is gone.
    symlinkSync('../web.cfg', join(host, 'etc/xen/auto/10-web'))
    await told('etc/xen/auto/10-web', 1)
    assert.match(String(await lenses(editor, web)), /^starts at boot as 10-web/)
    rmSync(join(host, 'etc/xen/auto/10-web'))
    await told('etc/xen/auto/10-web', 3)
    assert.deepEqual(await lenses(editor, web), ['does not start at boot'])
    // Another guest takes the same address, and is deleted again.
    const twice = guest.replace('"bridge', '"mac=00:16:3e:00:00:01,bridge')
    await editor.tell('textDocument/didChange', {
      textDocument: { uri: web, version: 2 },
      contentChanges: [{ text: twice }]
    })
    assert.deepEqual(await codes(editor, web), [])
    writeFileSync(join(host, 'etc/xen/db.cfg'), twice.replace('"web"', '"db"'))
    assert.deepEqual(await told('etc/xen/db.cfg', 1), ['mac-repeated'])
    rmSync(join(host, 'etc/xen/db.cfg'))
    assert.deepEqual(await told('etc/xen/db.cfg', 3), [])
    // The file of an open text goes: the text stays until it is closed.
    rmSync(join(host, 'etc/xen/web.cfg'))
    assert.deepEqual(await told('etc/xen/web.cfg', 3), [])
    await editor.tell('textDocument/didClose', { textDocument: { uri: web } })
    assert.deepEqual(await editor.findings(web), [])
    rmSync(join(host, 'etc'), { recursive: true })
    await editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: place('etc'), type: 3 }] })
    await editor.open(web, guest)
    assert.deepEqual(await codes(editor, web), [])
    assert.equal(await editor.leave(), 0)
  })
})

test('questions about files that nobody knows, and without a sense, end nothing', async (claim) => {
  const editor = await startEditor(claim)
  const textDocument = { uri: 'file:///nowhere/etc/xen/unknown.cfg' }
  const place = { textDocument, position: { line: 9, character: 9 } }
  assert.deepEqual(await editor.ask('textDocument/diagnostic', { textDocument }), {
    kind: 'full',
    resultId: 'nothing',
    items: []
  })
  assert.deepEqual(await editor.ask('textDocument/documentLink', { textDocument }), [])
  assert.deepEqual(await editor.ask('workspace/symbol', { query: '' }), [])
  assert.equal(await editor.ask('textDocument/prepareRename', place), null)
  assert.equal(await editor.ask('textDocument/rename', { ...place, newName: 'x' }), null)
  for (const [method, question] of [
    ['textDocument/diagnostic', {}],
    ['textDocument/documentLink', { textDocument: null }],
    ['textDocument/rename', { textDocument, newName: 7 }],
    ['workspace/symbol', { query: 7 }],
    ['workspace/diagnostic', { previousResultIds: 'all' }]
  ] as const)
    await editor.ask(method, question).catch(() => undefined)
  await editor.tell('workspace/didChangeWorkspaceFolders', { event: 'all of them' })
  await editor.tell('$/cancelRequest', { id: 4711 })
  await editor.open(textDocument.uri, 'vcpu = 2\nkernel = "/k"; memory = 512\nname = "a"\n')
  assert.deepEqual(await codes(editor, textDocument.uri), ['option-unknown'])
  const far = { textDocument, position: { line: 4000, character: -5 } }
  assert.deepEqual(await editor.ask('textDocument/references', { ...far, context: {} }), [])
  assert.equal(await editor.leave(), 0)
})

async function codes(editor: Editor, uri: string): Promise<unknown> {
  const report: { items: readonly { code: string }[] } = await editor.ask('textDocument/diagnostic', {
    textDocument: { uri }
  })
  return report.items.map(({ code }) => code)
}

async function lenses(editor: Editor, uri: string): Promise<unknown> {
  const found: CodeLens[] = await editor.ask('textDocument/codeLens', { textDocument: { uri } })
  return found.map(({ command }) => command?.title)
}
