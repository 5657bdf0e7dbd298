import { editorLineIndex, isBranch, type LineIndex, leaves, type Node, pointAt } from '@xenlint/syntax'
import type { Snapshot } from './snapshot.js'

/** Lines that an editor may hide behind the first of them; lines count from 1, both ends inside. */
export interface Fold {
  readonly first: number
  readonly last: number
  readonly kind: 'code' | 'comment'
}

/** Lists, stanzas and blocks of more than a line, and comments of several lines. */
export function folds(snapshot: Snapshot, file: string): readonly Fold[] {
  const tree = snapshot.tree(file)
  if (!tree) return []
  const lines = editorLineIndex(snapshot.input.files.get(file)?.text ?? '')
  const found = [...branchFolds(tree, lines), ...commentFolds(tree, lines)]
  // An editor can only show one fold a line: the outermost.
  const longest = new Map<number, Fold>()
  for (const fold of found) {
    const known = longest.get(fold.first)
    if (!known || known.last < fold.last) longest.set(fold.first, fold)
  }
  return [...longest.values()].sort((one, other) => one.first - other.first)
}

function* branchFolds(root: Node, lines: LineIndex): Generator<Fold> {
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!isBranch(node)) continue
    for (const child of node.children) pending.push(child)
    const content = node.type === 'root' ? undefined : contentOf(node)
    if (!content) continue
    const first = pointAt(lines, content.start).line
    const last = pointAt(lines, content.end).line
    if (last > first) yield { first, last, kind: 'code' }
  }
}

/** From the first to the last leaf of a branch that says something. */
function contentOf(node: Node): { start: number; end: number } | undefined {
  let content: { start: number; end: number } | undefined
  for (const { type, start, value } of leaves(node)) {
    if (type === 'space' || type === 'newline' || type === 'comment' || value === '') continue
    content = { start: content?.start ?? start, end: start + value.length - 1 }
  }
  return content
}

/** Comments on lines that follow one another. */
function* commentFolds(root: Node, lines: LineIndex): Generator<Fold> {
  let first: number | undefined
  let last = 0
  for (const { type, start } of leaves(root)) {
    if (type !== 'comment') continue
    const { line } = pointAt(lines, start)
    if (first !== undefined && line === last + 1) last = line
    else {
      if (first !== undefined && last > first) yield { first, last, kind: 'comment' }
      first = line
      last = line
    }
  }
  if (first !== undefined && last > first) yield { first, last, kind: 'comment' }
}
