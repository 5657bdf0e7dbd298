import assert from 'node:assert/strict'
import test from 'node:test'
import { planNetwork, readInterfaces } from '@xenlint/model'
import { parse } from '@xenlint/syntax'
import fc from 'fast-check'
import { lookupIn } from './folder-lookup.js'
import { type Folder, ifupdown } from './ifupdown.js'
import { anyNetwork } from './network-files.js'

const runs = Number(process.env['XENLINT_ORACLE_RUNS'] ?? 150)
const seed = Number(process.env['XENLINT_ORACLE_SEED'] ?? Date.now() % 1_000_000)

test(`any network comes up as ifup brings it up, command by command (seed ${seed})`, () => {
  const folders = fc.sample(anyNetwork, { numRuns: runs, seed })
  const real = ifupdown('ifup --no-act --verbose --force -a', folders)
  assert.equal(real.length, folders.length)
  for (const [index, folder] of folders.entries())
    assert.deepEqual(
      ours(folder),
      { output: real[index]?.lines, status: real[index]?.status },
      folder['interfaces']
    )
})

function ours(folder: Folder): unknown {
  const tree = parse('interfaces', folder['interfaces'] ?? '')
  const reading = readInterfaces({ file: 'interfaces', tree }, lookupIn(folder))
  return planNetwork({ reading, file: 'interfaces', shown: 'interfaces', nics: ['lo'] })
}
