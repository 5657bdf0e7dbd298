import assert from 'node:assert/strict'
import { releases } from '@xenlint/catalogue'
import { jsonText } from '@xenlint/model'
import { open, type Snapshot, type Target } from '@xenlint/service'
import { applyEdits } from '@xenlint/syntax'
import { chooseFixes } from '@xenlint/validator'
import { planned } from '../support/plan-page.js'
import { settingsThatCount } from '../support/settings.js'

const file = 'file'
/** As many as the command line takes. */
const mostRounds = 100
const mostMilliseconds = 1000

/** Each release alone, and each with all that followed it: those of today, and all. */
export const targets: readonly Target[] = releases.flatMap((release, index) => [
  { releases: [release], because: 'one release' },
  { releases: releases.slice(index), because: 'a release and all after it' }
])

/** Throws where a text breaks a promise: no fault, no delay, fixes that end, and safe ones that change nothing. */
export function judge(text: string, format: string, target: Target): void {
  const start = processorTime()
  const before = snapshotOf(text, format, target)
  const plans = format === 'xl-cfg' ? plansOf(text, target) : []
  const safe = mended(before, false)
  mended(before, true)
  const took = processorTime() - start
  // The garbage of others may delay any file once.
  if (took > mostMilliseconds && fastest(text, format, target) > mostMilliseconds)
    throw new Error(`took ${Math.round(took)} ms`)

  if (safe === before) return
  // Of a refused guest no setting counts: it stays refused, as the plans say.
  if (!before.problems(file).some(({ rule }) => rule === 'syntax-refused'))
    assert.deepEqual(
      settingsThatCount(safe, file),
      settingsThatCount(before, file),
      'safe fixes change settings'
    )
  if (format !== 'xl-cfg') return
  const after = plansOf(safe.input.files.get(file)?.text ?? '', target)
  for (const [index, { xen }] of target.releases.entries())
    assert.equal(after[index], plans[index], `safe fixes change the plan of ${xen}`)
}

function snapshotOf(text: string, format: string, target: Target): Snapshot {
  const snapshot = open({ files: new Map([[file, { text, format }]]), target })
  inspect(snapshot)
  return snapshot
}

function inspect(snapshot: Snapshot): void {
  const [fault] = snapshot.faults(file)
  if (fault) throw fault.error
  const { length } = snapshot.input.files.get(file)?.text ?? ''
  for (const { at, rule } of snapshot.problems(file))
    if (!(0 <= at.start && at.start <= at.end && at.end <= length)) throw new Error(`${rule} lies outside`)
}

/** After all fixes, and after those that they uncover; then none may be left. */
function mended(snapshot: Snapshot, unsafe: boolean): Snapshot {
  let current = snapshot
  for (let round = 0; round <= mostRounds; round++) {
    const { chosen, edits } = chooseFixes(current.problems(file), { unsafe })
    if (chosen.length === 0) return current
    if (round === mostRounds)
      throw new Error(`fixes do not end: ${chosen.map(({ problem }) => problem.rule).join(', ')}`)
    const source = current.input.files.get(file)
    if (!source) throw new Error('the file is gone')
    const text = applyEdits(source.text, edits.get(file) ?? [])
    if (text === source.text) throw new Error(`a fix changes nothing: ${chosen[0]?.problem.rule}`)
    current = current.change(new Map([[file, { ...source, text }]]))
    inspect(current)
  }
  return current
}

/** How xl ends on each release of the target, and the guest, if there is one. */
function plansOf(text: string, { releases }: Target): string[] {
  return releases.map(({ xen }) => {
    const { status, config } = planned(text, xen)
    return config === null ? `${status}` : `${status} ${jsonText(config)}`
  })
}

/** Milliseconds that this process worked: a busy machine does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function fastest(text: string, format: string, target: Target): number {
  const times = Array.from({ length: 3 }, () => {
    const start = processorTime()
    mended(snapshotOf(text, format, target), true)
    if (format === 'xl-cfg') plansOf(text, target)
    return processorTime() - start
  })
  return Math.min(...times)
}
