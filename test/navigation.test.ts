import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { toUri } from '@xenlint/server'
import type {
  DocumentHighlight,
  DocumentLink,
  Location,
  TextDocumentEdit,
  WorkspaceEdit,
  WorkspaceSymbol
} from 'vscode-languageserver'
import { startEditor } from './support/editor.js'
import { withHost } from './support/folder.js'
import { top } from './support/page.js'

const network = 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports eth0\niface eth0 inet manual\n'
const guest = [
  'name = "web"',
  'kernel = "/boot/vmlinuz"',
  "disk = [ '/srv/web.img,raw,xvda,w', 'format=raw,vdev=xvdb,target=/dev/vg0/b' ]",
  "vif = [ 'mac=00:16:3e:00:00:01,bridge=xenbr0,script=vif-nat' ]",
  'ramdisk = "/boot/missing"',
  ''
].join('\n')
const files = {
  'one/etc/xen/web.cfg': guest,
  'one/etc/xen/auto/10-web': { link: '/etc/xen/web.cfg' },
  'one/etc/xen/scripts/vif-nat': '#!/bin/sh\n',
  'one/etc/network/interfaces': `source interfaces.d/more\nsource /etc/network/interfaces.d/*\n${network}    up /usr/local/bin/hook eth0\n`,
  'one/etc/network/interfaces.d/more': 'auto lo\niface lo inet loopback\n',
  'one/usr/local/bin/hook': '#!/bin/sh\n',
  'one/boot/vmlinuz': 'linux\n',
  'one/srv/web.img': 'disk\n',
  'two/etc/xen/db.cfg': 'name = "db"\nkernel = "/k"\n',
  'two/etc/network/interfaces': network
}

test('what a host has is found by its name, in every host of the folder, and each knows its host', async (claim) => {
  await withHost(files, async (folder) => {
    const editor = await startEditor(claim, { folders: [folder] })
    const shown = async (query: string): Promise<unknown> => {
      const found: WorkspaceSymbol[] = await editor.ask('workspace/symbol', { query })
      return found.map(({ name, containerName, location }) => [
        name,
        containerName,
        location.uri.slice(toUri(folder).length + 1),
        'range' in location ? location.range.start.line : undefined
      ])
    }
    assert.deepEqual(await shown('xbr'), [
      ['xenbr0', 'bridge of one', 'one/etc/network/interfaces', 3],
      ['xenbr0', 'bridge of two', 'two/etc/network/interfaces', 1]
    ])
    assert.deepEqual(await shown('web'), [
      ['web', 'guest of one', 'one/etc/xen/web.cfg', 0],
      ['/srv/web.img', 'volume of one', 'one/etc/xen/web.cfg', 2]
    ])
    assert.deepEqual(await shown('nothing of ours'), [])
    const all = (await shown('')) as unknown[]
    assert.equal(all.length, 9)
    await editor.leave()
  })
  const editor = await startEditor(claim, { folders: [join(top, 'fixtures/hosts')] })
  const entries: WorkspaceSymbol[] = await editor.ask('workspace/symbol', { query: 'build' })
  assert.deepEqual(
    entries.map(({ name, containerName }) => [name, containerName]),
    [
      ['build', 'guest of bookworm'],
      ['/dev/vg0/build', 'volume of bookworm']
    ]
  )
  await editor.leave()
})

test('kernels, images, scripts and sourced files open where they are named, if the host has them', async (claim) => {
  const editor = await startEditor(claim)
  await withHost(files, async (folder) => {
    const linked = async (path: 'one/etc/xen/web.cfg' | 'one/etc/network/interfaces'): Promise<unknown> => {
      const uri = toUri(join(folder, path))
      await editor.open(uri, files[path])
      const found: DocumentLink[] = await editor.ask('textDocument/documentLink', { textDocument: { uri } })
      const lines = files[path].split('\n')
      return found.map(({ range: { start, end }, target }) => [
        lines[start.line]?.slice(start.character, end.character),
        target?.slice(toUri(folder).length + 1)
      ])
    }
    assert.deepEqual(await linked('one/etc/xen/web.cfg'), [
      ['/boot/vmlinuz', 'one/boot/vmlinuz'],
      ['/srv/web.img', 'one/srv/web.img'],
      ['vif-nat', 'one/etc/xen/scripts/vif-nat']
    ])
    assert.deepEqual(await linked('one/etc/network/interfaces'), [
      ['interfaces.d/more', 'one/etc/network/interfaces.d/more'],
      ['/etc/network/interfaces.d/*', 'one/etc/network/interfaces.d/more'],
      ['/usr/local/bin/hook', 'one/usr/local/bin/hook']
    ])
  })
  await editor.leave()
})

test('a pattern leads to every file that it takes, a path to its own', async (claim) => {
  const text = 'source interfaces.d/*\nsource /etc/network/lone\nsource nothing/*\n'
  const lo = 'auto lo\niface lo inet loopback\n'
  const more = { 'etc/network/interfaces': text, 'etc/network/lone': lo, 'etc/xen/web.cfg': guest }
  await withHost(
    { ...more, 'etc/network/interfaces.d/b': lo, 'etc/network/interfaces.d/a': lo },
    async (folder) => {
      const editor = await startEditor(claim)
      const uri = toUri(join(folder, 'etc/network/interfaces'))
      await editor.open(uri, text)
      const defined = async (line: number): Promise<unknown> => {
        const found: Location[] | null = await editor.ask('textDocument/definition', {
          textDocument: { uri },
          position: { line, character: 12 }
        })
        return (found ?? []).map((place) => place.uri.slice(toUri(folder).length + 1))
      }
      assert.deepEqual(await defined(0), ['etc/network/interfaces.d/a', 'etc/network/interfaces.d/b'])
      assert.deepEqual(await defined(1), ['etc/network/lone'])
      assert.deepEqual(await defined(2), [])
      await editor.leave()
    }
  )
})

test('a file that is open under two names is one file: both show its findings, and an edit counts at once', async (claim) => {
  const editor = await startEditor(claim, {
    capabilities: { workspace: { workspaceEdit: { documentChanges: true } } }
  })
  await withHost(files, async (folder) => {
    const own = toUri(join(folder, 'one/etc/xen/web.cfg'))
    const link = toUri(join(folder, 'one/etc/xen/auto/10-web'))
    await editor.open(link, guest)
    await editor.findings(link, 1)
    await editor.open(own, guest)
    await editor.findings(own, 1)
    // The name that a user edits is the one that counts.
    const contentChanges = [{ text: `${guest}vcpu = 2\n` }]
    await editor.tell('textDocument/didChange', { textDocument: { uri: link, version: 2 }, contentChanges })
    const hasFinding = async (uri: string, version: number): Promise<boolean> =>
      (await editor.findings(uri, version)).some(
        ({ code, range }) => code === 'option-unknown' && range.start.line === 5
      )
    assert.ok(await hasFinding(link, 2))
    assert.ok((await hasFinding(own, 1)) || (await hasFinding(own, 1)))
    // One file is edited once.
    const asked = { textDocument: { uri: link }, position: { line: 3, character: 40 }, newName: 'quay7' }
    const edit: WorkspaceEdit = await editor.ask('textDocument/rename', asked)
    assert.deepEqual(
      ((edit.documentChanges ?? []) as TextDocumentEdit[])
        .map(({ textDocument }) => textDocument.uri)
        .sort()
        .reverse(),
      [own, toUri(join(folder, 'one/etc/network/interfaces'))]
    )
    const highlights: DocumentHighlight[] = await editor.ask('textDocument/documentHighlight', asked)
    assert.equal(highlights.length, 1)
    // Once it is closed, what the other name holds counts again.
    await editor.tell('textDocument/didClose', { textDocument: { uri: link } })
    await editor.tell('textDocument/didChange', {
      textDocument: { uri: own, version: 2 },
      contentChanges: [{ text: guest }]
    })
    assert.ok(!(await hasFinding(own, 2)))
  })
  await editor.leave()
})

test('a name is never looked for in another host', async (claim) => {
  const editor = await startEditor(claim, { folders: [join(top, 'fixtures/hosts')] })
  const path = join(top, 'fixtures/hosts/bookworm/etc/network/interfaces')
  const text = readFileSync(path, 'utf8')
  await editor.open(toUri(path), text)
  const line = text.split('\n').findIndex((each) => each.startsWith('iface xenbr0'))
  const found: Location[] = await editor.ask('textDocument/references', {
    textDocument: { uri: toUri(path) },
    position: { line, character: 8 },
    context: { includeDeclaration: true }
  })
  assert.equal(found.length, 7)
  for (const { uri } of found) assert.match(uri, /fixtures\/hosts\/bookworm\//)
  await editor.leave()
})
