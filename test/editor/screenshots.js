// The pictures of the README, of the real editor: `npm run screenshots` takes them anew.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWindow } from './window.js'

const top = join(import.meta.dirname, '../..')
const shots = join(top, 'extension/screenshots')
const folder = mkdtempSync(join(tmpdir(), 'xenlint-folder-'))
cpSync(join(top, 'fixtures/hosts/wheezy'), join(folder, 'wheezy'), {
  recursive: true,
  verbatimSymlinks: true
})
mkdirSync(shots, { recursive: true })

const { page, close } = await openWindow({
  cache: process.env.XENLINT_EDITOR_CACHE,
  vsix: join(top, 'extension/xenlint.vsix'),
  folder,
  file: join(folder, 'wheezy/etc/xen/web.cfg'),
  settings: { 'window.menuBarVisibility': 'hidden', 'breadcrumbs.enabled': false }
})
try {
  const line = (text) => page.locator('.editor-instance .view-line', { hasText: text })
  await line('vcpu').waitFor()
  await page.keyboard.press('Control+Shift+KeyM')
  await page.locator('.editor-instance .squiggly-error').first().waitFor({ state: 'attached' })
  await line('bridge=').locator('span span', { hasText: 'xenbr2' }).first().hover()
  await page.locator('.monaco-hover', { hasText: 'bridge-missing' }).waitFor()
  await page.screenshot({ path: join(shots, 'findings.png') })
  await page.keyboard.press('Escape')
  await line('name').first().click()
  await page.keyboard.press('Control+KeyJ')
  await page.keyboard.press('F1')
  await page.keyboard.type('Boot this host on paper')
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Boot this host' }).first().click()
  const view = page.frameLocator('iframe.webview').last().frameLocator('#active-frame')
  await view.locator('h1', { hasText: 'Host wheezy' }).waitFor()
  await page.screenshot({ path: join(shots, 'host.png') })
} finally {
  await close()
  rmSync(folder, { recursive: true })
}
