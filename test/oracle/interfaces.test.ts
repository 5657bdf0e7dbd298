import assert from 'node:assert/strict'
import test from 'node:test'
import { type InterfacesReading, printed, readInterfaces } from '@xenlint/model'
import { parse } from '@xenlint/syntax'
import fc from 'fast-check'
import { lookupIn } from './folder-lookup.js'
import { ifupdown, type Printed } from './ifupdown.js'
import { anyFolder } from './interfaces-files.js'

const runs = Number(process.env['XENLINT_ORACLE_RUNS'] ?? 150)
const seed = Number(process.env['XENLINT_ORACLE_SEED'] ?? Date.now() % 1_000_000)

test(`any file is read as ifquery reads it, with the same words and lines (seed ${seed})`, () => {
  const folders = fc.sample(anyFolder, { numRuns: runs, seed })
  const real = ifupdown('ifquery --list', folders)
  assert.equal(real.length, folders.length)
  for (const [index, folder] of folders.entries()) {
    const tree = parse('interfaces', folder['interfaces'] ?? '')
    const reading = readInterfaces({ file: 'interfaces', tree }, lookupIn(folder))
    const compared = losesLoopback(reading) ? remarks : sorted
    assert.deepEqual(compared(ours(reading)), compared(real[index]), JSON.stringify(folder))
  }
})

function ours(reading: InterfacesReading): Printed {
  const said = reading.refusals.map((refusal) => `ifquery: ${printed(refusal)}`.replace(/\s+/g, ' '))
  if (!reading.accepted)
    return { lines: [...said, `ifquery: couldn't read interfaces file "interfaces"`], status: 1 }
  // A word with a slash asks for interfaces of the kernel by an attribute; `lo`, the only one here, has none that fits.
  const words = (reading.classes.get('auto') ?? []).map(({ name }) => name)
  const names = words.filter((name) => !name.includes('/'))
  const listed = ['lo', ...names.filter((name) => name !== 'lo')]
  const defined = new Set([
    ...(reading.addsLoopback ? ['lo'] : []),
    ...reading.ifaces.map(({ name }) => name)
  ])
  const isKnown = (name: string): boolean => defined.has(name) || isMapped(reading, name)
  const lost = listed.filter((name) => !isKnown(name))
  const lines = [
    ...said,
    ...listed.map((name) => (isKnown(name) ? name : `ifquery: unknown interface ${name}`))
  ]
  return { lines, status: lost.length > 0 ? 1 : 0 }
}

// Every pattern of the files made up here ends in a star, or has none.
function isMapped({ mappings }: InterfacesReading, name: string): boolean {
  return mappings.some(({ patterns }) =>
    patterns.some(({ name: pattern }) =>
      pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
    )
  )
}

// ifquery, told to rename `lo` to nothing, reads past its own list, and lists what lies there.
function losesLoopback({ accepted, renames }: InterfacesReading): boolean {
  return accepted && renames.some(({ name }) => name === 'lo')
}

function remarks(printed: Printed | undefined): readonly string[] | undefined {
  return printed?.lines.filter((line) => /^ifquery: (?!unknown interface)/.test(line))
}

/** What stands on standard error comes first: the two are written side by side. */
function sorted(printed: Printed | undefined): Printed | undefined {
  const lines = printed?.lines ?? []
  const isSaid = (line: string): boolean => line.startsWith('ifquery: ')
  return printed && { ...printed, lines: [...lines.filter(isSaid), ...lines.filter((line) => !isSaid(line))] }
}
