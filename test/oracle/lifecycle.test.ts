import assert from 'node:assert/strict'
import test from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { planLifecycle } from '@xenlint/model'
import fc from 'fast-check'
import { type Outcome, type Scene, xendomains } from './xendomains.js'

// A scene takes the script about a second.
const runs = Math.ceil(Number(process.env['XENLINT_ORACLE_RUNS'] ?? 150) / 4)
const seed = Number(process.env['XENLINT_ORACLE_SEED'] ?? Date.now() % 1_000_000)

test(`guests start and stop as Debian's xendomains starts and stops them (${runs} hosts, seed ${seed})`, () => {
  const scenes = fc.sample(anyScene(), { numRuns: runs, seed })
  for (const [index, real] of xendomains(scenes).entries()) {
    const scene = scenes[index] as Scene
    const plan = ours(scene)
    const [slowly] = isDeepStrictEqual(plan, real) ? [real] : xendomains([scene], 2)
    assert.deepEqual(plan, slowly, JSON.stringify(scene))
  }
})

function ours(scene: Scene): Outcome {
  const { action, defaults, auto, saved, ...rest } = scene
  const {
    calls,
    running,
    saved: left
  } = planLifecycle(
    {
      ...rest,
      flavour: 'debian',
      isLegible: true,
      defaults,
      list: (folder) =>
        folder === '@/auto' ? Object.keys(auto).sort() : folder === '@/save' ? [...saved].sort() : undefined,
      isFile: (path) => path.startsWith('@/save/') && saved.includes(path.slice('@/save/'.length)),
      head: () => '',
      nameOf: (path) => auto[path.slice('@/auto/'.length)] || undefined
    },
    action
  )
  // Without a folder to save to, what lies in the usual one stays there.
  return { calls, running, saved: /SAVE="?@/.test(defaults) ? left : [...saved].sort() }
}

const names = ['web', 'db', 'mail', 'dns']

function anyScene(): fc.Arbitrary<Scene> {
  const name = fc.constantFrom(...names)
  const file = fc.constantFrom('10-a', '2', '20-b.cfg', '20-b.cfg~', 'Z', 'a.cfg', 'b.bak')
  const some = (word: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
    fc.array(word, { maxLength: 2 }).map((words) => [...new Set(words)])
  const call = (kinds: readonly string[]): fc.Arbitrary<string> =>
    fc
      .tuple(fc.constantFrom(...kinds), fc.oneof(name, name, fc.constant('*')))
      .map((words) => words.join(':'))
  return fc.record({
    action: fc.constantFrom('start' as const, 'stop' as const),
    defaults: anyDefaults(),
    auto: fc.dictionary(
      file,
      fc.oneof({ weight: 6, arbitrary: name }, { weight: 1, arbitrary: fc.constant('') }),
      {
        maxKeys: 5,
        noNullPrototype: true
      }
    ),
    saved: some(name),
    running: some(name).map((list) => list.map((each, index) => ({ id: index * 3 + 1, name: each }))),
    failing: some(call(['create', 'restore', 'save', 'migrate', 'shutdown'])),
    slow: some(
      fc.tuple(fc.constantFrom('save', 'migrate'), name).map((words) => `${words.join(':')}:40`)
    ).map((list) => list.slice(0, 1)),
    ignoring: some(name)
  })
}

function anyDefaults(): fc.Arbitrary<string> {
  const line = (name: string, ...values: string[]): fc.Arbitrary<string> =>
    fc.constantFrom(...values.map((value) => (value === '-' ? '' : `XENDOMAINS_${name}=${value}\n`)))
  return fc
    .tuple(
      line('AUTO', '@/auto', '@/auto', '@/auto', '"@/auto"', '@/gone', '""', '-'),
      line('SAVE', '@/save', '@/save', '"@/save"', '""', '-'),
      line('RESTORE', 'true', 'false', 'no', '""', '-'),
      line('MIGRATE', '""', '-', '"--live other"', '""'),
      line('STOP_MAXWAIT', '3', '3', '4', '5m', '""', '-')
    )
    .map((lines) => lines.join(''))
}
