import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { formats } from '@xenlint/formats'
import type { Report } from './batch.js'

// Judges so many made-up files of all formats, `npm run fuzz -- FILES [SEED]`, each batch in a process of its own.
const [files = 20_000, firstSeed = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number)
const filesPerBatch = 8_000
const mostMiB = 200

const runs = Math.ceil(Math.min(files, filesPerBatch) / formats.length)
const batches = Math.ceil(files / (runs * formats.length))
let failed = 0
let peakMiB = 0
console.log(`${batches} batches of ${runs} files in each of ${formats.length} formats`)
for (let seed = firstSeed; seed < firstSeed + batches; seed++) {
  const words = [join(import.meta.dirname, 'batch.js'), `${seed}`, `${runs}`]
  const report = JSON.parse(
    execFileSync(process.execPath, ['--max-old-space-size=120', ...words], {
      encoding: 'utf8',
      maxBuffer: 1 << 28
    })
  ) as Report
  peakMiB = Math.max(peakMiB, report.peakMiB)
  for (const failure of report.failures) console.log(`\nseed ${seed}: ${failure}`)
  failed += report.failures.length
}
console.log(
  `${batches * runs * formats.length} files, seeds ${firstSeed} to ${firstSeed + batches - 1}: ${failed} failures, at most ${peakMiB} MiB`
)
process.exitCode = failed > 0 || peakMiB > mostMiB ? 1 : 0
