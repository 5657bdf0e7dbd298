import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import test from 'node:test'
import type { Json } from '@xenlint/model'
import fc from 'fast-check'
import { guestText } from '../support/guest-text.js'
import { type Outcome, outcomeText } from '../support/plan-page.js'
import { slippedGuestText } from '../support/slip-text.js'
import { folderWith, xenlint } from '../support/terminal.js'
import { sameMadeUp } from './outcome.js'
import { provenReleases } from './xl.js'

const seed = Number(process.env['XENLINT_ORACLE_SEED'] ?? Date.now() % 1e9)

/** Words behind the files: none, some, and one that is no setting for xl's parser. */
const words = [[], ['memory=512', 'name="other"'], ['extra="é"', 'vcpus=2'], ['on_crash=destroy']]

/** What a file may hold beside text: bytes that are no UTF-8, and a NUL. */
const odd = ['# \xe9\n', 'extra = "\xe9"\n', '\0\n', '"\0"\n', '\xff']

test(`several files in one run are planned as xl creates them one by one, seed ${seed}`, (t) => {
  const texts = fc.sample(fc.oneof(guestText(), slippedGuestText()), { numRuns: 24, seed })
  const files = Object.fromEntries(
    texts.map((text, index) => {
      const bytes = Buffer.from(
        index % 3 ? text : text + odd[(index / 3) % odd.length],
        index % 3 ? 'utf8' : 'latin1'
      )
      return [`${index}.cfg`, bytes]
    })
  )
  const folder = folderWith(t, files)
  const names = Object.keys(files)
  for (const [index, release] of provenReleases.entries())
    for (const some of [words[0] ?? [], words[index + 1] ?? []]) {
      const { stdout } = xenlint(folder, ['plan', 'guest', '--xen', release, '--json', ...names, ...some])
      const plans = JSON.parse(stdout) as readonly { [key: string]: Json }[]
      assert.deepEqual(
        plans.map(({ file }) => file),
        names
      )
      for (const { file, status, config, messages } of plans) {
        const plan = { status, config, messages } as unknown as Outcome
        const text = [String(files[`${file}`]), ...some].join('\n')
        const real = sameMadeUp(create(release, folder, `${file}`, some), plan, text)
        assert.equal(outcomeText(plan), outcomeText(real), `xl ${release} on ${JSON.stringify(text)}`)
      }
    }
})

function create(release: string, folder: string, file: string, some: readonly string[]): Outcome {
  const xl = join(process.env['XENLINT_ORACLES'] ?? '', release, 'xl')
  const { status, signal, stdout, stderr } = spawnSync(xl, ['-N', 'create', file, ...some], {
    cwd: folder,
    maxBuffer: 1 << 28
  })
  const lines = decoded(stderr).split('\n')
  const printed = decoded(stdout)
  return {
    status: signal ? `signal ${signal}` : (status ?? -1),
    messages: lines.at(-1) === '' ? lines.slice(0, -1) : lines,
    config: printed.trim() === '' ? null : JSON.parse(printed)
  } as Outcome
}

/** As xenlint shows it: what is no UTF-8 has a character for each byte. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
