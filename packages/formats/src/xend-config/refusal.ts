import {
  type Branch,
  branches,
  endOf,
  isBranch,
  isMissing,
  type Leaf,
  leaves,
  type Root
} from '@xenlint/syntax'
import { faultIn } from './string.js'

/** What xend makes of a file that it cannot read to its end. */
export type Refusal = Stop | Loss

/** Reading stops, and xend does not start. */
export interface Stop {
  readonly kind: 'stop'
  readonly case: 'list-open' | 'list-closed' | 'string-open' | 'character' | 'escape'
  readonly start: number
  readonly end: number
  readonly why: string
  readonly closeAt?: number
  readonly depth?: number
}

/** The file ends within a list, and the list is lost without a word. */
export interface Loss {
  readonly kind: 'loss'
  readonly start: number
  readonly end: number
  /** Where the list may be meant to end, and how many lists end there. */
  readonly closeAt?: number
  readonly depth?: number
}

/** The first thing in a file that its reader stumbles over, if there is one. */
export function refusalOf(tree: Root): Refusal | undefined {
  let last: Leaf | undefined
  let unclosed = false
  for (const leaf of leaves(tree)) {
    if (isMissing(leaf)) unclosed = true
    else last = leaf
    const stop = stopAt(leaf)
    if (stop) return stop
  }
  if (!unclosed || !last) return undefined

  const { start, ...closing } = openList(tree)
  const at = { start, end: start + 1, ...closing }
  // The reader asks for the end of a list only when a blank, a quote or a parenthesis came last.
  if (last.type === 'atom' || last.type === 'comment') return { kind: 'loss', ...at }
  return { kind: 'stop', case: 'list-open', ...at, why: 'this list is never closed' }
}

function stopAt(leaf: Leaf): Stop | undefined {
  const at = { kind: 'stop', start: leaf.start, end: endOf(leaf) } as const
  switch (leaf.type) {
    case 'junk':
      if (leaf.value === ')')
        return { ...at, case: 'list-closed', why: 'no list is open that `)` could close' }
      return { ...at, case: 'character', why: `nothing may begin with \`${leaf.value}\` outside quotes` }
    case 'open-string':
      return { ...at, case: 'string-open', why: 'this string is never closed' }
    case 'string': {
      const fault = faultIn(leaf)
      return fault && { kind: 'stop', case: 'escape', ...fault }
    }
    default:
      return undefined
  }
}

/** The first list without an end: where it begins, and where the tree takes it to end. */
function openList(tree: Root): Pick<Loss, 'start' | 'closeAt' | 'depth'> {
  for (const list of branches(tree, 'list')) {
    if (!endsOpen(list)) continue
    let depth = 1
    let innermost = list
    for (let last = list.children.at(-2); last && isBranch(last) && endsOpen(last); depth++) {
      innermost = last
      last = last.children.at(-2)
    }
    const trailing = innermost.children.findLast(
      (node) => !['space', 'newline', 'comment', 'missing'].includes(node.type)
    )
    return { start: list.start, closeAt: trailing ? endOf(trailing) : innermost.end, depth }
  }
  return { start: tree.start }
}

function endsOpen(list: Branch): boolean {
  const end = list.children.at(-1)
  return end !== undefined && !isBranch(end) && isMissing(end)
}
