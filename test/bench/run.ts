import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { top } from '../support/page.js'
import { checkRows, hostRows } from './check.js'
import { editRows } from './edit.js'
import { editorRows } from './editor.js'
import { table } from './measure.js'
import { parseRows } from './parse.js'
import { startRows } from './start.js'

// Prints each figure beside its measure in this very run; a slow machine slows both.
execFileSync(join(top, 'test/bench/install.sh'), { stdio: 'inherit' })
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}; medians\n`)
const rows = [
  ...parseRows(),
  ...startRows(),
  ...checkRows(),
  ...(await hostRows()),
  ...editRows(),
  ...(await editorRows())
]
console.log(table(rows))
