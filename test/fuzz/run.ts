import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { formats } from '@xenlint/formats'
import type { Report } from './batch.js'

// Judges so many made-up files of all formats, `npm run fuzz -- FILES [SEED]`, each batch in a process of its own.
const [files = 20_000, firstSeed = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number)
const filesPerBatch = 8_000
const mostMiB = 200

const runs = Math.ceil(Math.min(files, filesPerBatch) / formats.length)
const batches = Math.ceil(files / (runs * formats.length))
let judged = 0
let failed = 0
let peakMiB = 0
console.log(`${batches} batches of ${runs} files in each of ${formats.length} formats`)
for (let seed = firstSeed; seed < firstSeed + batches; seed++) {
  const report = batch(seed)
  judged += runs * formats.length
  peakMiB = Math.max(peakMiB, report.peakMiB)
  for (const failure of report.failures) console.log(`\nseed ${seed}: ${failure}`)
  failed += report.failures.length
  if ((seed - firstSeed + 1) % 10 === 0) console.log(summary(seed))
}
console.log(summary(firstSeed + batches - 1))
process.exitCode = failed > 0 || peakMiB > mostMiB ? 1 : 0

/** What a batch found; one that ended before its time, of memory or otherwise, is a failure and stops no other. */
function batch(seed: number): Report {
  const words = [join(import.meta.dirname, 'batch.js'), `${seed}`, `${runs}`]
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=120', ...words],
    { encoding: 'utf8', maxBuffer: 1 << 28 }
  )
  if (status === 0) return JSON.parse(stdout) as Report
  return { peakMiB: 0, failures: [`the batch ended with ${status ?? signal}\n${stderr}`] }
}

function summary(lastSeed: number): string {
  return `${judged} files, seeds ${firstSeed} to ${lastSeed}: ${failed} failures, at most ${peakMiB} MiB`
}
