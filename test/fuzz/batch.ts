import { formats } from '@xenlint/formats'
import fc from 'fast-check'
import { judge, targets } from './laws.js'
import { anyFile } from './texts.js'

/** What a batch tells its parent, as JSON: the peak of its memory, and each format's first failure. */
export interface Report {
  readonly peakMiB: number
  readonly failures: readonly string[]
}

const [seed = 0, runs = 0] = process.argv.slice(2).map(Number)
const failures: string[] = []
for (const { id } of formats) {
  const { failed, counterexample, errorInstance } = fc.check(
    fc.property(anyFile(id), fc.constantFrom(...targets), (text, target) => judge(text, id, target)),
    { numRuns: runs, seed }
  )
  if (!failed) continue
  const [text, target] = counterexample ?? []
  const reason = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance)
  failures.push(
    `${id}, ${target?.because} (${target?.releases.map(({ xen }) => xen).join(' ')}): ${JSON.stringify(text)}\n${reason}`
  )
}
const report: Report = { peakMiB: Math.round(process.resourceUsage().maxRSS / 1024), failures }
process.stdout.write(JSON.stringify(report))
