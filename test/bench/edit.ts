import { releases } from '@xenlint/catalogue'
import { readFacts } from '@xenlint/model'
import { open, type Snapshot, type SourceFile } from '@xenlint/service'
import { hostIn } from '../support/host-page.js'
import type { Entry } from '../support/host-tree.js'
import { hostOfMany, longGuest, pathOf } from './host.js'
import { percentile, type Row, ratio, within } from './measure.js'

const count = 1000
const edits = 200

/** All findings of a host of many guests once one of them was edited, beside those of the host read afresh. */
export function editRows(): Row[] {
  const { median, fresh } = edited('dom0_mem=4G,max:4G')
  const shrinking = edited('')
  return [
    ratio(`an edit among ${count} guests, all findings`, [median, fresh], 'the host read afresh', 0.1),
    within('the same', [median, fresh / count], 'a guest read afresh', 10),
    within(
      'the same where dom0 gives up memory for each',
      [shrinking.median, median],
      'where it does not',
      10
    )
  ]
}

/** Milliseconds of an edit, and of the host read afresh. */
function edited(xenLine: string): { readonly median: number; readonly fresh: number } {
  const start = openMany(xenLine)
  const paths = [...start.input.files.keys()]
  const ask = (asked: Snapshot): Snapshot => {
    for (const path of paths) asked.problems(path)
    return asked
  }
  const fresh = timed(() => ask(open(start.input)))
  let snapshot = ask(start)
  const path = pathOf(4)
  const text = longGuest(60, 4)
  const times = Array.from({ length: edits }, (_, number) =>
    timed(() => {
      const source = { text: `${text}memory = ${256 + (number % 64)}\n`, format: 'xl-cfg' }
      snapshot = ask(snapshot.change(new Map([[path, source]])))
    })
  )
  return { median: percentile(times, 50), fresh }
}

function openMany(xenLine: string): Snapshot {
  const files = new Map<string, SourceFile>()
  const entries = new Map<string, Entry>()
  const { '.xenlint/facts.json': facts, ...rest } = hostOfMany(count, xenLine)
  for (const [path, entry] of Object.entries(rest)) {
    entries.set(`/${path}`, entry)
    if (typeof entry === 'string') files.set(path, { text: entry, format: formatOf(path) })
  }
  files.set(pathOf(4), { text: longGuest(60, 4), format: 'xl-cfg' })
  const target = { releases: releases.filter(({ xen }) => xen === '4.17'), because: 'as the bench says' }
  return open({ files, target, host: hostIn(entries, readFacts(String(facts)).facts) })
}

function formatOf(path: string): string {
  if (path.endsWith('/interfaces')) return 'interfaces'
  return path.endsWith('/grub') ? 'grub-default' : 'xl-cfg'
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
