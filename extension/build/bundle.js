// Bundles the extension and the language server into one file each, and draws the icon beside them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { icon } from './icon.js'

const here = join(import.meta.dirname, '..')
const out = join(here, 'bundle')

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
await build({
  absWorkingDir: here,
  entryPoints: ['dist/extension.js', 'dist/server.js'],
  outdir: 'bundle',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  external: ['vscode'],
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Some dependencies name their browser or ES module build first; one of them is enough.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning'
})
writeFileSync(join(out, 'icon.png'), icon(256))
