// The extension where a user may open it otherwise than as a folder with one host: run by run.sh.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { openWindow } from './window.js'

const top = join(import.meta.dirname, '../..')
const cache = process.env.XENLINT_EDITOR_CACHE
const shots = join(cache, 'screenshots')
const vsix = process.env.XENLINT_VSIX ?? join(top, 'extension/xenlint.vsix')
const xenlint = join(top, 'extension/bundle/xenlint.cjs')

const guest = (bridge) => `name="web"
bootloader="pygrub"
disk=[ 'phy:/dev/vg0/web,xvda,w' ]
vif=[ 'bridge=${bridge}' ]
`
const network = (bridge) => `auto ${bridge}\niface ${bridge} inet manual\n    bridge_ports none\n`
const task = {
  label: 'templates',
  type: 'shell',
  command: `'${process.execPath}' '${xenlint}' check --format compact --kind xl-cfg templates/guest`,
  problemMatcher: '$xenlint'
}
const files = {
  'one/etc/xen/web.cfg': guest('xenbr0'),
  'one/etc/network/interfaces': network('xenbr0'),
  'two/etc/xen/web.cfg': guest('xenbr0'),
  'two/etc/network/interfaces': network('lan0'),
  'both.code-workspace': JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }),
  'tasked/templates/guest': 'name = "t"\nvcpu = 2\n',
  'tasked/etc/xen/web.cfg': guest('xenbr0'),
  'tasked/.vscode/tasks.json': JSON.stringify({ version: '2.0.0', tasks: [task] }),
  lone: `# xl create lone\nname="lone"\nvcpu = 2\nmemory=512\n`
}
const home = mkdtempSync(join(tmpdir(), 'xenlint-places-'))

before(() => {
  mkdirSync(shots, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
  cpSync(join(top, 'fixtures/hosts/wheezy'), join(home, 'wheezy'), {
    recursive: true,
    verbatimSymlinks: true
  })
})
after(() => rmSync(home, { recursive: true }))

test('two hosts that are two folders of a workspace have each its own bridges', async () => {
  await inWindow(
    { workspace: join(home, 'both.code-workspace'), file: 'one/etc/xen/web.cfg' },
    async (at) => {
      await at.page.keyboard.press('Control+Shift+KeyM')
      // Nobody opened a file of the second.
      await at.problems('no bridge `xenbr0`').waitFor()
      assert.equal(await at.problems('no bridge').count(), 1)
      await at.page.locator('.statusbar-item[id="status.languageStatus"]').hover()
      await at.page.getByText('host one, as nothing names a release').first().waitFor()
      await at.shot('two-folders')
    }
  )
})

test('a file without a folder has findings, and Format Selection sets the lines that are chosen', async () => {
  await inWindow({ file: 'lone' }, async (at) => {
    await at.page.locator('.squiggly-warning').first().waitFor({ state: 'attached' })
    await at.line('memory=512').click()
    await at.page.keyboard.press('Home')
    await at.page.keyboard.press('Shift+End')
    await at.command('Format Selection')
    await at.line('memory = 512').waitFor()
    await at.line('name="lone"').waitFor()
    await at.shot('lone-file')
    await at.pick('Open Walkthrough', 'Check a Xen host')
    const button = at.page.getByRole('button', { name: 'Open a sample host' }).first()
    await button.waitFor()
    await at.shot('walkthrough')
    await button.click()
    await at.page.waitForURL(/sample-host/)
    await at.page.locator('.tab.active', { hasText: 'web.cfg' }).waitFor()
    await at.page.locator('.squiggly-warning').first().waitFor({ state: 'attached' })
    await at.shot('sample')
  })
})

test('a task of one’s own puts what it finds into Problems by $xenlint', async () => {
  await inWindow({ folder: join(home, 'tasked'), file: 'tasked/etc/xen/web.cfg' }, async (at) => {
    await at.pick('Tasks: Run Task', 'templates')
    const found = at.problems('`vcpu` is no option of xl')
    // The terminal comes to the front when the task starts, which may be later.
    await again(async () => {
      await at.page.locator('.panel .action-label', { hasText: 'Problems' }).first().click()
      await found.waitFor({ timeout: 8000 })
    })
    assert.match(await found.innerText(), /xenlint.*option-unknown/s)
    await at.shot('own-task')
  })
})

test('a folder that is not trusted is checked all the same', async () => {
  const settings = {
    'security.workspace.trust.startupPrompt': 'never',
    'workbench.colorTheme': 'Default Light Modern'
  }
  await inWindow(
    { folder: join(home, 'wheezy'), file: 'wheezy/etc/xen/web.cfg', settings, asks: true },
    async (at) => {
      await at.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor()
      await at.page.locator('.squiggly-error').first().waitFor({ state: 'attached' })
      await at.command('Boot this host on paper')
      const view = at.page.frameLocator('iframe.webview').last().frameLocator('#active-frame')
      await view.locator('h1', { hasText: 'Host wheezy' }).waitFor()
      await at.shot('restricted')
    }
  )
})

/** Opens a window, and closes it whatever becomes of what is tried there. */
async function inWindow({ file, ...options }, tried) {
  const { page, close } = await openWindow({ cache, vsix, file: join(home, file), ...options })
  const row = (text) => page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first()
  const at = {
    page,
    line: (text) => page.locator('.editor-instance .view-line', { hasText: text }),
    problems: (text) => page.locator('.markers-panel .monaco-list-row', { hasText: text }),
    shot: (name) => page.screenshot({ path: join(shots, `place-${name}.png`) }),
    // A list goes away where something else takes the focus while the window still fills.
    async pick(name, text) {
      await again(async () => {
        await at.command(name)
        await row(text).click({ timeout: 8000 })
      })
    },
    // A key that comes while the window still fills is lost.
    async command(name) {
      const box = page.locator('.quick-input-widget input').first()
      await again(async () => {
        if (!(await box.isVisible())) await page.keyboard.press('F1')
        await box.fill(`>${name}`, { timeout: 3000 })
        await row(name).click({ timeout: 5000 })
      })
    }
  }
  try {
    await page.locator('.editor-instance .view-line').first().waitFor()
    await page.locator('.statusbar-item', { hasText: 'Xen guest (xl.cfg)' }).waitFor()
    await tried(at)
  } catch (error) {
    await at.shot('failed')
    throw error
  } finally {
    await close()
  }
}

/** Tries until it works, or gives the reason of the last time. */
async function again(tried, most = 8) {
  for (let left = most; ; left--) {
    try {
      return await tried()
    } catch (error) {
      if (left <= 1) throw error
    }
  }
}
