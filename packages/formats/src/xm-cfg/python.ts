import { type Branch, endOf, isBranch, type Leaf, leaves, type Node, type Root } from '@xenlint/syntax'

/** Something that only Python takes: what it is, and where. */
export interface PythonPart {
  readonly what: string
  readonly start: number
  readonly end: number
}

const trivia = new Set(['space', 'newline', 'comment', 'missing'])
const keywords = new Set(
  'assert class def del elif else except exec finally for from global if import pass print raise try while with'.split(
    ' '
  )
)
const operators = new Set(['+', '-', '*', '%', '/', '//', '**', '==', '!=', '<', '>', '<=', '>='])

/** What a file holds that only Python takes, in its order, one part a statement; slips of the pen are none. */
export function* pythonIn(tree: Root): Iterable<PythonPart> {
  const bound = boundNames(tree)
  for (const node of tree.children) {
    const part = isBranch(node) ? partOf(node, bound) : undefined
    if (part) yield part
  }
}
/** False for a text of plain settings, which needs no tree to tell that `pythonIn` finds nothing. */
export function mayHoldPython(text: string): boolean {
  const bare = text.replace(commentOrString, (part) => (part.startsWith('#') ? '' : '"'))
  return !/^[\w\s=[\],;"]*$/.test(bare) || /\w"|"\s*"/.test(bare) || wordOfPython.test(bare)
}

const commentOrString = /#[^\r\n]*|"(?:[^"\\\r\n]|\\[^\r\n])+"|'(?:[^'\\\r\n]|\\[^\r\n])+'/g
const wordOfPython = new RegExp(`\\b(?:True|False|None|${[...keywords].join('|')})\\b`)

function partOf(node: Branch, bound: ReadonlySet<string>): PythonPart | undefined {
  const { start, end } = node
  switch (node.type) {
    case 'block':
      return opens(node) ? { what: 'a block of statements', start, end: headEnd(node) } : undefined
    case 'assignment': {
      const expression = node.children.find((child) => child.type === 'expression')
      return expression && isBranch(expression) ? inExpression(expression, bound) : undefined
    }
    default: {
      const [first, second] = node.children.filter(({ type }) => !trivia.has(type))
      if (!first || isBranch(first)) return undefined
      if (first.type === 'string' && isPythonString(first.value))
        return { what: 'a text by itself', start, end }
      if (first.type !== 'name') return undefined
      if (keywords.has(first.value)) return { what: `\`${first.value}\``, start, end }
      // xl itself takes a name with dots in it: `a.b = 1`.
      const dotted = second && !isBranch(second) && second.value === '.'
      const call =
        second?.type === 'group' ? second : dotted && node.children.find(({ type }) => type === 'group')
      const sets = node.children.some((child) => !isBranch(child) && child.value === '=')
      return call && isClosed(call) && !sets ? { what: 'a call', start, end } : undefined
    }
  }
}

function opens(block: Branch): boolean {
  const last = block.children.find(isBranch)?.children.findLast(({ type }) => !trivia.has(type))
  const head = block.children.find(isBranch)?.children ?? []
  return head.some((node) => !isBranch(node) && node.value === ':') || last?.type === 'group'
}

function headEnd(block: Branch): number {
  return block.children.find(isBranch)?.end ?? block.end
}

function inExpression(expression: Branch, bound: ReadonlySet<string>): PythonPart | undefined {
  const { start, end } = expression
  const pending: Branch[] = [expression]
  for (let branch = pending.shift(); branch; branch = pending.shift()) {
    const what = inBranch(branch, bound)
    if (what) return { what, start, end }
    for (const child of branch.children) if (isBranch(child)) pending.push(child)
  }
  return undefined
}

/** What of a run of operands and operators only Python takes. */
function inBranch(branch: Branch, bound: ReadonlySet<string>): string | undefined {
  const { type, children } = branch
  if (type !== 'list' && type !== 'expression' && !isClosed(branch)) return undefined
  if (type === 'dict') return 'a dictionary'
  if (type === 'group') return 'a value in parentheses'
  const nodes = children.filter((node) => !trivia.has(node.type))
  const isPlain = nodes.some((node) => !isBranch(node) && [':', '='].includes(node.value))
  const stands = (node: Node | undefined): boolean => !isPlain && hasValue(node, bound)
  for (const [index, node] of nodes.entries()) {
    if (isBranch(node)) continue
    const before = nodes[index - 1]
    const after = nodes[index + 1]
    if (node.type === 'string' && isPythonString(node.value)) return 'a text as only Python writes it'
    if (node.type === 'continuation') return 'a line that goes on behind a backslash'
    if (node.type === 'string' && type === 'expression' && before?.type === 'string')
      return 'a text behind a text'
    if (node.type === 'name' && ['True', 'False', 'None'].includes(node.value)) return `\`${node.value}\``
    const joins = node.type === 'operator' && operators.has(node.value)
    if (joins && joinsValues(node, before, after, stands)) return `\`${node.value}\` between two values`
  }
  return undefined
}

// xl never looks at a single bracket at the very end of a file.
function isClosed(node: Node): boolean {
  return isBranch(node) && node.children.at(-1)?.type === 'close'
}

// `a-b`, `/dev/a` and `0-3` are texts without their quotes; `"a" + b` and `512 * 2` are not.
function joinsValues(
  { value, start }: Leaf,
  before: Node | undefined,
  after: Node | undefined,
  stands: (node: Node | undefined) => boolean
): boolean {
  if (!isOperand(before) || !isOperand(after)) return false
  if (before?.type === 'string' || after?.type === 'string') return true
  const touches = before !== undefined && endOf(before) === start && after?.start === start + value.length
  if (touches && value === '-' && before?.type === 'number' && after?.type === 'number') return false
  return stands(before) && stands(after)
}

function isOperand(node: Node | undefined): boolean {
  return node !== undefined && ['string', 'number', 'name', 'list', 'group', 'dict'].includes(node.type)
}

/** True for what Python can reckon with: no name that the file gives no value, and no number that is none. */
function hasValue(node: Node | undefined, bound: ReadonlySet<string>): boolean {
  if (node === undefined || isBranch(node)) return node !== undefined
  if (node.type === 'name') return bound.has(node.value)
  return node.type !== 'number' || /^(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?)[lL]?$/.test(node.value)
}

/** Names that some line of the file gives a value: an assignment, `import`, `for` or `def`. */
function boundNames(tree: Root): ReadonlySet<string> {
  const bound = new Set<string>()
  const pending: Branch[] = [tree]
  for (let branch = pending.pop(); branch; branch = pending.pop()) {
    const names = branch.children.filter((node) => node.type === 'name') as readonly Leaf[]
    const [first] = names
    if (branch.type === 'assignment' && first) bound.add(first.value)
    else if (first && binding.has(first.value)) for (const { value } of names) bound.add(value)
    for (const child of branch.children) if (isBranch(child)) pending.push(child)
  }
  return bound
}

const binding = new Set(['import', 'from', 'for', 'def', 'global'])

/** True for `u'…'`, `r'…'` and three quotes. */
function isPythonString(value: string): boolean {
  return /^(?:[a-z]|'''|""")/i.test(value)
}

/** The names that the file gives a value at its outermost level. */
export function assignedNames(tree: Root): string[] {
  const names: string[] = []
  for (const node of tree.children) {
    if (!isBranch(node) || node.type !== 'assignment') continue
    for (const leaf of leaves(node)) {
      names.push(leaf.value)
      break
    }
  }
  return names
}
