// What VS Code itself says it took to load and activate each extension, of ours and its own: `run.sh activation`.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWindow } from './window.js'

const top = join(import.meta.dirname, '../..')
const windows = 5
const wanted = 150

const folder = mkdtempSync(join(tmpdir(), 'xenlint-activation-'))
cpSync(join(top, 'fixtures/hosts/wheezy'), join(folder, 'wheezy'), {
  recursive: true,
  verbatimSymlinks: true
})
const times = new Map()
for (let window = 0; window < windows; window++)
  for (const { name, time } of await activated()) times.set(name, [...(times.get(name) ?? []), time])
rmSync(folder, { recursive: true })

const middle = (list) => list.toSorted((one, other) => one - other)[list.length >> 1]
for (const [name, list] of times) console.log(`${name}: ${middle(list)} ms (${list.join(', ')})`)
const ours = middle(times.get('xenlint') ?? [])
process.exitCode = ours < wanted ? 0 : 1
console.log(`xenlint is activated in ${ours} ms, wanted below ${wanted}`)

async function activated() {
  const { page, close } = await openWindow({
    cache: process.env.XENLINT_EDITOR_CACHE,
    vsix: join(top, 'extension/xenlint.vsix'),
    folder,
    file: join(folder, 'wheezy/etc/xen/web.cfg')
  })
  try {
    await page.locator('.editor-instance .squiggly-error').first().waitFor({ state: 'attached' })
    await page.keyboard.press('F1')
    await page.locator('.quick-input-widget input').first().fill('>Show Running Extensions')
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Running Extensions' })
      .first()
      .click()
    await page
      .getByText(/Activation: \d+ms/)
      .first()
      .waitFor()
    const rows = await page.locator('.monaco-list-row', { hasText: 'Activation:' }).allInnerTexts()
    return rows.map((row) => ({
      name: row.split('\n')[0].trim(),
      time: Number(/Activation: (\d+)ms/.exec(row)[1])
    }))
  } finally {
    await close()
  }
}
