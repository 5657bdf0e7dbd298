import { type Branch, branches, endOf, isMissing, type Leaf, leaves, type Root } from '@xenlint/syntax'
import { faultIn } from './string.js'

/** What xend makes of a file that it cannot read to its end. */
export type Refusal =
  /** Reading stops, and xend does not start. */
  | { readonly kind: 'stop'; readonly start: number; readonly end: number; readonly why: string }
  /** The file ends within a list, and the list is lost without a word. */
  | { readonly kind: 'loss'; readonly start: number; readonly end: number }

/** The first thing in a file that its reader stumbles over, if there is one. */
export function refusalOf(tree: Root): Refusal | undefined {
  let last: Leaf | undefined
  let unclosed = false
  for (const leaf of leaves(tree)) {
    if (isMissing(leaf)) unclosed = true
    else last = leaf
    const stop = stopAt(leaf)
    if (stop) return { kind: 'stop', ...stop }
  }
  if (!unclosed || !last) return undefined

  const list = openList(tree)
  const at = { start: list.start, end: list.start + 1 }
  // The reader asks for the end of a list only when a blank, a quote or a parenthesis came last.
  const lost = last.type === 'atom' || last.type === 'comment'
  return lost ? { kind: 'loss', ...at } : { kind: 'stop', ...at, why: 'this list is never closed' }
}

function stopAt(leaf: Leaf): { start: number; end: number; why: string } | undefined {
  const at = { start: leaf.start, end: endOf(leaf) }
  switch (leaf.type) {
    case 'junk':
      return {
        ...at,
        why: leaf.value === ')' ? 'no list is open here' : `nothing begins with \`${leaf.value}\``
      }
    case 'open-string':
      return { ...at, why: 'this string is never closed' }
    case 'string':
      return faultIn(leaf)
    default:
      return undefined
  }
}

function openList(tree: Root): Branch {
  let found: Branch = tree
  for (const list of branches(tree, 'list')) {
    const end = list.children.at(-1)
    if (found === tree && end && !('children' in end) && isMissing(end)) found = list
  }
  return found
}
