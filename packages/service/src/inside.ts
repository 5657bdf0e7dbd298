import { type Specification, specificationOf } from '@xenlint/catalogue'
import {
  type Branch,
  child,
  endOf,
  isBranch,
  leaves,
  parse,
  type StringGrammar,
  toSource,
  toValue
} from '@xenlint/syntax'
import type { Cursor } from './cursor.js'
import type { Snapshot } from './snapshot.js'

/** A part of a string with a language of its own; places count in the string's text, as its reader gets it. */
export interface Part {
  /** `pair`, `word`, `flag`, or the place that it stands in: `target`, `vdev`, `address`, `item`. */
  readonly type: string
  /** The key of a pair, the text of all else. */
  readonly name: string
  readonly start: number
  readonly end: number
  /** Where the value of a pair starts. */
  readonly valueStart?: number
  readonly tree: Branch
}

/** The string of a language of its own that a cursor is in. */
export interface Inside {
  readonly specification: Specification
  readonly grammar: StringGrammar
  readonly parts: readonly Part[]
  /** The cursor in the string's text, and the part that it touches. */
  readonly at: number
  readonly part?: Part
  /** Where a stretch of the string stands in the file. */
  place(start: number, end: number): { readonly start: number; readonly end: number }
}

export function insideAt(
  snapshot: Snapshot,
  file: string,
  { setting, value, quote, start, end }: Cursor & { at: 'value' },
  offset: number
): Inside | undefined {
  const specification = specificationOf(setting.name)
  const grammar = snapshot.format(file)?.inside?.(setting.name)
  const source = snapshot.input.files.get(file)?.text ?? ''
  if (!specification || !grammar || quote === '') return undefined
  const read = value.kind === 'text' ? value : undefined
  const text = read ? read.text : withoutRest(source.slice(start, end), offset - start)
  const at = read ? (toValue(read.map, offset) ?? (text === '' ? 0 : undefined)) : offset - start
  // Between two strings that are one value the cursor is in neither.
  if (at === undefined) return undefined
  const parts = partsIn(grammar, text, specification)
  const part = parts.findLast((each) => touches(each, at))
  return {
    specification,
    grammar,
    parts,
    at,
    ...(part && { part }),
    place: (from, to) => {
      if (!read) return { start: start + from, end: start + to }
      // Nothing stands between two places that are one; the cursor does.
      if (from === to && from === at) return { start: offset, end: offset }
      return toSource(read.map, from, to) ?? { start, end }
    }
  }
}

/** A string that is wanted and not begun: its quotes come with it. */
export function insideNothing(
  option: string,
  grammar: StringGrammar | undefined,
  { start, end }: { readonly start: number; readonly end: number }
): Inside | undefined {
  const specification = specificationOf(option)
  if (!specification || !grammar) return undefined
  return { specification, grammar, parts: [], at: 0, place: () => ({ start, end }) }
}

/** The parts of a string, as its tree shows them. */
export function partsIn(grammar: StringGrammar, text: string, { separator }: Specification): readonly Part[] {
  const parts = parse(grammar, text).children.filter(isBranch).map(partOf)
  const [first] = parts
  return separator === '' && first ? [{ ...first, end: text.length }] : parts
}

function partOf(tree: Branch): Part {
  const { type, start, end } = tree
  const whole = textOf(tree)
  if (type !== 'pair') return { type, name: whole.trim(), start, end: start + whole.trimEnd().length, tree }
  const key = child(tree, 'key')
  const equals = child(tree, 'equals')
  return {
    type,
    name: key ? textOf(key) : '',
    start,
    end: Math.max(start + whole.trimEnd().length, equals ? endOf(equals) : start),
    valueStart: equals ? endOf(equals) : end,
    tree
  }
}

// Behind a prefix the cursor is at what follows it.
function touches({ type, start, end }: Part, at: number): boolean {
  return type === 'prefix' ? start <= at && at < end : start <= at && at <= end
}

/** The text of a node. */
export function textOf(node: Parameters<typeof leaves>[0]): string {
  let text = ''
  for (const { value } of leaves(node)) text += value
  return text
}

// Behind a string that nobody closed stands what closes its list; it belongs to none.
function withoutRest(content: string, at: number): string {
  const rest = /[ \t]*\][ \t]*$/.exec(content)
  return rest && rest.index >= at ? content.slice(0, rest.index) : content
}
