// Bundles the extension and `xenlint`, its language server, and draws the icon beside them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { icon } from './icon.js'

const here = join(import.meta.dirname, '..')
const out = join(here, 'bundle')

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
const options = {
  absWorkingDir: here,
  bundle: true,
  external: ['vscode'],
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning'
}
// The client is a file of its own, which is read when it is asked for; only `require` knows the module of the editor.
const asked = {
  name: 'asked',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/client\.js$/ }, () => ({ path: './client.cjs', external: true }))
}
await build({
  ...options,
  entryPoints: ['dist/extension.js'],
  supported: { 'dynamic-import': false },
  plugins: [asked],
  outfile: 'bundle/extension.cjs'
})
await build({ ...options, entryPoints: ['dist/client.js'], outfile: 'bundle/client.cjs' })
// Where an editor has no machine of its own, the same runs in a browser.
const web = { ...options, platform: 'browser' }
await build({ ...web, entryPoints: ['dist/web.js'], outfile: 'bundle/web.cjs' })
// What both have in common stands in the worker alone: Node loads it from there, and the package stays small.
const common = ['catalogue', 'syntax', 'model', 'emulator', 'validator', 'formats', 'service']
const work = [
  ...common.map((name) => `export * as ${name} from '@xenlint/${name}'`),
  `import { serveWorker } from '../packages/server/dist/worker.js'`,
  `if (typeof importScripts === 'function') serveWorker(self)`
]
await build({
  ...web,
  format: 'iife',
  globalName: 'xenlint',
  footer: { js: `if (typeof module === 'object') module.exports = xenlint` },
  stdin: { contents: work.join('\n'), resolveDir: here },
  outfile: 'bundle/worker.js'
})
const fromWorker = {
  name: 'from-worker',
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^@xenlint/(?:${common.join('|')})$`)
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'common' }))
    onResolve({ filter: /^\.\/worker\.js$/, namespace: 'common' }, ({ path }) => ({ path, external: true }))
    onLoad({ filter: /^/, namespace: 'common' }, ({ path }) => ({
      contents: `module.exports = require('./worker.js').${path.slice('@xenlint/'.length)}`
    }))
  }
}
// The server and the tasks are `xenlint` itself, so that the editor shows what the terminal prints.
const start = `import { start } from '../packages/cli/dist/main.js'\nstart(process.argv.slice(2))\n`
const { version } = JSON.parse(readFileSync(join(here, '../packages/cli/package.json'), 'utf8'))
await build({
  ...options,
  stdin: { contents: start, resolveDir: here },
  define: { XENLINT_VERSION: JSON.stringify(version) },
  plugins: [fromWorker],
  outfile: 'bundle/xenlint.cjs'
})
// Beside the worker, which is no module of its own to Node either.
writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n')
writeFileSync(join(out, 'icon.png'), icon(256))
