// Bundles the extension and the language server into one file each, and draws the icon beside them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
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
// The server is `xenlint lsp` itself, so that the editor shows what the terminal prints.
const start = `import { lsp } from '../packages/cli/dist/commands/lsp.js'\nlsp()\n`
await build({ ...options, stdin: { contents: start, resolveDir: here }, outfile: 'bundle/server.cjs' })
writeFileSync(join(out, 'icon.png'), icon(256))
