import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import test from 'node:test'
import { top } from './support/page.js'

/** Which packages each may import; the table of packages/README.md, in its order. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  syntax: [],
  catalogue: [],
  model: ['syntax', 'catalogue'],
  emulator: ['catalogue', 'model'],
  validator: ['syntax', 'catalogue', 'model', 'emulator'],
  formats: ['syntax', 'catalogue', 'model', 'emulator', 'validator'],
  service: ['syntax', 'catalogue', 'model', 'emulator', 'validator', 'formats'],
  server: ['syntax', 'catalogue', 'model', 'emulator', 'validator', 'formats', 'service'],
  cli: ['syntax', 'catalogue', 'model', 'emulator', 'validator', 'formats', 'service', 'server']
}
/** The packages that may touch the machine. */
const outerRing = ['cli', 'server']

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: top,
  encoding: 'utf8'
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(top, file)))
const sources = files.filter((file) => /^packages\/[^/]+\/src\/.*\.ts$/.test(file))
const read = (file: string): string => readFileSync(join(top, file), 'utf8')

test('packages import only what stands to their left, through its index, and declare it', () => {
  const wrong: string[] = []
  for (const file of sources) {
    const home = file.split('/')[1] ?? ''
    const manifest = JSON.parse(read(`packages/${home}/package.json`)) as Manifest
    // What is bundled is needed to build alone.
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    for (const [, name = ''] of read(file).matchAll(/(?:from|import) '([^'.#][^']*)'/g)) {
      const [, other] = /^@xenlint\/([^/]+)$/.exec(name) ?? []
      if (name.startsWith('@xenlint/') && !arrows[home]?.includes(other ?? ''))
        wrong.push(`${file} imports ${name}`)
      const dependency = name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/')
      if (
        !name.startsWith('node:') &&
        !declared.includes(dependency) &&
        !declared.includes(`@types/${dependency}`)
      )
        wrong.push(`${file}: ${name} is not declared`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('no file holds what git leaves where two changes meet', () => {
  const marked = files.filter((file) => !/\.(?:png|jsonl)$/.test(file) && /^(?:<{7}|>{7}) /m.test(read(file)))
  assert.deepEqual(marked, [])
})

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

test('only the outer ring touches the machine', () => {
  const wrong = sources
    .filter((file) => !outerRing.includes(file.split('/')[1] ?? ''))
    .filter((file) =>
      /from 'node:|\bprocess\.|\bconsole\.|\bsetTimeout\(|Date\.now\(|Math\.random\(/.test(read(file))
    )
  assert.deepEqual(wrong, [])
})

test('no file outgrows 400 lines, and none is named for nothing', () => {
  const code = files.filter((file) => /\.(ts|js|cjs|mjs|peggy)$/.test(file))
  const long = code.filter((file) => read(file).split('\n').length > 401)
  const vague = code.filter((file) => /^(utils?|helpers?|common|misc|types|manager)\./.test(basename(file)))
  assert.deepEqual([long, vague], [[], []])
})

test('every package has its tests compiled against it, and the README draws all of them', () => {
  const packages = [...new Set(sources.map((file) => file.split('/')[1] ?? ''))].sort()
  assert.deepEqual(
    packages,
    Object.keys(arrows)
      .filter((name) => packages.includes(name))
      .sort()
  )
  const drawn = read('packages/README.md')
  for (const name of packages) assert.match(drawn, new RegExp(`\\| \`${name}\` \\|`))
})

test('every rule stands in a file of its name', () => {
  const rules = sources.filter((file) => /\/rules\/(?!index\.ts)/.test(file))
  for (const file of rules) assert.match(read(file), new RegExp(`id: '${basename(file, '.ts')}'`), file)
})

test('nothing of this machine, of a registry or unfinished stands in the project', () => {
  const text = files.filter(
    (file) => /\.(ts|js|cjs|json|md|peggy|sh|yml)$|\.ci\/run$/.test(file) && file !== 'package-lock.json'
  )
  const path = new RegExp(['/ro' + 'ot/', '/ho' + 'me/[a-z]+/', '/wo' + 'rk/'].join('|'))
  const registry = new RegExp('https?://(registry' + '|deb)\\.')
  const unfinished = new RegExp('\\b(TO' + 'DO|FIX' + 'ME|XX' + 'X:)\\b')
  const wrong = text.filter((file) => {
    const body = read(file)
    return registry.test(body) || (!file.startsWith('fixtures/') && path.test(body)) || unfinished.test(body)
  })
  assert.deepEqual(wrong, [])
})
