/** What a field of libxl's domain configuration holds; absent is libxl's own default. */
export type DraftValue =
  | string
  | bigint
  | boolean
  | null
  | Draft
  | readonly (string | bigint | readonly number[] | Draft)[]
  | readonly number[]
  | CpuidPolicy

/** A structure of libxl that is being filled in. Numbers are as xl read them: the printer makes them fit their field. */
export interface Draft {
  [field: string]: DraftValue
}

/** What a guest is to see of the processor: registers by leaf, and machine registers. */
export interface CpuidPolicy {
  readonly kind: 'cpuid'
  readonly leaves: { leaf: bigint; subleaf?: bigint; registers: Map<string, string> }[]
  readonly machineRegisters: { index: number; policy: string }[]
}

/** Sets the field at a path such as `b_info.u.hvm.boot`. */
export function put(draft: Draft, path: string, value: DraftValue): void {
  const { owners, last } = stepsOf(path)
  let owner = draft
  for (const name of owners) owner = child(owner, name)
  owner[last] = value
}

export function get(draft: Draft, path: string): DraftValue | undefined {
  const { owners, last } = stepsOf(path)
  let value: DraftValue | undefined = draft
  for (const name of owners) {
    if (!isDraft(value)) return undefined
    value = value[name]
  }
  return isDraft(value) ? value[last] : undefined
}

interface Steps {
  readonly owners: readonly string[]
  readonly last: string
}

const knownSteps = new Map<string, Steps>()

// Paths are those of the catalogue, and few; each is asked for in every guest.
function stepsOf(path: string): Steps {
  const known = knownSteps.get(path)
  if (known) return known
  const names = path.split('.')
  const steps = { owners: names.slice(0, -1), last: names.at(-1) ?? path }
  knownSteps.set(path, steps)
  return steps
}

/** Adds an empty structure to the list at a path, and returns it. */
export function append(draft: Draft, path: string): Draft {
  const before = get(draft, path)
  const added: Draft = {}
  if (Array.isArray(before)) (before as Draft[]).push(added)
  else put(draft, path, [added])
  return added
}

export function isDraft(value: DraftValue | undefined): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isCpuidPolicy(value)
}

export function isCpuidPolicy(value: DraftValue): value is CpuidPolicy {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'cpuid'
}

function child(owner: Draft, name: string): Draft {
  const present = owner[name]
  if (isDraft(present)) return present
  const made: Draft = {}
  owner[name] = made
  return made
}
