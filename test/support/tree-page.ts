import { formatOf } from '@xenlint/formats'
import { isBranch, isMissing, type Node, parse, stringGrammars } from '@xenlint/syntax'
import { textOf } from './marker.js'
import type { Page } from './page.js'
import type { Expectation } from './rule-page.js'

/** Every `tree` block of a page with the tree of the block above it. */
export function treeExpectations({ path, blocks }: Page): Expectation[] {
  return blocks.flatMap((block, index) => {
    if (block.language !== 'tree') return []
    const above = blocks[index - 1]
    const read = above && readerOf(above.language)
    if (!read) throw new Error(`${path}:${block.first}: a tree has no text of a known language above it`)
    return [{ block, actual: read(textOf(above)) }]
  })
}

/** A file has one tree; of strings each line is one. */
function readerOf(language: string): ((text: string) => string) | undefined {
  const format = formatOf(language)
  if (format) return (text) => outline(format.parse(text))
  const grammar = stringGrammars.find((each) => each === language)
  if (!grammar) return undefined
  return (text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => outline(parse(grammar, line)))
      .join('')
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
