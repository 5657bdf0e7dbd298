import { type Origin, originOf } from '@xenlint/model'
import { type Branch, isBranch, type Node, print } from '@xenlint/syntax'
import { arithmetic } from './arithmetic.js'
import { readNumber } from './number.js'
import { join, listOf, type PythonValue, unknown } from './python-value.js'
import { readString } from './string.js'

/** What the names of a file stand for at one of its lines. */
export type Names = ReadonlyMap<string, PythonValue>

/** What an expression is worth, as far as its own text and the lines above tell. */
export function evaluate(expression: Branch, names: Names, file: string): PythonValue {
  return sequence(expression.children, { names, file, depth: 0 }, originOf(expression, file))
}

interface Scope {
  readonly names: Names
  readonly file: string
  readonly depth: number
}

// Python itself refuses brackets in more than about a hundred others.
const deepest = 90
const trivia = new Set(['space', 'newline', 'comment', 'continuation'])
const priorities: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '%': 2, '/': 2, '//': 2 }

/** `1, 2` is a tuple; one item without a comma is itself. */
function sequence(nodes: readonly Node[], scope: Scope, origin: Origin): PythonValue {
  const items = splitAt(',', significant(nodes))
  if (items.length === 1) return sum(items[0] ?? [], scope, origin)
  return listOf('tuple', values(items, scope, origin), origin)
}

function values(items: readonly Node[][], scope: Scope, origin: Origin): PythonValue[] {
  return items
    .filter((nodes, index) => nodes.length > 0 || index < items.length - 1)
    .map((nodes) => sum(nodes, scope, extent(nodes, scope.file, origin)))
}

/** A run of operands and operators; what binds more tightly is computed first. */
function sum(nodes: readonly Node[], scope: Scope, origin: Origin): PythonValue {
  if (nodes.length === 0) return unknown('a value is missing', origin)
  const operands: PythonValue[] = []
  const operators: string[] = []
  const settle = (priority: number): void => {
    while (operators.length > 0 && (priorities[operators.at(-1) ?? ''] ?? 0) >= priority) {
      const right = operands.pop() as PythonValue
      const left = operands.pop() as PythonValue
      operands.push(arithmetic(left, operators.pop() as string, right, origin))
    }
  }

  let negations = 0
  let run: Node[] = []
  const finish = (): void => {
    const value = operand(run, scope, extent(run, scope.file, origin))
    operands.push(negations % 2 === 1 ? negate(value) : value)
    negations = 0
    run = []
  }
  for (const node of nodes) {
    if (isBranch(node) || node.type !== 'operator' || node.value === '.') {
      run.push(node)
    } else if (run.length === 0 && (node.value === '-' || node.value === '+')) {
      negations += node.value === '-' ? 1 : 0
    } else {
      const priority = priorities[node.value]
      if (priority === undefined || run.length === 0) return unknown(undecided(nodes), origin)
      finish()
      settle(priority)
      operators.push(node.value)
    }
  }
  if (run.length === 0) return unknown(undecided(nodes), origin)
  finish()
  settle(0)
  return operands[0] as PythonValue
}

function operand(nodes: readonly Node[], scope: Scope, origin: Origin): PythonValue {
  if (nodes.every(({ type }) => type === 'string' || type === 'open-string')) return text(nodes, origin)
  const [node] = nodes
  if (!node || nodes.length > 1) return unknown(undecided(nodes), origin)
  if (isBranch(node)) return bracket(node, scope, origin)
  if (node.type === 'number')
    return readNumber(node.value, origin) ?? unknown(`\`${node.value}\` is no number`, origin)
  if (node.type !== 'name') return unknown(undecided(nodes), origin)

  const known = scope.names.get(node.value)
  if (known) return known.kind === 'text' ? { ...known, origin } : known
  if (['True', 'False', 'None'].includes(node.value)) return { kind: 'constant', origin }
  return unknown(undecided(nodes), origin)
}

/** Strings side by side are one. */
function text(nodes: readonly Node[], origin: Origin): PythonValue {
  const pieces = nodes.map((node) => (isBranch(node) ? undefined : readString(node)))
  const read = pieces.filter((piece) => piece !== undefined)
  if (read.length < pieces.length) return unknown('it holds an escape that is not read here', origin)
  return join(
    read,
    read.some(({ unicode }) => unicode),
    origin
  )
}

function bracket(node: Branch, scope: Scope, origin: Origin): PythonValue {
  if (scope.depth === deepest) return unknown('it nests too deeply for Python', origin)
  const inner = { ...scope, depth: scope.depth + 1 }
  const content = node.children.filter(({ type }) => !['open', 'close', 'missing'].includes(type))
  const nodes = significant(content)
  switch (node.type) {
    case 'group':
      if (nodes.length === 0) return listOf('tuple', [], origin)
      return sequence(content, inner, origin)
    case 'list':
      // `[x for x in y]` is worth what its loop says.
      if (nodes.some((each) => !isBranch(each) && each.type === 'name' && each.value === 'for'))
        return unknown(undecided([node]), origin)
      return listOf('list', values(splitAt(',', nodes), inner, origin), origin)
    default:
      return dictionary(nodes, inner, origin)
  }
}

function dictionary(nodes: readonly Node[], scope: Scope, origin: Origin): PythonValue {
  const entries: [PythonValue, PythonValue][] = []
  for (const entry of splitAt(',', nodes)) {
    if (entry.length === 0) continue
    const [key, value] = splitAt(':', entry).map((part) => sum(part, scope, extent(part, scope.file, origin)))
    if (key && value) entries.push([key, value])
    else return unknown(undecided(entry), origin)
  }
  return { kind: 'dictionary', entries, origin }
}

function negate(value: PythonValue): PythonValue {
  if (value.kind !== 'number')
    return value.kind === 'unknown' ? value : unknown('`-` wants a number', value.origin)
  const text = value.text.startsWith('-') ? value.text.slice(1) : `-${value.text}`
  return { ...value, text }
}

function significant(nodes: readonly Node[]): Node[] {
  return nodes.filter(({ type }) => !trivia.has(type) && type !== 'missing')
}

function splitAt(separator: string, nodes: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]]
  for (const node of nodes) {
    if (!isBranch(node) && node.type === 'operator' && node.value === separator) parts.push([])
    else parts.at(-1)?.push(node)
  }
  return parts
}

function extent(nodes: readonly Node[], file: string, fallback: Origin): Origin {
  const [first] = nodes
  const last = nodes.at(-1)
  return first && last ? { file, start: first.start, end: originOf(last, file).end } : fallback
}

function undecided(nodes: readonly Node[]): string {
  const source = nodes
    .map((node) => print(node))
    .join('')
    .replace(/\s+/g, ' ')
  return `\`${source.length > 60 ? `${source.slice(0, 59)}…` : source}\` decides`
}
