import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Grammar, parse, type StringGrammar } from '@xenlint/syntax'
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
    ...Object.entries(strings).map(([grammar, text]) => manyStrings(grammar as StringGrammar, text)),
    augtool()
  ]
}

const strings: Readonly<Record<StringGrammar, string>> = {
  'key-value': 'backend-type=qemu,width=800,height=600',
  'xl-cpuid': 'host,tm=0,sse3=k,family=6',
  'xl-cpus': '0-3,^1,node:1',
  'xl-disk': 'format=raw,vdev=xvda,access=rw,target=/dev/vg0/web',
  'xl-hex-range': 'fc000,10@e0000',
  'xl-item': 'bios_vendor=Example',
  'xl-pci': '0000:03:00.0,permissive=1',
  'xl-range': '10-13',
  'xl-rdm': 'strategy=host,policy=strict',
  'xl-vif': 'mac=00:16:3e:01:02:03,bridge=xenbr0,ip=10.0.0.5'
}

/** A megabyte of strings, one after the other, as files hold them: of so short a text the start of a parser is a good part. */
function manyStrings(grammar: StringGrammar, text: string): Row {
  const peer = json(megabyte)
  const count = Math.ceil(megabyte / text.length)
  const times = medians(
    5,
    () => {
      for (let done = 0; done < count; done++) parse(grammar, text)
    },
    () => void JSON.parse(peer)
  )
  const speed = `${(megabyte / 1000 / times[0]).toFixed(1)} MB/s`
  return ratio(`1 MB of strings becomes trees: ${grammar} (${speed})`, times, 'JSON.parse', 200)
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
