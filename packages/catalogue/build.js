// Turns each file of `data` into a module that holds it as text: a table costs nothing until it is asked for.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const here = import.meta.dirname
const out = join(here, 'generated')
mkdirSync(out, { recursive: true })

for (const file of readdirSync(join(here, 'data')).filter((name) => name.endsWith('.json'))) {
  const name = basename(file, '.json')
  const text = JSON.stringify(JSON.parse(readFileSync(join(here, 'data', file), 'utf8')))
  const literal = `'${text.replace(/[\\']/g, '\\$&')}'`
  writeIfChanged(join(out, `${name}.js`), `export const text = () => ${literal}\n`)
  writeIfChanged(join(out, `${name}.d.ts`), 'export declare const text: () => string\n')
}

// An unchanged file keeps its time stamp, so that the compiler has nothing to do.
function writeIfChanged(path, text) {
  let before
  try {
    before = readFileSync(path, 'utf8')
  } catch {}
  if (before !== text) writeFileSync(path, text)
}
