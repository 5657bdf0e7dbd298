import { option } from '@xenlint/catalogue'
import { type Origin, originOf, type Setting, type Value } from '@xenlint/model'
import { type Branch, branches, isBranch, type Leaf, leaves, print, type Root } from '@xenlint/syntax'
import { arithmetic } from './arithmetic.js'
import { evaluate } from './evaluate.js'
import { type PythonValue, unknown } from './python-value.js'

/** Every name that the file gives a value, in the order of the file, as far as can be told without running it. */
export function lower(tree: Root, file: string): Setting[] {
  const names = new Map<string, PythonValue>()
  const settings: Setting[] = []
  const assign = (assignment: Branch): void => {
    const { name, operator } = partsOf(assignment)
    const value = worth(assignment, names, file)
    const before = names.get(name.value)
    const origin = originOf(assignment, file)
    const adds = operator.value === '+='
    names.set(name.value, adds ? sum(before, value, name, origin) : value)
    const known = names.get(name.value) ?? value
    // A number that grows is a new number; a text or a list grows at its end.
    const operation = adds && before?.kind === value.kind && value.kind !== 'number' ? 'add' : 'set'
    settings.push(settingOf(name, operation, operation === 'add' ? value : known, origin))
  }

  for (const node of tree.children) {
    if (!isBranch(node)) continue
    if (node.type === 'assignment') assign(node)
    else for (const each of undecided(node, file)) settle(each)
  }
  const helpers = namesRead(tree)
  return settings.filter(({ name }) => option('xm-cfg', name) || !helpers.has(name))

  function settle({ name, origin, why, sets }: Undecided): void {
    const value = unknown(why, origin)
    names.set(name.value, value)
    if (sets) settings.push(settingOf(name, 'set', value, origin))
  }
}

/** Names that the file itself makes use of: those that are no options of xm are its own affair. */
function namesRead(tree: Root): Set<string> {
  const read = new Set<string>()
  const assigned = new Set<Leaf>()
  for (const each of branches(tree, 'assignment')) assigned.add(partsOf(each).name)
  for (const leaf of leaves(tree)) if (leaf.type === 'name' && !assigned.has(leaf)) read.add(leaf.value)
  return read
}

/** The name, the operator and the value of an assignment. */
export function partsOf(assignment: Branch): { name: Leaf; operator: Leaf; expression?: Branch } {
  const [name, operator] = assignment.children.filter(
    (node): node is Leaf => !isBranch(node) && (node.type === 'name' || node.type === 'operator')
  ) as [Leaf, Leaf]
  const expression = assignment.children.filter(isBranch)[0]
  return { name, operator, ...(expression && { expression }) }
}

function worth(assignment: Branch, names: ReadonlyMap<string, PythonValue>, file: string): PythonValue {
  const { expression } = partsOf(assignment)
  if (!expression) return unknown('a value is missing', originOf(assignment, file))
  return evaluate(expression, names, file)
}

function sum(before: PythonValue | undefined, value: PythonValue, name: Leaf, origin: Origin): PythonValue {
  return before
    ? arithmetic(before, '+', value, origin)
    : unknown(`\`${name.value}\` has no value yet`, origin)
}

/** A name whose value only a run would tell. */
interface Undecided {
  readonly name: Leaf
  readonly origin: Origin
  readonly why: string
  /** False where the name is one of the program's own, such as that of a function. */
  readonly sets: boolean
}

/** What a block or a statement other than an assignment does to names. */
function* undecided(node: Branch, file: string): Iterable<Undecided> {
  const head = node.type === 'block' ? node.children.find(isBranch) : node
  if (!head) return
  const [keyword] = head.children
  const word = keyword && !isBranch(keyword) ? keyword.value : ''
  const shown =
    print(head)
      .split(/[\r\n]/)[0]
      ?.trim() ?? ''
  const why = `\`${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown}\` decides`

  // A function has names of its own; an import binds names that no guest option has.
  const local = ['def', 'class', 'import', 'from'].includes(word)
  yield* boundBy(head)
  if (node === head) return
  for (const inner of node.children) {
    if (!isBranch(inner) || inner === head) continue
    if (inner.type !== 'assignment') yield* boundBy(inner)
    else if (!local) yield { name: partsOf(inner).name, origin: originOf(inner, file), why, sets: true }
  }

  // Each name outside brackets may be bound: `for name in`, `import name`, `if x: name = 1`.
  function* boundBy(statement: Branch): Iterable<Undecided> {
    const nodes = statement.children.filter(({ type }) => type !== 'space' && type !== 'continuation')
    const origin = originOf(statement, file)
    for (const [index, name] of nodes.entries()) {
      if (isBranch(name) || name.type !== 'name') continue
      const next = nodes[index + 1]
      const sets = !local && next !== undefined && !isBranch(next) && next.value === '='
      yield { name, origin, why, sets }
    }
  }
}

function settingOf(name: Leaf, operation: Setting['operation'], value: PythonValue, origin: Origin): Setting {
  const nameOrigin = originOf(name, origin.file)
  return { name: name.value, nameOrigin, operation, value: lowerValue(value), origin }
}

/** The value as xm takes it: texts, lists, ints and floats; any other type is as if it were not written. */
function lowerValue(value: PythonValue): Value {
  const { origin } = value
  switch (value.kind) {
    case 'text':
      if (value.unicode) return { kind: 'absent', origin }
      return { kind: 'text', text: value.text, map: value.map, spelled: 'quoted', origin }
    case 'number':
      if (value.sort === 'long') return { kind: 'absent', origin }
      return { kind: 'text', text: value.text, map: wholly(value.text, origin), spelled: 'number', origin }
    case 'list':
      return { kind: 'list', items: value.items.map(lowerValue), origin }
    case 'unknown':
      return { kind: 'unknown', why: value.why, origin }
    case 'tuple':
    case 'dictionary':
    case 'constant':
      return { kind: 'absent', origin }
  }
}

function wholly(
  text: string,
  { start, end }: Origin
): { valueStart: number; valueEnd: number; sourceStart: number; sourceEnd: number }[] {
  return [{ valueStart: 0, valueEnd: text.length, sourceStart: start, sourceEnd: end }]
}
