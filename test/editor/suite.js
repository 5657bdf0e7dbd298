// What a user of the extension sees, in a real VS Code: run by run.sh.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
bootloader = "pygrub"
vcpu = 2
memory = 512
memory = 1024
disk = [ 'phy:/dev/vg0/web,xvda,w' ]
vif = [ 'mac=00:16:3e:01:02:03,bridge=xenbr0' ]
`,
  'web1/etc/xen/draft.cfg': `name = "draft"
bootloader = "pygrub"
disk = [ 'format=raw,' ]
vif = [ 'bridge=' ]
`,
  'web1/etc/xen/loose.cfg': `name="loose"
bootloader="pygrub"
extra = "a  =  b"
disk=[ 'phy:/dev/vg0/loose,xvda,w' ]
vif=[ 'bridge=xenbr0' ]
`,
  'web1/etc/xen/new.cfg': '# a new guest\n\n',
  'web1/etc/xen/typed.cfg': `name = "typed"\nbootloader = "pygrub"\nvif = [ 'bridge=xenbr0' ]\n`,
  'web1/etc/network/interfaces': `auto xenbr0
iface xenbr0 inet static
    address 192.0.2.10/24
    bridge_ports eth0
`,
  'web1/etc/default/grub': 'GRUB_CMDLINE_XEN="dom0_mem=2048M,"\n',
  'web1/etc/xen/old.cfg': 'import os\nname = "old"\nmemory = 512\nif os.path.exists("/x"):\n    vcpus = 2\n',
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
  cpSync(join(top, 'fixtures/hosts/wheezy'), join(folder, 'wheezy'), {
    recursive: true,
    verbatimSymlinks: true
  })
  ;({ page, close } = await openWindow({ cache, vsix, folder, file: guest, settings }))
  // Before its extensions run a window finds no files, and a test that runs alone would fail for that.
  await page.locator('.statusbar-item', { hasText: 'Xen guest (xl.cfg)' }).waitFor()
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
  await showProblems('**/web1/etc/xen/web.cfg')
  const unknown = problems().filter({ hasText: 'is no option of xl' })
  await unknown.waitFor()
  assert.match(await unknown.innerText(), /xenlint.*option-unknown/s)
  await problems().filter({ hasText: 'only the last counts' }).waitFor()
  await problems().filter({ hasText: 'This setting of `memory` counts.' }).waitFor()
})

test('a quick fix is one key away, and does what it says', async () => {
  await problems().filter({ hasText: 'is no option of xl' }).dblclick()
  await page.locator('.editor-instance .monaco-editor.focused').waitFor()
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Change to `vcpus`' })
  await pressed('Control+Period', fix)
  await shot('menu-of-quick-fixes')
  await fix.click()
  await line('vcpus = 2').waitFor()
  await problems().filter({ hasText: 'is no option of xl' }).waitFor({ state: 'detached' })
})

test('saving runs the safe fixes of a user who asks for it', async () => {
  // VS Code asks nobody when it saves what a quick fix has just changed.
  await page.waitForTimeout(3000)
  await page.keyboard.press('Control+KeyS')
  await line('memory = 512').waitFor({ state: 'detached' })
  await page.locator('.markers-panel', { hasText: 'No results found' }).waitFor()
  await saved(/vcpus = 2\nmemory = 1024\n/)
})

test('hovering tells what an option is', async () => {
  await line('vcpus = 2').locator('span span').first().hover()
  const hover = page.locator('.monaco-hover', { hasText: 'a whole number' })
  await hover.waitFor()
  assert.match(await hover.innerText(), /vcpus/)
  await shot('hover')
  await page.keyboard.press('Escape')
})

test('the status bar says which release is checked for, and why', async () => {
  await page.locator('.statusbar-item[id="status.languageStatus"]').hover()
  await page.getByText('Debian 11, 12, 13').first().waitFor()
  await page.getByText('host web1, as nothing names a release').first().waitFor()
  await shot('status')
  await page.mouse.move(400, 10)
})

test('formatting sets blanks, and nothing else', async () => {
  await open('web1/etc/xen/loose.cfg')
  await line('name="loose"').click()
  await command('Format Document')
  await line('name = "loose"').waitFor()
  await line("vif = [ 'bridge=xenbr0' ]").waitFor()
  await line('extra = "a  =  b"').waitFor()
})

test('a snippet leaves a whole guest', async () => {
  await open('web1/etc/xen/new.cfg')
  await suggest('2:1', 'guest-pvh', 'guest-pvh')
  await taken('guest-pvh', line('type = "pvh"'))
  await line('cmdline = "root=/dev/xvda ro"').waitFor()
  await page.keyboard.press('Escape')
})

test('the host is shown as it boots, and a click leads to the line behind a step', async () => {
  await open('web1/etc/xen/web.cfg')
  await line('name = "web"').click()
  await command('Boot this host on paper')
  const view = page.frameLocator('iframe.webview').last().frameLocator('#active-frame')
  await view.locator('h1', { hasText: 'Host web1' }).waitFor()
  await shot('host')
  await view.locator('button', { hasText: 'xenbr0' }).first().click()
  await page.locator('.tab.active', { hasText: 'interfaces' }).waitFor()
})

test('completion knows the inside of a disk string', async () => {
  await open('web1/etc/xen/draft.cfg')
  await suggest('3:22', 'vd', 'vdev')
  await shot('completion-in-a-string')
  await taken('vdev', line("'format=raw,vdev='"))
})

test('completion knows the inside of dom0_mem', async () => {
  await open('web1/etc/default/grub')
  await suggest('1:34', '', 'max:')
  await taken('max:', line('dom0_mem=2048M,max:'))
})

test('completion knows the bridges of this host, and of no other', async () => {
  await open('web1/etc/xen/draft.cfg')
  await suggest('4:17', '', 'xenbr0')
  assert.equal(await suggestion('xenbr1').count(), 0)
  await taken('xenbr0', line("'bridge=xenbr0'"))
})

test('an option that is chosen asks for its value', async () => {
  await open('web1/etc/xen/draft.cfg')
  await suggest('5:1', 'on_wat', 'on_watchdog')
  await taken('on_watchdog', line('on_watchdog = '))
  // It asks by itself: no key is pressed here.
  await suggestion('rename-restart').waitFor()
  await taken('destroy', line('on_watchdog = "destroy"'))
})

test('inside strings there is help while one types', async () => {
  await open('web1/etc/xen/typed.cfg')
  await place('3:23')
  // A comma asks by itself; what is claimed is that letters do.
  await page.keyboard.type(',')
  await suggestion('model').waitFor()
  await page.keyboard.press('Escape')
  await suggestion('model').waitFor({ state: 'hidden' })
  await page.keyboard.type('mod', { delay: 100 })
  await suggestion('model').waitFor()
  await taken('model', line("'bridge=xenbr0,model='"))
})

test('a bridge is renamed in the files of its host', async () => {
  await open('web1/etc/xen/loose.cfg')
  await line('bridge=xenbr0').locator('span span', { hasText: 'xenbr0' }).first().click()
  await page.keyboard.press('F2')
  const box = page.locator('.rename-box input').first()
  await box.fill('guests0')
  await shot('rename')
  await box.press('Enter')
  await line("'bridge=guests0'").waitFor()
  await open('web1/etc/xen/web.cfg')
  await line('bridge=guests0').waitFor()
  await open('web1/etc/network/interfaces')
  await line('auto guests0').waitFor()
  await line('iface guests0 inet static').waitFor()
})

test('files that nobody opened have their findings in Problems', async () => {
  await page.keyboard.press('Control+Shift+KeyM')
  await showProblems('dom0_vcpus_pin')
  await problems().filter({ hasText: '`dom0_vcpus_pin` is a command here' }).waitFor()
})

test('a guest of xm is told from one of xl by its text, and the outline shows what it sets', async () => {
  await open('web1/etc/xen/old.cfg')
  await page.locator('.statusbar-item', { hasText: 'Xen guest (xm, Python)' }).waitFor()
  await page.keyboard.press('Control+Shift+KeyO')
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'vcpus' }).waitFor()
  await page.keyboard.press('Escape')
})

test('another host of the same window has its own findings', async () => {
  await open('wheezy/etc/xen/web.cfg')
  await line('vcpu').waitFor()
  await showProblems('vcpu')
  await problems().filter({ hasText: '`vcpu` is no option' }).first().waitFor()
  await open('wheezy/etc/network/interfaces')
  await page.locator('.statusbar-item', { hasText: 'Network interfaces (ifupdown)' }).waitFor()
  await showProblems('bridge_port')
  await problems().filter({ hasText: '`bridge_port`; did you mean `bridge_ports`?' }).waitFor()
})

test('a setting takes effect at once', async () => {
  const before = problems().filter({ hasText: '`bridge_port`' })
  await before.waitFor()
  mkdirSync(join(folder, '.vscode'))
  const severity = { 'option-misspelt': 'off' }
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify({ 'xenlint.severity': severity }))
  await before.waitFor({ state: 'detached' })
})

test('the files of other people are left alone', async () => {
  await open('setup.cfg')
  await line('other people').waitFor()
  await page.locator('.statusbar-item', { hasText: 'Properties' }).waitFor()
})

test('the task prints what the terminal prints', async () => {
  await page.keyboard.press('F1')
  await page.keyboard.type('Tasks: Run Task')
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Tasks: Run Task' }).first().click()
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'xenlint' }).first().click()
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'check all' }).first().click()
  await page.getByText('check all - Task').first().waitFor()
  const terminal = page.locator('.xterm-rows', { hasText: 'terminated with exit code: 1' })
  await terminal.waitFor()
  assert.match(await terminal.innerText(), /: (?:error|warning|hint): /)
  await shot('task')
  // Problems has it from the server alone.
  await page.keyboard.press('Control+Shift+KeyM')
  await showProblems('dom0_vcpus_pin')
  const known = problems().filter({ hasText: '`dom0_vcpus_pin` is a command here' })
  await known.first().waitFor()
  assert.equal(await known.count(), 1)
})

// The list draws only the rows that fit; the filter brings those of a word into view.
const showProblems = (word) => page.getByPlaceholder(/^Filter \(e\.g\. text/).fill(word)
const shot = (name) => page.screenshot({ path: join(shots, `${name}.png`) })
const suggestion = (label) => page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label })

async function command(name) {
  await page.keyboard.press('F1')
  await page.keyboard.type(name)
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click()
}

async function open(path) {
  const [name, folderOf] = [path.split('/').at(-1), dirname(path)]
  await page.keyboard.press('Control+KeyP')
  await page.keyboard.type(path)
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name })
  await (folderOf === '.' ? row : row.filter({ hasText: folderOf })).first().click()
  await page.locator('.tab.active', { hasText: name }).waitFor()
}

/** Asks for completion at a place that is named as the editor names it, line and column, until a word is offered. */
async function suggest(where, written, word) {
  await place(where)
  if (written) await page.keyboard.type(written)
  await pressed('Control+Space', suggestion(word))
}

/** Takes a word that is offered until what it brings is there: a click on a list that is just drawn anew is lost. */
async function taken(word, wanted) {
  for (let tries = 1; ; tries++) {
    try {
      await suggestion(word).first().click({ timeout: 3000 })
      return await wanted.waitFor({ timeout: 10_000 })
    } catch (error) {
      if (await wanted.isVisible()) return
      if (tries === 5) throw error
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+Space')
    }
  }
}

async function place(where) {
  await page.locator('.editor-instance .view-lines').first().click()
  await page.keyboard.press('Control+KeyG')
  await page.keyboard.type(where)
  await page.keyboard.press('Enter')
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
  await page.locator('.editor-instance .monaco-editor.focused').waitFor()
}

/** Presses a key until what it brings is there: a key that comes while the editor still moves is lost. */
async function pressed(key, wanted) {
  for (let tries = 1; ; tries++) {
    await page.keyboard.press(key)
    try {
      return await wanted.waitFor({ timeout: 3000 })
    } catch (error) {
      if (tries === 10) throw error
      await page.keyboard.press('Escape')
    }
  }
}

async function saved(wanted) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (wanted.test(await readFile(guest, 'utf8'))) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.match(await readFile(guest, 'utf8'), wanted)
}
