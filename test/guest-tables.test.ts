import assert from 'node:assert/strict'
import test from 'node:test'
import {
  cpuidFlags,
  deviceKeys,
  deviceLanguages,
  diskParameters,
  guestSteps,
  option,
  spelling,
  structures,
  wordTables
} from '@xenlint/catalogue'

const builtIns = new Set(
  'text flag boolean int32 uint8 uint32 uint64 bits texts pairs mac uuid genid cpuid devid'.split(' ')
)

test('every field is of a type that there is, and its default is a number', () => {
  for (const field of [...structures().values()].flat()) {
    const known = builtIns.has(field.type) || wordTables().has(field.type) || structures().has(field.type)
    assert.ok(known, `${field.structure}.${field.name} is ${field.type}`)
    if (field.default !== undefined) assert.match(String(field.default), /^-?\d+$/)
    for (const member of Object.values(field.members ?? {}))
      assert.ok(member === null || structures().has(member), `${field.structure}.${field.name}: ${member}`)
  }
})

test('every path that a step fills leads to a field', () => {
  for (const step of guestSteps()) {
    if (!('into' in step) || step.into === undefined) continue
    assert.ok(leads('domain_config', step.into.split('.')), step.into)
  }
})

test('every key of a device fills a field of the structures of its list', () => {
  const lists = new Map(
    structures()
      .get('domain_config')
      ?.map(({ name, type }) => [name, type])
  )
  for (const [name, { list }] of deviceLanguages)
    for (const { into } of deviceKeys().get(name) ?? []) {
      if (into === '' || (name === 'channel' && into === 'path')) continue
      assert.ok(leads(lists.get(list) ?? '', into.split('.')), `${name}: ${into}`)
    }
  for (const { as, into = '' } of diskParameters)
    assert.ok(leads('device_disk', [into]) || ['format', 'access', 'refused'].includes(as), into)
})

test('every option that a step reads has its row', () => {
  for (const step of guestSteps()) if ('option' in step) assert.ok(option('xl-cfg', step.option), step.option)
  for (const name of deviceLanguages.keys()) assert.ok(option('xl-cfg', name), name)
})

test('every table of words that a step names is there', () => {
  for (const step of guestSteps()) {
    if (step.step === 'word') assert.ok(wordTables().has(step.words), step.words)
    if (step.step === 'named') assert.ok(spelling(step.spellings, step.absent), step.option)
  }
})

test('a flag of the processor stands for bits of one register', () => {
  for (const { name, leaf, machineRegister, register, bit, length = 1 } of cpuidFlags()) {
    assert.equal(leaf === undefined, machineRegister !== undefined, name)
    assert.equal(register === undefined, machineRegister !== undefined, name)
    assert.ok(bit + length <= (machineRegister === undefined ? 32 : 64), name)
  }
})

function leads(structure: string, [name, ...rest]: readonly string[]): boolean {
  const fields = structures().get(structure)
  if (rest.length === 0 && fields?.some(({ by }) => by === name)) return true
  const field = fields?.find((each) => each.name === name)
  if (!field) return false
  if (rest.length === 0) return true
  const [member = '', ...behind] = rest
  if (!field.by) return leads(field.type, rest)
  const inside = field.members?.[member]
  return typeof inside === 'string' && leads(inside, behind)
}
