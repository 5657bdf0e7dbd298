// What a user of the extension sees, in a real VS Code: run by run.sh.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { openWindow } from './window.js'

const top = join(import.meta.dirname, '../..')
const cache = process.env.XENLINT_EDITOR_CACHE
const shots = join(cache, 'screenshots')
const vsix = process.env.XENLINT_VSIX ?? join(top, 'extension/xenlint.vsix')

const files = {
  'web1/etc/xen/web.cfg': `# the shop
name = "web"
vcpu = 2
memory = 512
memory = 1024
disk = [ 'phy:/dev/vg0/web,xvda,w' ]
vif = [ 'mac=00:16:3e:01:02:03,bridge=xenbr0' ]
`,
  'web1/etc/network/interfaces': 'auto lo\niface lo inet loopback\n',
  'setup.cfg': '[metadata]\nname = other people\n'
}
const folder = mkdtempSync(join(tmpdir(), 'xenlint-folder-'))
const guest = join(folder, 'web1/etc/xen/web.cfg')
const settings = { 'editor.codeActionsOnSave': { 'source.fixAll.xenlint': 'explicit' } }
let page
let close

before(async () => {
  mkdirSync(shots, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  ;({ page, close } = await openWindow({ cache, vsix, folder, file: guest, settings }))
})

after(async () => {
  await close?.()
  rmSync(folder, { recursive: true })
})

let count = 0
afterEach(async ({ name }) => {
  count++
  await page?.screenshot({ path: join(shots, `${count}-${name.replaceAll(/[^a-z]+/gi, '-')}.png`) })
})

const line = (text) => page.locator('.editor-instance .view-line', { hasText: text })
const squiggles = () => page.locator('.editor-instance .squiggly-warning')
const problems = () => page.locator('.markers-panel .monaco-list-row')

test('a guest is known by its place, and coloured', async () => {
  await line('vcpu').waitFor()
  await page.locator('.statusbar-item', { hasText: 'Xen guest (xl.cfg)' }).waitFor()
  // Colours come a moment after the text.
  await page.waitForFunction(() => {
    const spans = [...document.querySelectorAll('.editor-instance .view-line span span')]
    return new Set(spans.map(({ className }) => className)).size >= 4
  })
  const inside = await line('phy:/dev').locator('span span').allInnerTexts()
  assert.ok(
    inside.includes('phy') && inside.includes('xvda'),
    `the parts of the disk string stand apart: ${inside}`
  )
})

test('a finding is underlined where it stands', async () => {
  await squiggles().first().waitFor({ state: 'attached' })
})

test('Problems lists it with its rule, and the place that it speaks of below', async () => {
  await page.keyboard.press('Control+Shift+KeyM')
  const unknown = problems().filter({ hasText: 'is no option of xl' })
  await unknown.waitFor()
  assert.match(await unknown.innerText(), /xenlint.*option-unknown/s)
  await problems().filter({ hasText: 'only the last counts' }).waitFor()
  await problems().filter({ hasText: 'This setting of `memory` counts.' }).waitFor()
})

test('a quick fix is one key away, and does what it says', async () => {
  await problems().filter({ hasText: 'is no option of xl' }).dblclick()
  await page.locator('.editor-instance .monaco-editor.focused').waitFor()
  await page.keyboard.press('Control+Period')
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Change to `vcpus`' })
  await fix.waitFor()
  await page.screenshot({ path: join(shots, 'menu-of-quick-fixes.png') })
  await fix.click()
  await line('vcpus = 2').waitFor()
  await problems().filter({ hasText: 'is no option of xl' }).waitFor({ state: 'detached' })
})

test('saving runs the safe fixes of a user who asks for it', async () => {
  await page.keyboard.press('Control+KeyS')
  await line('memory = 512').waitFor({ state: 'detached' })
  await page.locator('.markers-panel', { hasText: 'No problems have been detected' }).waitFor()
  await saved(/vcpus = 2\nmemory = 1024\n/)
})

test('the files of other people are left alone', async () => {
  await page.keyboard.press('Control+KeyP')
  await page.keyboard.type('setup.cfg')
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'setup.cfg' }).first().click()
  await line('other people').waitFor()
  await page.locator('.statusbar-item', { hasText: 'Properties' }).waitFor()
})

async function saved(wanted) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (wanted.test(await readFile(guest, 'utf8'))) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.match(await readFile(guest, 'utf8'), wanted)
}
