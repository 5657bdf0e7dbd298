import assert from 'node:assert/strict'
import test from 'node:test'
import { releases } from '@xenlint/catalogue'
import { forecast, open, type Snapshot, type SourceFile, timeline } from '@xenlint/service'
import fc from 'fast-check'
import {
  crowdedFacts,
  type HostEdit,
  hostEdit,
  quietEdit,
  quietFacts,
  quietFiles
} from './support/host-edits.js'
import { hostIn } from './support/host-page.js'

const target = { releases: releases.filter(({ debian }) => debian === '12'), because: 'as the test says' }

/** All that is said of a host: findings of each file, what becomes of its guests, and the boot step by step. */
function told(snapshot: Snapshot): unknown {
  const { simulation } = forecast(snapshot) ?? {}
  return {
    problems: [...snapshot.input.files.keys()].sort().map((file) => [file, snapshot.problems(file)]),
    guests: simulation?.guests.map(({ guest, ...outcome }) => ({ ...outcome, file: guest?.file })),
    memory: simulation?.memory,
    timeline: timeline(snapshot)
  }
}

function edited(snapshot: Snapshot, edit: HostEdit): Snapshot {
  if ('files' in edit) return snapshot.change(new Map(edit.files))
  const { input } = snapshot
  // Links are the disk's: whoever sees them change opens the host again.
  if ('links' in edit) return open({ ...input, host: hostIn(edit.links, crowdedFacts) })
  const source = input.files.get(edit.from)
  return source && edit.from !== edit.to
    ? snapshot.change(
        new Map([
          [edit.from, undefined],
          [edit.to, source]
        ])
      )
    : snapshot
}

const editsEach = 10
const edits = Number(process.env['XENLINT_EDITS'] ?? 300)

test(`after each of ${edits} edits a host is what one that is read afresh is, and nothing breaks`, () => {
  const start = open({ files: new Map(), target, host: hostIn(new Map(), crowdedFacts) })
  fc.assert(
    fc.property(fc.array(hostEdit, { minLength: editsEach, maxLength: editsEach }), (steps) => {
      let snapshot = start
      for (const [edit, isAsked] of steps) {
        snapshot = edited(snapshot, edit)
        if (!isAsked) continue
        assert.deepEqual(told(snapshot), told(open({ ...snapshot.input })))
        for (const file of snapshot.input.files.keys()) assert.deepEqual(snapshot.faults(file), [])
      }
    }),
    { numRuns: Math.ceil(edits / editsEach) }
  )
})

for (const [line, memory] of [
  ['dom0_mem=640M,max:640M', 'what dom0 leaves them'],
  ['', 'what dom0 gives up for them']
] as const)
  test(`after each of ${edits / 2} edits of guests that have ${memory} and leave others alone a host is what one that is read afresh is`, () => {
    const start = open({ files: quietFiles(line), target, host: hostIn(new Map(), quietFacts) })
    told(start)
    fc.assert(
      fc.property(fc.array(quietEdit, { minLength: editsEach, maxLength: editsEach }), (steps) => {
        let snapshot = start
        for (const edit of steps) {
          snapshot = snapshot.change(new Map([edit]))
          assert.deepEqual(told(snapshot), told(open({ ...snapshot.input })))
        }
      }),
      { numRuns: Math.ceil(edits / editsEach / 2) }
    )
  })

test('the work of an edit follows the edit and not the host', () => {
  const source = (number: number, memory: number): SourceFile => ({
    format: 'xl-cfg',
    text: `name = "g${number}"\nmemory = ${memory}\nkernel = "/k"\nvif = [ "bridge=xenbr${number % 3}" ]\n`
  })
  const host = hostIn(new Map(), { nics: ['eth0'] })
  const changesIn = (count: number): number | undefined => {
    const files = new Map(
      Array.from({ length: count }, (_, number) => [`etc/xen/g${number}.cfg`, source(number, 64)] as const)
    )
    const before = open({ files, target, host })
    before.problems('etc/xen/g1.cfg')
    const after = before.change(new Map([['etc/xen/g1.cfg', source(1, 65)]]))
    return after.hosts()[0]?.resources.changes
  }
  // Its name and its bridge go and come.
  assert.deepEqual([changesIn(10), changesIn(300)], [4, 4])
})
