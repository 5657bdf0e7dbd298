import { type Field, fieldsAt, structures, wordTables, type XenVersion } from '@xenlint/catalogue'
import { type CpuidPolicy, type Draft, type DraftValue, isCpuidPolicy, isDraft } from './draft.js'
import type { Json } from './json-text.js'

/** What libxl's JSON says of a structure: its fields in order, without those at their default. */
export function structureJson(name: string, draft: Draft, xen: XenVersion): { [key: string]: Json } {
  const printed: { [key: string]: Json } = {}
  for (const field of fieldsAt(name, xen)) {
    if (field.by) printUnion(field, draft, xen, printed)
    else {
      const value = fieldJson(field, draft[field.name], xen)
      if (value !== undefined) printed[field.name] = value
    }
  }
  return printed
}

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
  into[`${field.by}.${chosen}`] = member ? structureJson(member, isDraft(content) ? content : {}, xen) : {}
}

function fieldJson(field: Field, value: DraftValue | undefined, xen: XenVersion): Json | undefined {
  if (field.list) {
    if (!Array.isArray(value) || value.length === 0) return undefined
    const each = itemOf(field)
    // One map of CPUs serves all vCPUs: thousands of it, each as long, would fill the memory.
    const printed = new Map<DraftValue, Json>()
    return value.map((item) => {
      const json = printed.get(item) ?? valueJson(each, item, xen) ?? []
      printed.set(item, json)
      return json
    })
  }
  return valueJson(field, value, xen)
}

/** What stands in a list is printed whatever it is. */
function itemOf(field: Field): Field {
  const known = items.get(field) ?? { ...field, default: 'none' }
  items.set(field, known)
  return known
}

const items = new WeakMap<Field, Field>()

function valueJson(field: Field, value: DraftValue | undefined, xen: XenVersion): Json | undefined {
  if (value === undefined && !structures().has(field.type)) return undefined
  if (value === undefined || structures().has(field.type))
    return structureJson(field.type, isDraft(value) ? value : {}, xen)
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
