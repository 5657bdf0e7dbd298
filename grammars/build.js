// Compiles each grammar of this folder to packages/syntax/generated (peggy → ES module + types).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import peggy from 'peggy'
import { flattener } from './flat.js'

const here = import.meta.dirname
const out = join(here, '../packages/syntax/generated')
mkdirSync(out, { recursive: true })

// What nearly every process reads; the others are compiled rule by rule, when a text of theirs comes.
const readByAll = new Set(['xl-cfg'])

for (const file of readdirSync(here).filter((name) => name.endsWith('.peggy'))) {
  const name = basename(file, '.peggy')
  const { plugin, write } = flattener(file, readByAll.has(name))
  const parser = peggy.generate(readFileSync(join(here, file), 'utf8'), {
    format: 'es',
    output: 'source',
    grammarSource: file,
    plugins: [plugin]
  })
  // Every grammar builds its tree with these words.
  const words =
    `import { branch, leaf, missing, root } from '../dist/node.js'\n` +
    `import { valueKind } from '../dist/value-kind.js'\n`
  writeIfChanged(join(out, `${name}.js`), words + write(parser))
  writeIfChanged(
    join(out, `${name}.d.ts`),
    `import type { Root } from '../src/node.js'\nexport declare function parse(text: string): Root\n`
  )
}

// An unchanged file keeps its time stamp, so that the compiler has nothing to do.
function writeIfChanged(path, text) {
  let before
  try {
    before = readFileSync(path, 'utf8')
  } catch {}
  if (before !== text) writeFileSync(path, text)
}
