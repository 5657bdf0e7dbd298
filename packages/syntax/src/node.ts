import type { Literal, Parent } from 'unist'

/** A piece of source text; the leaves of a tree, in order, are the file. */
export interface Leaf extends Literal {
  type: string
  value: string
  /** Offset of the first UTF-16 unit; the leaf ends at `start + value.length`. */
  start: number
}

/** Text that nobody could read. */
export interface Junk extends Leaf {
  type: 'junk'
}

/** Nothing, where something was wanted; the only leaf that is empty. */
export interface Missing extends Leaf {
  type: 'missing'
  value: ''
  /** What was wanted, in words for people. */
  expected: string
}

/** Leaves and branches that belong together; never empty of children. */
export interface Branch extends Parent {
  type: string
  children: Node[]
  start: number
  /** Offset behind the last UTF-16 unit. */
  end: number
}

/** The tree of one text; it starts at 0, ends with the text, and may be empty. */
export interface Root extends Branch {
  type: 'root'
}

export type Node = Leaf | Branch

export function leaf(type: string, start: number, value: string): Leaf {
  return { type, value, start }
}

export function missing(expected: string, start: number): Missing {
  return { type: 'missing', value: '', start, expected }
}

/** A branch over its children, nested arrays flattened and absent ones dropped, as grammars collect them. */
export function branch(type: string, start: number, parts: readonly unknown[]): Branch {
  const gathered: Node[] = []
  gather(parts, gathered)
  // A copy has no room to grow: trees live long, and most branches are short.
  const children = gathered.slice()
  const last = children.at(-1)
  return { type, children, start, end: last ? endOf(last) : start }
}

export function root(parts: readonly unknown[]): Root {
  return branch('root', 0, parts) as Root
}

export function isBranch(node: Node): node is Branch {
  return 'children' in node
}

export function isMissing(node: Node): node is Missing {
  return node.type === 'missing'
}

/** Offset behind the last UTF-16 unit of a node. */
export function endOf(node: Node): number {
  return isBranch(node) ? node.end : node.start + node.value.length
}

function gather(parts: readonly unknown[], into: Node[]): void {
  for (const part of parts) {
    if (Array.isArray(part)) gather(part, into)
    else if (part) into.push(part as Node)
  }
}
