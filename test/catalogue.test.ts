import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import {
  aliases,
  compareVersions,
  foreign,
  foreignNames,
  interfaceMethods,
  interfaceOptions,
  nearest,
  type Option,
  option,
  optionAt,
  releaseOf,
  releases,
  specifications,
  table,
  tableIds,
  type ValueType,
  xenVersions
} from '@xenlint/catalogue'
import { top } from './support/page.js'

const data = join(top, 'packages/catalogue/data')

test('every option of the sources has its row', () => {
  assert.equal(table('xl-cfg').length, 175)
  assert.equal(table('xl-conf').length, 22)
  assert.equal(table('xen-command-line').length, 255)
  assert.equal(table('xend-config').length, 50)
  assert.equal(table('xm-cfg').length, 109)
  assert.equal(table('interfaces').length, 246)
  assert.equal(specifications().length, 30)
})

for (const id of tableIds) {
  test(`rows are sorted, each name stands once: ${id}`, () => {
    const names = table(id).map(({ name }) => name)
    assert.deepEqual(names, [...new Set(names)].sort())
  })

  test(`each row has the shape of an option, a summary, a proof and a source: ${id}`, () => {
    for (const row of table(id)) {
      assert.deepEqual(faultsOf(row, id === 'interfaces' ? ofInterfaces : {}), [], row.name)
      assert.match(row.summary, /^\S.*\.$/, row.name)
      assert.ok(row.sources.length > 0 && row.sources.every(isText), row.name)
    }
  })

  test(`names that rows point to are rows: ${id}`, () => {
    for (const { name, deprecated, replacement } of table(id)) {
      for (const use of [deprecated?.use, replacement]) {
        if (use === undefined || !/^[a-z0-9_.-]+$/.test(use)) continue
        assert.ok(option(id, use), `${name} points to ${use}`)
      }
    }
  })
}

test('a file of data is one row a line', () => {
  for (const file of readdirSync(data).filter((name) => name.endsWith('.json'))) {
    const text = readFileSync(join(data, file), 'utf8')
    const rows: unknown = JSON.parse(text)
    if (!Array.isArray(rows) || typeof rows[0] !== 'object') continue
    assert.equal(text.trimEnd().split('\n').length, rows.length + 2, file)
  }
})

test('languages of strings are sorted, and belong to options that say so', () => {
  const names = specifications().map(({ name }) => name)
  assert.deepEqual(names, [...new Set(names)].sort())
  for (const { name, options, parameters = [], summary, sources } of specifications()) {
    for (const each of options) assert.ok(option('xl-cfg', each), `${name} belongs to ${each}`)
    const inside = parameters.map((parameter) => parameter.name)
    assert.deepEqual(inside, [...new Set(inside)].sort(), name)
    for (const parameter of parameters) assert.deepEqual(typeFaults(parameter.type), [], parameter.name)
    for (const parameter of parameters) assert.ok(isOrdered(parameter), `${name} ${parameter.name}`)
    assert.match(summary, /^[A-Z].*\.$/)
    assert.ok(sources.length > 0)
  }
})

test('a string of its own language has a row for the language', () => {
  const known = new Set([...specifications().map(({ name }) => name), 'dom0_mem'])
  for (const id of tableIds)
    for (const row of table(id))
      for (const language of languagesOf(row.type)) assert.ok(known.has(language), `${row.name}: ${language}`)
})

test('slips and foreign names are no options, and lead to options', () => {
  for (const { name, use, table: id, sources } of aliases()) {
    assert.equal(option(id, name), undefined, name)
    assert.ok(option(id, use), `${name} leads to ${use}`)
    assert.ok(sources.length > 0, name)
  }
  for (const { name, tables, use, sources } of foreignNames()) {
    for (const id of tables) {
      assert.equal(option(id, name), undefined, name)
      if (use) assert.ok(option(id, use), `${name} leads to ${use}`)
    }
    assert.ok(tables.length > 0 && sources.length > 0, name)
  }
})

test('what a method wants, it reads', () => {
  for (const { family, method, required } of interfaceMethods())
    for (const name of required) {
      const row = interfaceOptions().find((each) => each.name === name)
      assert.ok(row?.methods?.includes(`${family} ${method}`), `${family} ${method}: ${name}`)
    }
})

test('passwords are marked as secrets', () => {
  const secrets = table('xl-cfg').filter(({ secret }) => secret)
  assert.deepEqual(
    secrets.map(({ name }) => name),
    ['spicepasswd', 'vncpasswd']
  )
})

test('a misspelt name leads to the one it means', () => {
  assert.equal(nearest('xl-cfg', 'vcpu'), 'vcpus')
  assert.equal(nearest('xl-cfg', 'maxcpus'), 'maxvcpus')
  assert.equal(nearest('xl-cfg', 'initrd'), 'ramdisk')
  assert.equal(nearest('xl-cfg', 'mmeory'), 'memory')
  assert.equal(nearest('xl-cfg', 'on_reboots'), 'on_reboot')
  assert.equal(nearest('xl-conf', 'autoballon'), 'autoballoon')
  assert.equal(nearest('xl-cfg', 'home'), undefined)
  assert.equal(nearest('xl-cfg', 'memmap'), undefined)
  assert.equal(nearest('xl-cfg', 'use'), undefined)
  assert.equal(nearest('xl-cfg', 'x'), undefined)
})

test('a foreign name is known in its own tables only', () => {
  assert.equal(foreign('xl-cfg', 'vcpu_avail')?.use, 'vcpus')
  assert.equal(foreign('xl-conf', 'vcpu_avail'), undefined)
})

test('a row is read as its release reads it', () => {
  const row = option('xl-cfg', 'serial')
  assert.ok(row)
  assert.equal(optionAt(row, '4.4').type.kind, 'string')
  assert.equal(optionAt(row, '4.5').type.kind, 'either')
  assert.equal(optionAt(row, '4.4').since, row.since)
})

test('a table that is not there has no rows', () => {
  assert.deepEqual(table('toString'), [])
})

test('a Xen that no Debian ships stands beside the Debian before it', () => {
  assert.deepEqual(
    releaseOf('4.17'),
    releases.find(({ xen }) => xen === '4.17')
  )
  assert.deepEqual(releaseOf('4.12'), { xen: '4.12', debian: '10', codename: 'buster', proof: 'source' })
  assert.equal(releaseOf('4.22')?.debian, '13')
  assert.equal(releaseOf('4.23'), undefined)
  assert.deepEqual(xenVersions, [...xenVersions].sort(compareVersions))
  for (const { xen } of releases) assert.ok(xenVersions.includes(xen), xen)
})

const ofInterfaces: Readonly<Record<string, (value: unknown) => boolean>> = {
  reader: isText,
  manual: (value) => option('interfaces', value as string) !== undefined,
  methods: areTexts,
  beside: (value) => Object.values(value as object).every(areTexts),
  comment: (value) => isByMethod(value, ['harmless', 'differs', 'breaks']),
  repeat: (value) => isByMethod(value, ['harmless', 'listed', 'lost', 'breaks'])
}

const columns: Readonly<Record<keyof Option, (value: unknown) => boolean>> = {
  name: isText,
  since: isVersion,
  until: isVersion,
  type: (value) => typeFaults(value as ValueType).length === 0,
  summary: isText,
  default: isText,
  guests: isGuests,
  effect: isGuests,
  onlyWith: isCondition,
  arch: areTexts,
  wrong: isWrong,
  syntax: isText,
  items: areItems,
  separator: (value) => value === '' || value === ' ' || value === '/',
  otherwise: isText,
  example: isText,
  conflicts: areTexts,
  requires: areTexts,
  deprecated: isDeprecation,
  replacement: isText,
  farewell: isText,
  notes: areTexts,
  changes: areChanges,
  preset: isText,
  upstream: isUpstream,
  becomes: isBecoming,
  secret: (value) => value === true,
  proof: (value) => value === 'oracle' || value === 'source',
  sources: areTexts
}

function areItems(value: unknown): boolean {
  const items = value as Required<Option>['items']
  const words = items.map(({ word }) => word)
  return (
    new Set(words).size === words.length &&
    items.every(
      (item) => isText(item.word) && (item.says === undefined || isText(item.says)) && isOrdered(item)
    )
  )
}

function isBecoming(value: unknown): boolean {
  const forms = value as Required<Option>['becomes']
  return forms.every(({ of, write, where }) => isPattern(of) && isText(write) && isText(where))
}

function isUpstream(value: unknown): boolean {
  const { asks = '', instead, ...rest } = value as Required<Option>['upstream']
  return isText(instead) && new RegExp(asks) instanceof RegExp && Object.keys(rest).length === 0
}

/** What a row has that an option may not have, and the other way round. */
function faultsOf(row: object, more: typeof ofInterfaces): string[] {
  const faults = Object.entries(row).flatMap(([key, value]) => {
    const isRight = more[key] ?? (columns[key as keyof Option] as ((value: unknown) => boolean) | undefined)
    if (!isRight) return [`unknown column ${key}`]
    return isRight(value) ? [] : [`${key} is ${JSON.stringify(value)}`]
  })
  for (const key of ['name', 'type', 'summary', 'proof', 'sources'])
    if (!(key in row)) faults.push(`no ${key}`)
  if (!isOrdered(row)) faults.push('the span ends before it starts')
  return faults
}

function typeFaults(type: ValueType): string[] {
  switch (type.kind) {
    case 'flag':
      return []
    case 'string':
      return type.pattern === undefined || isPattern(type.pattern) ? [] : ['pattern']
    case 'size':
      return type.unit === undefined || isText(type.unit) ? [] : ['unit']
    case 'integer':
      return (type.min ?? 0) <= (type.max ?? Number.MAX_SAFE_INTEGER) ? [] : ['bounds']
    case 'choice': {
      const words = Object.entries(type.spans ?? {})
      const isRight = areTexts(type.of) && type.of.length > 0
      const stray = words.filter(([word, span]) => !type.of.includes(word) || !isOrdered(span))
      const forSome = Object.entries(type.guests ?? {})
      const told = Object.keys(type.says ?? {}).filter((word) => !type.of.includes(word))
      const odd = forSome.filter(([word, guests]) => !type.of.includes(word) || !isGuests(guests))
      return isRight && stray.length + odd.length + told.length === 0 ? [] : ['words']
    }
    case 'list':
      return typeFaults(type.of)
    case 'spec':
      return isText(type.language) ? [] : ['language']
    case 'either':
      return type.of.flatMap(typeFaults)
  }
  return [`kind ${JSON.stringify(type)}`]
}

function languagesOf(type: ValueType): string[] {
  if (type.kind === 'spec') return [type.language]
  if (type.kind === 'list') return languagesOf(type.of)
  return type.kind === 'either' ? type.of.flatMap(languagesOf) : []
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isByMethod(value: unknown, effects: readonly string[]): boolean {
  const methods = new Set(interfaceMethods().map(({ family, method }) => `${family} ${method}`))
  const entries = Object.entries(value as Record<string, string>)
  return (
    entries.length > 0 &&
    entries.every(([key, effect]) => effects.includes(effect) && (key === '*' || methods.has(key)))
  )
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText)
}

function isVersion(value: unknown): boolean {
  return isText(value) && xenVersions.includes(value)
}

function isGuests(value: unknown): boolean {
  return areTexts(value) && value.every((each) => ['pv', 'pvh', 'hvm'].includes(each))
}

function isCondition(value: unknown): boolean {
  const { guests, option: name, ...rest } = value as Required<Option>['onlyWith']
  return isGuests(guests) && option('xl-cfg', name) !== undefined && Object.keys(rest).length === 0
}

function isPattern(value: string): boolean {
  return new RegExp(value) instanceof RegExp && value.startsWith('^') && value.endsWith('$')
}

function isWrong(value: unknown): boolean {
  return Object.entries(value as object).every(
    ([slip, outcome]) =>
      ['list', 'single', 'number', 'word', 'bounds', 'form'].includes(slip) &&
      ['warned', 'silent', 'refused'].includes(outcome)
  )
}

function isDeprecation(value: unknown): boolean {
  const { since, until, use, said, values = 'same', ...rest } = value as Required<Option>['deprecated']
  const texts = [use, said].every((each) => each === undefined || isText(each))
  const isRight = values === 'same' || areTexts(Object.values(values))
  return texts && isRight && isOrdered({ since, until }) && Object.keys(rest).length === 0
}

function areChanges(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((change: object) =>
      Object.entries(change).every(([key, each]) => columns[key as keyof Option]?.(each))
    )
  )
}

function isOrdered({ since, until }: { since?: unknown; until?: unknown }): boolean {
  for (const end of [since, until]) if (end !== undefined && !isVersion(end)) return false
  if (since === undefined || until === undefined) return true
  return compareVersions(String(since), String(until)) < 0
}
