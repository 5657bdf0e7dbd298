// The language server as a web worker in a real browser: run by run.sh.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

const top = join(import.meta.dirname, '../..')
const { chromium } = createRequire(join(process.env.XENLINT_EDITOR_CACHE, 'driver/package.json'))(
  'playwright-core'
)
let browser
let server
let page

before(async () => {
  const worker = await readFile(join(top, 'extension/bundle/worker.js'))
  server = createServer(({ url }, response) => {
    const isWorker = url === '/worker.js'
    response.setHeader('content-type', isWorker ? 'application/javascript' : 'text/html')
    response.end(isWorker ? worker : '<!doctype html><title>worker</title>')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking'
  ]
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
  page = await browser.newPage()
  page.on('console', (message) => console.log(message.text()))
  await page.goto(`http://127.0.0.1:${server.address().port}/`)
})

after(async () => {
  await browser?.close()
  server?.close()
})

test('in a browser the same findings come, with the files of the host that it was told of', async () => {
  const found = await page.evaluate(async () => {
    const worker = new Worker('/worker.js')
    worker.onerror = (event) => console.log('worker:', event.message)
    const host = 'vscode-vfs://github/somebody/hosts/web1/etc'
    const uri = `${host}/xen/web.cfg`
    const text = 'name = "web"\nkernel = "/boot/vmlinuz"\nvcpu = 2\nvif = [ "bridge=xenbr" ]\nmemory = 512\n'
    const interfaces = 'auto xenbr0\niface xenbr0 inet manual\n    bridge_ports none\n'
    const answers = new Map()
    const published = []
    worker.onmessage = ({ data }) => {
      if (data.id !== undefined && data.method === undefined) answers.get(data.id)?.(data.result)
      else if (data.method === 'textDocument/publishDiagnostics') published.push(data.params)
    }
    let last = 0
    const ask = (method, params) =>
      new Promise((resolve) => {
        last++
        answers.set(last, resolve)
        worker.postMessage({ jsonrpc: '2.0', id: last, method, params })
      })
    const tell = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params })
    await ask('initialize', { processId: null, rootUri: null, capabilities: {} })
    tell('initialized', {})
    tell('xenlint/files', { files: [{ uri: `${host}/network/interfaces`, text: interfaces }] })
    tell('textDocument/didOpen', { textDocument: { uri, languageId: 'xenlint-xl-cfg', version: 1, text } })
    for (let turn = 0; turn < 200 && published.length === 0; turn++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    const offered = await ask('textDocument/completion', {
      textDocument: { uri },
      position: { line: 3, character: 'vif = [ "bridge=xenbr'.length }
    })
    worker.terminate()
    return {
      codes: published.at(-1)?.diagnostics.map(({ code }) => code),
      offered: (offered?.items ?? offered ?? []).map(({ label }) => label)
    }
  })
  assert.ok(found.codes.includes('option-unknown'), `findings: ${found.codes}`)
  assert.deepEqual(found.offered, ['xenbr0'])
})
