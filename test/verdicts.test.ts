import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { forecastOf, type GuestOutcome } from '@xenlint/emulator'
import type { Host } from '@xenlint/model'
import type { Snapshot, SourceFile } from '@xenlint/service'
import { applyEdits } from '@xenlint/syntax'
import { chooseFixes, type Problem } from '@xenlint/validator'
import fc from 'fast-check'
import { someHost, someMachine } from './oracle/realxen/some-host.js'
import { checkedHost } from './support/checked-host.js'
import { top } from './support/page.js'
import { onRelease, readHostFolder, recordedHosts } from './support/recorded-hosts.js'

const folder = join(top, 'fixtures/realxen')
const written = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
const recorded = recordedHosts().map(({ name, host }) => ({ name, host }))
const hosts = [
  ...written.map(({ name }) => ({ name, host: readHostFolder(join(folder, name)) })),
  ...recorded.filter(({ name }) => !written.some((entry) => entry.name === name))
]

for (const { name, host } of hosts)
  test(`what fails on the host ${name} is named where its cause stands, and nothing else is an error`, () => {
    const snapshot = checkedHost(host)
    assert.deepEqual(unnamed(snapshot), [])
    assert.deepEqual(unfounded(snapshot), [])
  })

const anyHost = fc
  .tuple(someMachine.chain(someHost), fc.constantFrom('4.14', '4.17', '4.20'))
  .map(([host, xen]) => (xen === host.facts.xen ? host : onRelease(host, xen)))

test('every guest that fails in a simulated boot is named at the line that causes it, and no other: no error, no failure', () => {
  fc.assert(
    fc.property(anyHost, (host) => {
      const snapshot = checkedHost(host)
      assert.deepEqual(unnamed(snapshot), [])
      assert.deepEqual(unfounded(snapshot), [])
      for (const file of snapshot.input.files.keys()) assert.deepEqual(snapshot.faults(file), [])
      if (problemsOf(snapshot).some(({ severity }) => severity === 'error')) return
      assert.deepEqual(failures(snapshot), [])
    }),
    { numRuns: 150 }
  )
})

test('safe fixes never make a boot worse', () => {
  fc.assert(
    fc.property(anyHost, (host) => {
      const before = checkedHost(host)
      const after = before.change(fixed(before))
      assert.deepEqual(states(after), states(before))
    }),
    { numRuns: 100 }
  )
})

test('after any edits the findings of a boot are those of a host that is read afresh', () => {
  fc.assert(
    fc.property(anyHost, anyHost, fc.array(fc.nat(), { maxLength: 6 }), (host, other, picks) => {
      let snapshot = checkedHost(host)
      const paths = Object.keys(other.files)
      for (const pick of picks) {
        problemsOf(snapshot)
        const path = paths[pick % paths.length] ?? ''
        const format = checkedHost(other).input.files.get(path)?.format
        const text = other.files[path]
        if (format && text !== undefined) snapshot = snapshot.change(new Map([[path, { text, format }]]))
      }
      const files = Object.fromEntries([...snapshot.input.files].map(([path, { text }]) => [path, text]))
      const fresh = checkedHost({ ...host, files: { ...host.files, ...files } })
      assert.deepEqual(problemsOf(snapshot), problemsOf(fresh))
    }),
    { numRuns: 30 }
  )
})

test('an edit starts the guest that it is of again, and those in whose way it is', () => {
  const count = 200
  const path = (number: number): string => `etc/xen/auto/${String(number).padStart(4, '0')}.cfg`
  const text = (number: number, memory: number, disk = number): string =>
    `name = "g${number}"\nkernel = "/boot/k"\nmemory = ${memory}\ndisk = [ "/dev/vg/d${disk},raw,xvda,w" ]\n`
  const numbers = Array.from({ length: count }, (_, number) => number)
  const host = checkedHost({
    facts: {
      xen: '4.17',
      memoryMiB: 65536,
      cpus: 2,
      files: ['/boot/k'],
      volumes: numbers.map((number) => ({ path: `/dev/vg/d${number}` }))
    },
    files: {
      'etc/default/grub': 'GRUB_CMDLINE_XEN="dom0_mem=1G,max:1G"\n',
      ...Object.fromEntries(numbers.map((number) => [path(number), text(number, 64)]))
    },
    links: {}
  })
  const outcomes = (snapshot: Snapshot): readonly GuestOutcome[] => forecastOf(hostOf(snapshot)).guests
  const redone = (changed: string): number[] => {
    const before = outcomes(host)
    const source = { text: changed, format: 'xl-cfg' }
    const after = outcomes(host.change(new Map([[path(3), source]])))
    return numbers.filter((number) => before[number] !== after[number])
  }
  assert.deepEqual(redone(text(3, 128)), [3])
  assert.deepEqual(redone(text(3, 128, 7)), [3, 7])
})

function problemsOf(snapshot: Snapshot): Problem[] {
  return [...snapshot.input.files.keys()].sort().flatMap((file) => snapshot.problems(file))
}

function hostOf(snapshot: Snapshot): Host {
  const [host] = snapshot.hosts()
  assert.ok(host)
  return host
}

/** What fails for certain, apart from paths that hold no guest at all. */
function failures(snapshot: Snapshot): string[] {
  const { guests } = forecastOf(hostOf(snapshot))
  const isCertain = ({ causes }: GuestOutcome): boolean => causes.every(({ needs }) => needs.length === 0)
  return guests
    .filter((outcome) => outcome.state === 'failed' && outcome.guest && isCertain(outcome))
    .map(({ path }) => path)
}

function states(snapshot: Snapshot): string[] {
  return forecastOf(hostOf(snapshot)).guests.map(({ path, state }) => `${path} ${state}`)
}

/** The guests that fail, unless another link brings them up, and of which no finding says so. */
function unnamed(snapshot: Snapshot): unknown[] {
  const errors = problemsOf(snapshot).filter(({ severity }) => severity !== 'hint')
  const { guests } = forecastOf(hostOf(snapshot))
  const isUp = (guest: GuestOutcome['guest']): boolean =>
    guests.some((each) => each.guest === guest && each.state === 'running')
  return guests
    .filter(({ state, guest }) => state === 'failed' && !(guest && isUp(guest)))
    .filter((outcome) => !isNamed(outcome, errors))
    .map(({ path, causes }) => [path, causes])
}

function isNamed({ guest, path, causes }: GuestOutcome, problems: readonly Problem[]): boolean {
  const [cause] = causes
  const needs = cause?.needs ?? []
  if (!guest) return problems.some(({ rule, message }) => rule === 'auto-stray' && message.includes(path))
  // Where a fact would decide, nothing is an error.
  const errors = problems.filter(
    ({ at, severity, needs: open = [] }) =>
      at.file === guest.file && (severity === 'error' || needs.some((need) => open.includes(need)))
  )
  // That what was saved cannot be restored is told by facts; no line is at fault.
  if (cause?.case === 'unrestored') return true
  // Where xl.conf cannot be read, no guest is at fault.
  if (cause && !cause.origin && cause.case === undefined)
    return problems.some(({ at, severity }) => severity === 'error' && at.file.endsWith('xl.conf'))
  if (!cause?.origin || cause.case === 'file') return errors.length > 0
  const { start, end } = cause.origin
  return errors.some(({ at }) => at.start <= end && start <= at.end)
}

/** Errors in files of guests that come up all the same. */
function unfounded(snapshot: Snapshot): unknown[] {
  const { guests } = forecastOf(hostOf(snapshot))
  const running = guests.flatMap(({ state, guest }) => (state === 'running' && guest ? [guest.file] : []))
  return (
    problemsOf(snapshot)
      .filter(({ severity, at }) => severity === 'error' && running.includes(at.file))
      // Where nobody keeps two guests from one disk, both run, and it is lost.
      .filter(({ message }) => !/both write to it|changes what `/.test(message))
      .map(({ at, rule, message }) => [at.file, rule, message])
  )
}

function fixed(snapshot: Snapshot): Map<string, SourceFile> {
  const { edits } = chooseFixes(problemsOf(snapshot), { unsafe: false })
  const changed = new Map<string, SourceFile>()
  for (const [file, list] of edits) {
    const source = snapshot.input.files.get(file)
    if (source) changed.set(file, { ...source, text: applyEdits(source.text, list) })
  }
  return changed
}
