// Bundles dist/main.js for shipping: each dynamic import is a file of its own that is read only when it is needed.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const here = import.meta.dirname
const out = join(here, 'bundle')
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))

rmSync(out, { recursive: true, force: true })
const done = new Set()
const waiting = [join(here, 'dist/main.js'), join(here, 'dist/examiner.js')]
for (const entry of waiting) await bundle(entry)
keepCompiled('work', [join(here, 'sample.cfg')])
keepCompiled('server', [])
cpSync(join(here, '../../fixtures/rules'), join(out, 'rules'), { recursive: true })
cpSync(join(here, 'facts/collect.sh'), join(out, 'facts.sh'))

async function bundle(entry) {
  if (done.has(entry)) return
  done.add(entry)
  await build({
    entryPoints: [{ in: entry, out: chunkName(entry) }],
    outdir: out,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    // `require` starts sooner than a real `import()`.
    supported: { 'dynamic-import': false },
    define: { XENLINT_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
    plugins: [
      { name: 'chunks', setup: splitDynamicImports },
      { name: 'tables', setup: putTablesAside }
    ]
  })
}

// The chunk moves aside for a stub that loads it with its code cache.
function keepCompiled(chunk, words) {
  const code = join(out, `${chunk}.code.cjs`)
  renameSync(join(out, `${chunk}.cjs`), code)
  execFileSync(process.execPath, [join(here, 'compile.cjs'), code, ...words], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const stub = `module.exports = require('../bin/chunk.cjs').load(require('node:path').join(__dirname, '${chunk}.code.cjs'))\n`
  writeFileSync(join(out, `${chunk}.cjs`), stub)
}

function splitDynamicImports(plugin) {
  plugin.onResolve({ filter: /.*/ }, async ({ path, kind, resolveDir, pluginData }) => {
    if (kind !== 'dynamic-import' || pluginData === 'resolving') return undefined
    const found = await plugin.resolve(path, { kind, resolveDir, pluginData: 'resolving' })
    if (found.errors.length > 0 || found.external) return found
    waiting.push(found.path)
    return { path: `./${chunkName(found.path)}.cjs`, external: true }
  })
}

// A table of the catalogue is a file of its own: most runs want few of them, and all chunks share them.
function putTablesAside(plugin) {
  plugin.onLoad({ filter: /packages\/catalogue\/generated\/[^/]+\.js$/ }, async ({ path }) => {
    const { text } = await import(path)
    if (text().length < 4096) return undefined
    const file = `${basename(path, '.js')}.json`
    mkdirSync(join(out, 'tables'), { recursive: true })
    writeFileSync(join(out, 'tables', file), text())
    const contents = `
      import { readFileSync } from 'node:fs'
      import { join } from 'node:path'
      export const text = () => readFileSync(join(__dirname, 'tables', '${file}'), 'utf8')`
    return { contents, loader: 'js' }
  })
}

function chunkName(path) {
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]
  const own = /packages\/([^/]+)\/dist\/index\.js$/.exec(path)?.[1]
  return own ?? library?.replace('/', '-') ?? basename(path, '.js')
}
