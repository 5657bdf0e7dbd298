import { type Edit, endOf, isBranch, type Leaf, type Node, type Root } from '@xenlint/syntax'
import { columns } from './columns.js'

/** A gap inside a line: between two leaves, before the first of a line or behind the last. */
export interface Gap {
  /** The leaf before it; absent at the start of a line. */
  readonly left?: Leaf
  /** The leaf behind it; absent at the end of a line. */
  readonly right?: Leaf
  /** The types of the branches around the leaf behind it (before it at the end of a line), innermost last. */
  readonly within: readonly string[]
  /** The same of the leaf before it. */
  readonly behind: readonly string[]
  /** The blanks that stand there now. */
  readonly written: string
  /** How far the text before it on the line reaches, as it will stand. */
  readonly column: number
  /** Where the first item of the innermost open list that began on an earlier line stands, as it will stand. */
  readonly aligned: number | undefined
}

/** The blanks that a gap of a format should hold; `undefined` leaves it as it is written. */
export type Spacing = (gap: Gap) => string | undefined

/** The edits that give every gap of a tree its blanks. Lines stay lines, so that no message of a real program moves. */
export function spacingEdits(root: Root, spacing: Spacing): Edit[] {
  const edits: Edit[] = []
  const leaves = [...placed(root)]
  const shared = columns(leaves)
  const open: (number | undefined)[] = []
  let left: Leaf | undefined
  let leftWithin: readonly string[] = []
  let space: Leaf | undefined
  let column = 0
  let returned = false
  const settle = (right: Leaf | undefined, within: readonly string[], at: number): void => {
    const written = space?.value ?? ''
    const usual = unusual.test(written)
      ? undefined
      : spacing({
          ...(left && { left }),
          ...(right && { right }),
          within,
          behind: leftWithin,
          written,
          column,
          aligned: open.at(-1)
        })
    const blanks = left && right && shared.get(right.start)
    const wanted = usual !== undefined && blanks !== undefined ? ' '.repeat(blanks) : usual
    if (wanted !== undefined && wanted !== written)
      edits.push({ start: at - written.length, end: at, text: wanted })
    column += (wanted ?? written).length
    space = undefined
  }
  for (const { leaf, within } of leaves) {
    if (leaf.type === 'space') {
      space = leaf
      continue
    }
    if (leaf.type === 'newline') {
      // Between the two, blanks keep one end of a line from becoming part of the next.
      if (!(returned && leaf.value.startsWith('\n'))) settle(undefined, leftWithin, leaf.start)
      space = undefined
      returned = leaf.value.endsWith('\r')
      left = undefined
      column = 0
      continue
    }
    returned = leaf.value.endsWith('\r')
    settle(leaf, within, leaf.start)
    if (open.length > 0 && open.at(-1) === undefined && leaf.type !== 'comment')
      open[open.length - 1] = column
    if (leaf.type === 'open') open.push(undefined)
    if (leaf.type === 'close') open.pop()
    column += leaf.value.length
    left = leaf
    leftWithin = within
  }
  settle(undefined, leftWithin, root.end)
  return edits
}

/** Blanks that somebody or something put there on purpose, or that a reader may take for more. */
const unusual = /[^ \t]/

/** All leaves with the types of the branches around them. */
function* placed(root: Root): Generator<{ leaf: Leaf; within: readonly string[] }> {
  const pending: { node: Node; within: readonly string[] }[] = [{ node: root, within: [] }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, within } = next
    if (!isBranch(node)) {
      if (endOf(node) > node.start) yield { leaf: node, within }
      continue
    }
    const inside = [...within, node.type]
    for (let index = node.children.length - 1; index >= 0; index--)
      pending.push({ node: node.children[index] as Node, within: inside })
  }
}
