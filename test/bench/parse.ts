import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Grammar, parse } from '@xenlint/syntax'
import { beyond, medians, type Row, ratio, run } from './measure.js'
import { json, stanzas, xlCfg } from './texts.js'

const megabyte = 1_000_000

/** Files become trees: beside JSON.parse on a text of that size, and augtool on the same file. */
export function parseRows(): Row[] {
  return [
    // First, while this process has nothing to do beside the one that is measured.
    firstGuest(),
    beside('a 1 MB xl.cfg becomes a tree', 'xl-cfg', xlCfg(megabyte)),
    beside('a 1 MB interfaces file becomes a tree', 'interfaces', stanzas(megabyte / 120)),
    augtool()
  ]
}

function beside(what: string, grammar: Grammar, text: string): Row {
  const peer = json(text.length)
  const times = medians(
    9,
    () => void parse(grammar, text),
    () => void JSON.parse(peer)
  )
  return ratio(`${what} (${(text.length / 1000 / times[0]).toFixed(1)} MB/s)`, times, 'JSON.parse', 40)
}

/** Medians of what new processes tell of their first parse. */
function firstGuest(): Row {
  const script = join(import.meta.dirname, 'first-guest.js')
  const times = Array.from({ length: 9 }, () =>
    Number(spawnSync(process.execPath, [script], { encoding: 'utf8' }).stdout)
  ).sort((one, other) => one - other)
  return beyond('the first 2 kB guest of a cold process', [times[4] ?? Number.NaN, 0], 'nothing', 5)
}

function augtool(): Row {
  const folder = mkdtempSync(join(tmpdir(), 'xenlint-bench-'))
  const file = join(folder, 'interfaces')
  const text = stanzas(1000)
  writeFileSync(file, text)
  const load = [
    'set /augeas/load/T/lens Interfaces.lns',
    `set /augeas/load/T/incl ${file}`,
    'load',
    'print /augeas//error'
  ].join('\n')
  writeFileSync(join(folder, 'load.aug'), `${load}\n`)
  const times = medians(
    9,
    () => void parse('interfaces', text),
    () => run('augtool', ['-A', '-L', '-f', join(folder, 'load.aug')])
  )
  rmSync(folder, { recursive: true })
  return ratio('1000 interfaces stanzas, in-process', times, 'augtool, load', 1)
}
