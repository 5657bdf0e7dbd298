import { type Branch, isBranch, type Leaf, type Node, type Root, valueKind } from '@xenlint/syntax'
import type { Token, TokenModifier, TokenType } from './token.js'

/** The tokens that the leaves of a file's tree are by themselves, whatever the format. */
export function leafTokens(tree: Root): Token[] {
  const found: Token[] = []
  const pending: { node: Node; parent: Branch; index: number }[] = [{ node: tree, parent: tree, index: 0 }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, parent, index } = next
    if (isBranch(node)) {
      for (let at = node.children.length - 1; at >= 0; at--)
        pending.push({ node: node.children[at] as Node, parent: node, index: at })
    } else found.push(...tokenOf(node, parent, index))
  }
  return found
}

/** What a leaf is by its type alone. */
const kinds: Readonly<Record<string, TokenType | undefined>> = {
  comment: 'comment',
  keyword: 'keyword',
  operator: 'operator',
  redirect: 'operator',
  number: 'number',
  string: 'string',
  'open-string': 'string',
  quote: 'string',
  fragment: 'string',
  escape: 'string',
  document: 'string',
  path: 'string',
  variable: 'variable'
}

/** What text stands for inside a branch that is one word. */
const inBranches: Readonly<Record<string, TokenType | undefined>> = {
  double: 'string',
  single: 'string',
  path: 'string',
  value: 'string',
  name: 'variable',
  keyword: 'keyword'
}

function tokenOf(leaf: Leaf, parent: Branch, index: number): Token[] {
  const { start, value, type } = leaf
  const kind = kindOf(leaf, parent, index)
  if (!kind || value === '') return []
  const modifiers: readonly TokenModifier[] = isGiven(type, parent, index) ? ['declaration'] : []
  return [{ start, end: start + value.length, type: kind, modifiers }]
}

function kindOf({ type, value }: Leaf, parent: Branch, index: number): TokenType | undefined {
  switch (type) {
    case 'name':
      return parent.type === 'statement' && index === 0 ? 'keyword' : 'variable'
    case 'text':
      return inBranches[parent.type]
    case 'atom':
      return /^-?[0-9]+$/.test(value) ? 'number' : 'enumMember'
    case 'value':
      return /^(?:number|address|mac)$/.test(valueKind(value)) ? 'number' : 'string'
    case 'junk':
      return /^["']/.test(value) ? 'string' : undefined
    case 'word':
      if (parent.type === 'heading') return isFirstWord(parent, index) ? 'variable' : 'enumMember'
      return parent.type === 'command' ? undefined : 'variable'
    default:
      return kinds[type]
  }
}

/** `iface xenbr0 inet static` gives the name. */
function isGiven(type: string, parent: Branch, index: number): boolean {
  return type === 'word' && parent.type === 'heading' && isFirstWord(parent, index)
}

function isFirstWord({ children }: Branch, index: number): boolean {
  return children.findIndex(({ type }) => type === 'word') === index
}
