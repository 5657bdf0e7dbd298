// Bundles the extension and `xenlint`, its language server, into one file each, and draws the icon beside them.
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
await build({ ...options, entryPoints: ['dist/extension.js'], outfile: 'bundle/extension.cjs' })
// Where an editor has no machine of its own, the same runs in a browser.
const web = { ...options, platform: 'browser' }
await build({ ...web, entryPoints: ['dist/web.js'], outfile: 'bundle/web.cjs' })
const work = `import { serveWorker } from '../packages/server/dist/worker.js'\nserveWorker(self)\n`
await build({
  ...web,
  format: 'iife',
  stdin: { contents: work, resolveDir: here },
  outfile: 'bundle/worker.js'
})
// The server and the tasks are `xenlint` itself, so that the editor shows what the terminal prints.
const start = `import { start } from '../packages/cli/dist/main.js'\nstart(process.argv.slice(2))\n`
const { version } = JSON.parse(readFileSync(join(here, '../packages/cli/package.json'), 'utf8'))
await build({
  ...options,
  stdin: { contents: start, resolveDir: here },
  define: { XENLINT_VERSION: JSON.stringify(version) },
  outfile: 'bundle/xenlint.cjs'
})
writeFileSync(join(out, 'icon.png'), icon(256))
