import { endOf, leaves, pathTo } from '@xenlint/syntax'
import { cursorAt } from './cursor.js'
import { insideAt } from './inside.js'
import { commandLineOf, wordsOf } from './part.js'
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
  const steps = [...inValue(snapshot, file, text, offset), ...nodes]
  const taken: Stretch[] = []
  for (const step of steps) {
    const last = taken.at(-1)
    const isWider = !last || (step.start <= last.start && step.end >= last.end)
    const isLarger = !last || step.end - step.start > last.end - last.start
    if (step.end > step.start && isWider && isLarger) taken.push(step)
  }
  return taken
}

/** The piece of a value that the cursor is in, the part that it belongs to, and all between the quotes. */
function* inValue(snapshot: Snapshot, file: string, text: string, offset: number): Iterable<Stretch> {
  const cursor = cursorAt(snapshot, file, offset)
  if (cursor.at !== 'value') return
  const { start, end, setting } = cursor
  const inside = insideAt(snapshot, file, cursor, offset)
  if (inside?.part) {
    const { part, at, place } = inside
    for (const { start: from, value } of leaves(part.tree))
      if (from <= at && at < from + value.length) yield place(from, from + value.length)
    if (part.valueStart !== undefined && at >= part.valueStart) yield place(part.valueStart, part.end)
    yield place(part.start, part.end)
  }
  if (commandLineOf(setting.name)) {
    const word = wordsOf(text.slice(start, end), start).find(
      (each) => each.start <= offset && offset <= each.end
    )
    if (word) {
      const { valueStart = word.end } = word
      yield offset >= valueStart
        ? { start: valueStart, end: word.end }
        : { start: word.start, end: valueStart - 1 }
      yield { start: word.start, end: word.end }
    }
  }
  yield { start, end }
}
