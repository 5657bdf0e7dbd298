import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { toUri } from '@xenlint/server'
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
