import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { type BootRow, toUri } from '@xenlint/server'
import { startEditor } from './support/editor.js'
import { withHost } from './support/folder.js'

test('a host is shown as it boots: guests of one name by their files, and each reason once', async (claim) => {
  const web = 'name = "web"\nmemory = "5M"\nkernel = "/k"\ndisk = [ "/dev/a,raw,xvda,w!" ]\n'
  await withHost({ 'a/etc/xen/auto/10-web.cfg': web, 'a/etc/xen/auto/20-web.cfg': web }, async (folder) => {
    const editor = await startEditor(claim)
    const uri = toUri(join(folder, 'a/etc/xen/auto/10-web.cfg'))
    await editor.open(uri, web)
    const { sections }: { sections: { title: string; rows: { text: string }[] }[] } = await editor.ask(
      'xenlint/simulate',
      { uri }
    )
    const why =
      "fails: xl refuses it: config parsing error in disk specification: unknown value for access: near `w!' in `/dev/a,raw,xvda,w!'"
    assert.deepEqual(
      sections.at(-1)?.rows.map(({ text }) => text),
      [`web (10-web.cfg) ${why}`, `web (20-web.cfg) ${why}`]
    )
    await editor.leave()
  })
})

for (const [what, grub, at] of [
  ['a terminal that GRUB does not have', 'GRUB_TIMEOUT=5\nGRUB_TERMINAL=vga\n', 1],
  ['a quote that nobody closes', 'GRUB_TIMEOUT=5\nGRUB_DEFAULT="0\n', 1],
  ['a program that is not there', 'GRUB_TIMEOUT=5\nGRUB_DEFAULT=0\nGRUB_CMDLINE_LINUX=quiet splash\n', 2]
] as const)
  test(`a menu that cannot be written leads to its cause: ${what}`, async (claim) => {
    const files = {
      'a/etc/default/grub': grub,
      'a/etc/xen/web.cfg': 'name = "web"\nmemory = 512\n',
      'a/boot/vmlinuz-6.1.0-18-amd64': 'linux',
      'a/boot/xen-4.17-amd64.gz': 'xen',
      'a/.xenlint/facts.json': JSON.stringify({ memoryMiB: 8192 })
    }
    await withHost(files, async (folder) => {
      const editor = await startEditor(claim)
      const uri = toUri(join(folder, 'a/etc/default/grub'))
      await editor.open(uri, grub)
      const { sections }: { sections: { rows: BootRow[] }[] } = await editor.ask('xenlint/simulate', { uri })
      const [row] = sections.flatMap(({ rows }) => rows)
      assert.equal(row?.text, 'GRUB: which entry boots is not known; Xen is taken to boot')
      assert.equal(row.place?.uri, uri)
      assert.equal(row.place.range.start.line, at)
      await editor.leave()
    })
  })
