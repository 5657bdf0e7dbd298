import assert from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { toUri } from '@xenlint/server'
import type {
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport
} from 'vscode-languageserver'
import { type Editor, startEditor } from './support/editor.js'
import { withHost } from './support/folder.js'

const bridge = 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\niface eth0 inet manual\n'
const guest = 'name = "web"\nkernel = "/k"; memory = 512\nvif = [ "bridge=xenbr0" ]\n'
const files = {
  'etc/network/interfaces': bridge,
  'etc/xen/web.cfg': guest,
  'etc/xen/db.cfg': guest.replace('web', 'db').replace('xenbr0', 'xenbr7'),
  'etc/xen/notes.txt': 'buy milk\n'
}
const capabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true } }
}

test('an editor that asks gets findings when it asks, and hears when nothing changed', async (claim) => {
  const editor = await startEditor(claim, { capabilities })
  await withHost(files, async (host) => {
    const db = toUri(join(host, 'etc/xen/db.cfg'))
    await editor.open(db, files['etc/xen/db.cfg'])
    const first = await pull(editor, db)
    assert.equal(first.kind, 'full')
    assert.deepEqual(codesIn(first), ['bridge-missing'])
    const again = await pull(editor, db, first.resultId)
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId })
    // What another file says counts at once.
    const network = toUri(join(host, 'etc/network/interfaces'))
    await editor.open(network, bridge.replaceAll('xenbr0', 'xenbr7'))
    const then = await pull(editor, db, first.resultId)
    assert.deepEqual(codesIn(then), [])
    assert.notEqual(then.resultId, first.resultId)
  })
  assert.equal(editor.sent(), 0)
  await editor.leave()
})

test('findings lead to the other places that they speak of, in files that nobody opened', async (claim) => {
  const editor = await startEditor(claim, { capabilities })
  const twice = `${guest}disk = [ '/dev/vg0/a,raw,xvda,w' ]\n`
  const shared = {
    'etc/xen/web.cfg': twice,
    'etc/xen/db.cfg': twice.replace('"web"', '"db"'),
    'etc/xen/auto/1': { link: '../web.cfg' },
    'etc/xen/auto/2': { link: '../db.cfg' },
    'etc/network/interfaces': bridge
  }
  await withHost(shared, async (host) => {
    const web = toUri(join(host, 'etc/xen/db.cfg'))
    await editor.open(web, shared['etc/xen/db.cfg'])
    const found = await pull(editor, web)
    const [first] = found.kind === 'full' ? found.items.filter(({ code }) => code === 'disk-shared') : []
    assert.deepEqual(
      first?.relatedInformation?.map(({ location }) => location),
      [
        {
          uri: toUri(join(host, 'etc/xen/web.cfg')),
          range: { start: { line: 3, character: 10 }, end: { line: 3, character: 20 } }
        }
      ]
    )
  })
  await editor.leave()
})

test('all files of the hosts in a folder are asked about at once, open or not', async (claim) => {
  await withHost(
    {
      'fleet/one/etc/xen/web.cfg': `${guest}vcpu = 2\n`,
      'fleet/one/etc/network/interfaces': bridge,
      'fleet/two/etc/xen/web.cfg': guest,
      'fleet/two/etc/network/interfaces': bridge,
      'fleet/.git/etc/xen/web.cfg': 'nonsense',
      'diary/etc.txt': 'dear diary\n'
    },
    async (folder) => {
      const editor = await startEditor(claim, { capabilities, folders: [folder] })
      const all = await everything(editor)
      const one = toUri(join(folder, 'fleet/one/etc/xen/web.cfg'))
      assert.deepEqual(
        all.map((each) => [each.uri, each.version, codesIn(each)]),
        [[one, null, ['option-unknown']]]
      )
      // With nothing new the answer waits for something; what is cancelled ends at once.
      const previousResultIds = all.map(({ uri, resultId = '' }) => ({ uri, value: resultId }))
      const later = everything(editor, previousResultIds)
      writeFileSync(join(folder, 'fleet/one/etc/xen/web.cfg'), guest)
      await editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: one, type: 2 }] })
      assert.deepEqual(
        (await later).map((each) => [each.uri, each.kind, codesIn(each)]),
        [[one, 'full', []]]
      )
      // A file that is gone has no findings any more.
      writeFileSync(join(folder, 'fleet/two/etc/xen/web.cfg'), `${guest}vcpu = 2\n`)
      const two = toUri(join(folder, 'fleet/two/etc/xen/web.cfg'))
      await editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: two, type: 2 }] })
      const now = await everything(editor)
      assert.deepEqual(
        now.map(({ uri }) => uri),
        [two]
      )
      rmSync(join(folder, 'fleet/two/etc/xen/web.cfg'))
      await editor.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: two, type: 3 }] })
      const end = await everything(
        editor,
        now.map(({ uri, resultId = '' }) => ({ uri, value: resultId }))
      )
      assert.deepEqual(end, [{ kind: 'full', uri: two, version: null, items: [] }])
      await editor.leave()
    }
  )
})

test('an editor is told to ask again where what it shows is stale, and only there', async (claim) => {
  const editor = await startEditor(claim, { capabilities })
  await withHost(files, async (host) => {
    const db = toUri(join(host, 'etc/xen/db.cfg'))
    const network = toUri(join(host, 'etc/network/interfaces'))
    await editor.open(db, files['etc/xen/db.cfg'])
    await pull(editor, db)
    await editor.open(network, bridge)
    await pull(editor, network)
    await pause()
    assert.deepEqual(editor.refreshed, [])
    const change = { textDocument: { uri: network, version: 2 } }
    await editor.tell('textDocument/didChange', { ...change, contentChanges: [{ text: `${bridge}# all\n` }] })
    await pull(editor, network)
    await pause()
    assert.deepEqual(editor.refreshed, [])
    const other = bridge.replaceAll('xenbr0', 'xenbr7')
    change.textDocument.version = 3
    await editor.tell('textDocument/didChange', { ...change, contentChanges: [{ text: other }] })
    await pause()
    assert.deepEqual(editor.refreshed, ['diagnostic', 'codeLens'])
  })
  await editor.leave()
})

async function pull(
  editor: Editor,
  uri: string,
  previousResultId?: string
): Promise<DocumentDiagnosticReport> {
  return editor.ask('textDocument/diagnostic', { textDocument: { uri }, previousResultId })
}

async function everything(
  editor: Editor,
  previousResultIds: readonly { readonly uri: string; readonly value: string }[] = []
): Promise<readonly WorkspaceDocumentDiagnosticReport[]> {
  const answer: WorkspaceDiagnosticReport = await editor.ask('workspace/diagnostic', { previousResultIds })
  return answer.items
}

function codesIn(
  report: DocumentDiagnosticReport | WorkspaceDocumentDiagnosticReport | undefined
): unknown[] {
  return report?.kind === 'full' ? report.items.map(({ code }) => code) : []
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000))
}
