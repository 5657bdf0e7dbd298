import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { differences } from '../../support/agreement.js'
import { top } from '../../support/page.js'
import { onRelease, readHostFolder, recordedHosts, recordingName } from '../../support/recorded-hosts.js'
import type { BootableHost, Recording } from '../../support/recording.js'
import { readAnswers } from './answers.js'
import { boot } from './boot.js'
import { someHost, someMachine } from './some-host.js'

// Boots hosts on the real Xen, one after another, and holds the emulator against each: test/README.md says how to ask.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hosts: { type: 'string' },
    seed: { type: 'string' },
    record: { type: 'boolean' },
    xen: { type: 'string' }
  }
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const hosts = positionals.length > 0 ? positionals.map(written) : madeUp(Number(values.hosts ?? 5))

let agreeing = 0
for (const { name, host, keep } of hosts) {
  const start = performance.now()
  const recording = await recorded(host)
  if (recording === undefined) {
    console.log(`${name}: did not come up`)
    continue
  }
  if (values.record) keep(recording)
  const found = differences(host, recording)
  if (found.length === 0) agreeing++
  console.log(
    `${name}: ${found.length === 0 ? 'agrees' : 'differs'} (${Math.round((performance.now() - start) / 1000)} s)`
  )
  for (const { of, real, ours } of found)
    console.log(`  ${of}\n    real Xen ${JSON.stringify(real)}\n    xenlint  ${JSON.stringify(ours)}`)
}
console.log(`real Xen, seed ${seed}: ${agreeing} of ${hosts.length} hosts agree`)
process.exitCode = agreeing === hosts.length ? 0 : 1

interface Candidate {
  readonly name: string
  readonly host: BootableHost
  keep(recording: Recording): void
}

/** A machine that fails to boot costs one host, not those behind it. */
async function recorded(host: BootableHost): Promise<Recording | undefined> {
  try {
    const xen = installed(host.facts.xen ?? '')
    const answers = await boot(host, xen)
    if (process.env['RAW']) appendFileSync(process.env['RAW'], `${JSON.stringify({ host, answers })}\n`)
    const recording = readAnswers(answers, versions(xen))
    // Where dom0 runs out of memory on the way, programs die that would have said what became of guests.
    const isCutOff = /\(from [^\n]*\)\.\.\.\n*$/.test(answers['start'] ?? '')
    if (isCutOff || !Number.isInteger(recording.freeKiB.after))
      throw new Error('dom0 did not answer to the end')
    return recording
  } catch (error) {
    console.error(error)
    return undefined
  }
}

function written(path: string): Candidate {
  const folder = resolve(process.env['INIT_CWD'] ?? '.', path)
  return {
    name: basename(folder),
    host: onRelease(readHostFolder(folder), values.xen),
    keep: (recording) =>
      writeFileSync(join(folder, recordingName(values.xen)), `${JSON.stringify(recording, null, 1)}\n`)
  }
}

/**
 * Ten hosts share a machine, which is started once.
 * Where recordings are kept, a host that has one is left out: a run that was cut off goes on where it stopped.
 */
function madeUp(count: number): Candidate[] {
  const kept = new Set(values.record ? recordedHosts().map(({ name }) => name) : [])
  const machines = fc.sample(someMachine, { seed, numRuns: Math.ceil(count / 10) })
  return machines
    .flatMap((machine, index) => fc.sample(someHost(machine), { seed: seed + index, numRuns: 10 }))
    .slice(0, count)
    .map((host, index) => ({
      name: `generated-${values.xen ? `${values.xen}-` : ''}${seed}-${index}`,
      host: onRelease(host, values.xen)
    }))
    .filter(({ name }) => !kept.has(name))
    .map(({ name, host }) => ({
      name,
      host,
      keep: (recording) =>
        appendFileSync(
          join(top, 'fixtures/realxen/generated.jsonl'),
          `${JSON.stringify({ name, host, recording })}\n`
        )
    }))
}

/** The folder of what is booted, gathered where it is not there yet. */
function installed(xen: string): string {
  const script = join(top, 'test/oracle/realxen/install-xen.sh')
  return execFileSync(script, [xen], { encoding: 'utf8' }).trim()
}

function versions(xen: string): Recording['by'] {
  const known = JSON.parse(readFileSync(join(xen, 'versions.json'), 'utf8'))
  const qemu = execFileSync('qemu-system-x86_64', ['--version'], { encoding: 'utf8' })
  return { ...known, qemu: /version (\S+)/.exec(qemu)?.[1] ?? '' }
}
