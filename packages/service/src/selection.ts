import { endOf, pathTo } from '@xenlint/syntax'
import type { Snapshot } from './snapshot.js'

/** A stretch of a text, from `start` up to but not including `end`. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** What a growing selection takes in, one step after the other: a word, its string, the list, the setting, the file. */
export function selections(snapshot: Snapshot, file: string, offset: number): readonly Stretch[] {
  const tree = snapshot.tree(file)
  const text = snapshot.input.files.get(file)?.text
  if (!tree || text === undefined) return []
  const nodes = pathTo(tree, offset)
    .map((node) => ({ start: node.start, end: endOf(node) }))
    .reverse()
  const leaf = nodes[0]
  const steps = [...(leaf ? insideOf(text, leaf, offset) : []), ...nodes]
  return steps.filter(({ start, end }, index) => {
    const before = steps[index - 1]
    return end > start && (!before || start < before.start || end > before.end)
  })
}

/** The part of a string that the cursor is in, between commas, equals signs and blanks; then all between its quotes. */
function insideOf(text: string, { start, end }: Stretch, offset: number): Stretch[] {
  const quote = text[start]
  const isQuoted = quote === '"' || quote === "'"
  const isClosed = isQuoted && end - 1 > start && text[end - 1] === quote
  const inner = { start: isQuoted ? start + 1 : start, end: isClosed ? end - 1 : end }
  if (offset < inner.start || offset > inner.end) return []
  const before = /[^,=\s]*$/.exec(text.slice(inner.start, offset))?.[0] ?? ''
  const behind = /^[^,=\s]*/.exec(text.slice(offset, inner.end))?.[0] ?? ''
  return [{ start: offset - before.length, end: offset + behind.length }, inner]
}
