import { type Field, fieldsAt, structures, wordTables, type XenVersion } from '@xenlint/catalogue'
import { type CpuidPolicy, type Draft, type DraftValue, isCpuidPolicy, isDraft } from './draft.js'
import type { Json } from './json-text.js'

/** What libxl's JSON says of a structure: its fields in order, without those at their default. */
export function structureJson(name: string, draft: Draft, xen: XenVersion): { [key: string]: Json } {
  const printed: { [key: string]: Json } = {}
  for (const field of fieldsOf(name, Object.keys(draft), xen)) {
    if (field.by) printUnion(field, draft, xen, printed)
    else {
      const value = fieldJson(field, draft[field.name], xen)
      if (value !== undefined) printed[field.name] = value
    }
  }
  return printed
}

/** The fields that may be printed where so many are set. Many guests set the same: a dozen of hundreds. */
function fieldsOf(name: string, set: readonly string[], xen: XenVersion): readonly Field[] {
  const key = `${xen} ${name} ${set.join()}`
  const known = knownFields.get(key)
  if (known) return known
  const fields = fieldsAt(name, xen).filter(
    (field) => field.by || set.includes(field.name) || structures().has(field.type)
  )
  if (knownFields.size === mostKnown) knownFields.clear()
  knownFields.set(key, fields)
  return fields
}

const knownFields = new Map<string, readonly Field[]>()
const mostKnown = 1000

/** A union is printed under its selector's name and value, `type.hvm`; an unknown selector hides it. */
function printUnion(field: Field, draft: Draft, xen: XenVersion, into: { [key: string]: Json }): void {
  const fallback = wordTables()
    .get(field.type)
    ?.find((each) => each.default)?.word
  const chosen = draft[field.by ?? ''] ?? fallback
  if (typeof chosen !== 'string') return
  const member = field.members?.[chosen]
  if (member === undefined) return
  const content = isDraft(draft[field.name]) ? (draft[field.name] as Draft)[chosen] : undefined
  const named = `${field.by}.${chosen}`
  if (member === null) into[named] = {}
  else into[named] = isDraft(content) ? structureJson(member, content, xen) : emptyJson(member, xen)
}

/** A structure in which nothing is set: most are, in every guest, so each is made once. */
function emptyJson(name: string, xen: XenVersion): Json {
  const key = `${xen} ${name}`
  const known = empties.get(key) ?? structureJson(name, {}, xen)
  empties.set(key, known)
  return known
}

const empties = new Map<string, Json>()

function fieldJson(field: Field, value: DraftValue | undefined, xen: XenVersion): Json | undefined {
  if (!field.list) return valueJson(field, value, xen)
  if (!Array.isArray(value) || value.length === 0) return undefined
  const each = itemOf(field)
  const printed: Json[] = []
  for (const [at, item] of value.entries()) {
    // One map of CPUs serves all vCPUs: thousands of it, each as long, would fill the memory.
    const again = at > 0 && typeof item === 'object' && item === value[at - 1]
    printed.push((again ? printed[at - 1] : valueJson(each, item, xen)) ?? [])
  }
  return printed
}

/** What stands in a list is printed whatever it is. */
function itemOf(field: Field): Field {
  const known = items.get(field) ?? { ...field, default: 'none' }
  items.set(field, known)
  return known
}

const items = new WeakMap<Field, Field>()

function valueJson(field: Field, value: DraftValue | undefined, xen: XenVersion): Json | undefined {
  if (structures().has(field.type))
    return isDraft(value) ? structureJson(field.type, value, xen) : emptyJson(field.type, xen)
  if (value === undefined) return undefined
  const words = wordTables().get(field.type)
  if (words) {
    const standard =
      field.default === undefined
        ? words.find((each) => each.default)
        : words.find((each) => each.number === field.default)
    return standard?.word === value ? undefined : (value as string | null)
  }
  if (typeof value === 'bigint') return integerJson(field, value)
  if (typeof value === 'boolean')
    return field.type === 'boolean' ? value || undefined : value ? 'True' : 'False'
  if (field.type === 'uuid') return /[1-9a-f]/.test(String(value)) ? String(value) : undefined
  if (typeof value === 'string') return value
  return isCpuidPolicy(value) ? policyJson(value) : listJson(field, value as readonly Json[])
}

function listJson(field: Field, value: readonly Json[]): Json | undefined {
  if (field.type === 'mac') {
    if (value.every((byte) => byte === 0)) return undefined
    return value.map((byte) => Number(byte).toString(16).padStart(2, '0')).join(':')
  }
  if (field.type === 'genid' && value.every((byte) => byte === 0)) return undefined
  return value.length === 0 && field.default !== 'none' ? undefined : [...value]
}

/** Numbers wrap around in their field, as C's assignments do. */
function integerJson(field: Field, value: bigint): Json | undefined {
  if (field.type === 'boolean') return value !== 0n || undefined
  const unsigned = /^uint(\d+)$/.exec(field.type)
  const fitted = unsigned ? BigInt.asUintN(Number(unsigned[1]), value) : BigInt.asIntN(32, value)
  if (field.default !== 'none' && fitted === BigInt(field.default ?? 0)) return undefined
  return fitted <= largestNumber && fitted >= -largestNumber ? Number(fitted) : fitted
}

/** Beyond it numbers are not exact. */
const largestNumber = BigInt(Number.MAX_SAFE_INTEGER)

function policyJson({ leaves, machineRegisters }: CpuidPolicy): Json | undefined {
  if (leaves.length === 0 && machineRegisters.length === 0) return undefined
  const cpuid = leaves.map(({ leaf, subleaf, registers }) => {
    const row: { [key: string]: Json } = { leaf }
    if (subleaf !== undefined) row['subleaf'] = subleaf
    for (const register of ['eax', 'ebx', 'ecx', 'edx']) {
      const policy = registers.get(register)
      if (policy !== undefined) row[register] = policy
    }
    return row
  })
  return { cpuid, msr: machineRegisters.map(({ index, policy }) => ({ index: BigInt(index), policy })) }
}
