import { formatOf } from '@xenlint/formats'
import { isBranch, isMissing, type Node } from '@xenlint/syntax'
import { textOf } from './marker.js'
import type { Page } from './page.js'
import type { Expectation } from './rule-page.js'

/** Every `tree` block of a page with the tree of the block above it. */
export function treeExpectations({ path, blocks }: Page): Expectation[] {
  return blocks.flatMap((block, index) => {
    if (block.language !== 'tree') return []
    const above = blocks[index - 1]
    const format = above && formatOf(above.language)
    if (!format) throw new Error(`${path}:${block.first}: a tree has no text of a known format above it`)
    return [{ block, actual: outline(format.parse(textOf(above))) }]
  })
}

/** A tree for eyes: a line for each node, two blanks deeper than its parent; spaces and line ends are left out. */
function outline(tree: Node): string {
  const lines: string[] = []
  const pending: { node: Node; depth: number }[] = [{ node: tree, depth: -1 }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, depth } = next
    if (depth >= 0 && node.type !== 'space' && node.type !== 'newline')
      lines.push(`${'  '.repeat(depth)}${line(node)}\n`)
    if (isBranch(node))
      for (const child of [...node.children].reverse()) pending.push({ node: child, depth: depth + 1 })
  }
  return lines.join('')
}

function line(node: Node): string {
  if (isBranch(node)) return node.type
  return isMissing(node) ? `missing ${node.expected}` : `${node.type} ${JSON.stringify(node.value)}`
}
