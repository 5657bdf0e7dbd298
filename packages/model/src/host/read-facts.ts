import { factsSchema, nearestOf, type Schema } from '@xenlint/catalogue'
import { ansibleFacts } from './ansible.js'
import type { Facts } from './facts.js'
import { isRecord } from './record.js'

/** The facts of a text, and what of it is none. */
export interface FactsReading {
  /** Those that have the wanted shape; all others are unknown. */
  readonly facts: Facts
  /** What is written as a fact and cannot be taken for one, a sentence each. */
  readonly faults: readonly string[]
  /** Names that no fact has, a sentence each. */
  readonly strangers: readonly string[]
}

/** Reads facts as xenlint or as Ansible's `setup` writes them. */
export function readFacts(text: string): FactsReading {
  const ansible = /^\S+ \| (?:SUCCESS|CHANGED) => (?=\{)/.exec(text)?.[0].length ?? 0
  let json: unknown
  try {
    json = JSON.parse(text.slice(ansible).replace(/^\uFEFF/, ''))
  } catch (error) {
    return { facts: {}, faults: [`They cannot be read as JSON: ${(error as Error).message}.`], strangers: [] }
  }
  if (!isRecord(json)) return { facts: {}, faults: ['They are no JSON object.'], strangers: [] }
  const told = ansibleFacts(json)
  return told ? { facts: told, faults: [], strangers: [] } : shaped(json)
}

/** Facts that have the shape that the schema wants; each that has not is told, and counts as unknown. */
function shaped(json: Readonly<Record<string, unknown>>): FactsReading {
  const faults: string[] = []
  const strangers: string[] = []
  const kept: [string, unknown][] = []
  const { properties = {} } = factsSchema()
  for (const [name, value] of Object.entries(json)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!schema) {
      strangers.push(stranger(name, Object.keys(properties)))
      continue
    }
    const misfit = misfitOf(value, schema, name)
    if (misfit) faults.push(`\`${misfit.path}\` ${misfit.is}, but ${wish(name, misfit, schema)}.`)
    else if (name !== '$schema')
      kept.push([name, addresses.has(name) ? (value as string[]).map(wholeAddress) : value])
  }
  return { facts: Object.fromEntries(kept), faults, strangers }
}

const addresses = new Set(['assignable', 'pci'])

// `03:00.0` is short for `0000:03:00.0`.
function wholeAddress(address: string): string {
  return (address.split(':').length === 2 ? `0000:${address}` : address).toLowerCase()
}

function stranger(name: string, names: readonly string[]): string {
  const guess = nearestOf(names, name)
  return `\`${name}\` is no fact that xenlint knows${guess ? `; did you mean \`${guess}\`?` : '.'}`
}

interface Misfit {
  /** The way to the value: `volumes[2].path`. */
  readonly path: string
  readonly is: string
  readonly wants: string
}

/** The first place in a value that is not as its schema wants it. */
function misfitOf(value: unknown, schema: Schema, path: string): Misfit | undefined {
  const wants = wanted(schema)
  if (!hasType(value, schema)) {
    const formless = typeof value === 'string' && schema.pattern !== undefined && schema.pattern !== '^/'
    return { path, is: isWhat(value), wants: formless ? 'a text of another form' : wants }
  }
  if (Array.isArray(value) && schema.items)
    for (const [index, item] of value.entries()) {
      const inner = misfitOf(item, schema.items, `${path}[${index}]`)
      if (inner) return inner
    }
  if (!isRecord(value)) return undefined
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return { path, is: `has no \`${missing}\``, wants }
  for (const [name, item] of Object.entries(value)) {
    const own = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined
    const inner = own ?? schema.additionalProperties
    if (inner === false) return { path: `${path}.${name}`, is: 'is not known', wants: `${wants} without it` }
    const misfit =
      inner && misfitOf(item, inner, own ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`)
    if (misfit) return misfit
  }
  return undefined
}

function hasType(value: unknown, { type, enum: words, pattern, minimum, minLength }: Schema): boolean {
  if (words) return typeof value === 'string' && words.includes(value)
  switch (type) {
    case 'string':
      return (
        typeof value === 'string' &&
        value.length >= (minLength ?? 0) &&
        (pattern === undefined || new RegExp(pattern, 'u').test(value))
      )
    case 'integer':
    case 'number':
      return (
        typeof value === 'number' &&
        (type === 'number' || Number.isInteger(value)) &&
        value >= (minimum ?? Number.NEGATIVE_INFINITY)
      )
    case 'boolean':
      return typeof value === 'boolean'
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isRecord(value)
  }
}

function wanted({ type, enum: words, pattern, minimum, minLength }: Schema): string {
  if (words) return words.map((word) => `\`"${word}"\``).join(' or ')
  switch (type) {
    case 'string':
      if (pattern === '^/') return 'a path that starts with `/`'
      return minLength ? 'a text that is not empty' : 'a text'
    case 'integer':
      return `a whole number${minimum === undefined ? '' : ` from ${minimum} on`}`
    case 'number':
      return `a number${minimum === undefined ? '' : ` from ${minimum} on`}`
    case 'boolean':
      return '`true` or `false`'
    case 'array':
      return 'a list'
    case 'object':
      return 'an object'
  }
}

function wish(name: string, { path, wants }: Misfit, { examples = [] }: Schema): string {
  const [example] = examples
  const shown = example === undefined ? '' : `, as in \`"${name}": ${JSON.stringify(example)}\``
  return `${path === name ? 'it' : `\`${name}\``} wants ${wants}${path === name ? '' : ' there'}${shown}`
}

function isWhat(value: unknown): string {
  if (value === null) return 'is null'
  if (Array.isArray(value)) return 'is a list'
  if (typeof value === 'object') return 'is an object'
  const text = JSON.stringify(value)
  return `is ${typeof value === 'string' ? 'the text ' : ''}\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``
}
