import { type Branch, isBranch, type Leaf, leaves, type Root, type Segment, toSource } from '@xenlint/syntax'
import type { Origin } from '../origin.js'

/** A line as the reader sees it: continuations joined, blanks at both ends gone. */
export interface Line {
  readonly text: string
  /** Leads each character back to the file. */
  readonly map: readonly Segment[]
  /** The physical line that messages name: the last one it stands on, counted from 1. */
  readonly number: number
  readonly branch: Branch
  /** The `iface` or `mapping` that holds it. */
  readonly stanza?: Branch
}

/** A word, or the rest of a line, with its place in the line's text. */
export interface Word {
  readonly text: string
  readonly start: number
}

const lineTypes = new Set(['heading', 'class', 'exception', 'rename', 'source', 'option'])

/** The lines that say something, in order; comments and blank lines only count. */
export function* linesOf(root: Root): Generator<Line> {
  let number = 1
  let open: Branch | undefined
  let within: Branch | undefined
  for (const { node, stanza } of flat(root)) {
    if (isBranch(node)) {
      open = node
      within = stanza
      for (const leaf of leaves(node)) number += linesIn(leaf)
      continue
    }
    if (node.type === 'newline' && open) {
      yield lineOf(open, number, within)
      open = undefined
    }
    number += linesIn(node)
  }
  if (open) yield lineOf(open, number, within)
}

/** The words of a line from an offset on; they end at blanks, and nothing quotes. */
export function wordsOf({ text }: Line, from = 0): Word[] {
  return [...text.slice(from).matchAll(/[^ \t\v\f\r]+/g)].map(({ 0: word, index }) => ({
    text: word,
    start: from + index
  }))
}

/** The first word and what stands behind it; the word is empty where a continued line begins with blanks. */
export function splitLine({ text }: Line): { readonly first: Word; readonly rest: Word } {
  const first = /^[^ \t\v\f\r]*/.exec(text)?.[0] ?? ''
  const start = first.length + (/^[ \t\v\f\r]*/.exec(text.slice(first.length))?.[0].length ?? 0)
  return { first: { text: first, start: 0 }, rest: { text: text.slice(start), start } }
}

/** Where a word of a line was written. */
export function originIn(line: Line, { text, start }: Word, file: string): Origin {
  const range = toSource(line.map, start, start + text.length)
  return { file, start: range?.start ?? line.branch.start, end: range?.end ?? line.branch.end }
}

/** The map of a stretch of a line, counted from its own start. */
export function mapOf(line: Line, { text, start }: Word): Segment[] {
  const end = start + text.length
  return line.map
    .filter((each) => each.valueStart < end && each.valueEnd > start)
    .map(({ valueStart, valueEnd, sourceStart }) => {
      const from = Math.max(valueStart, start)
      const to = Math.min(valueEnd, end)
      const source = sourceStart + from - valueStart
      return {
        valueStart: from - start,
        valueEnd: to - start,
        sourceStart: source,
        sourceEnd: source + to - from
      }
    })
}

function* flat(root: Root): Generator<{ node: Branch | Leaf; stanza?: Branch }> {
  for (const node of root.children) {
    if (!isBranch(node) || lineTypes.has(node.type)) yield { node }
    else for (const inside of node.children) yield { node: inside, stanza: node }
  }
}

// A backslash at the very end of the file counts as one more line.
function linesIn({ type, value }: Leaf): number {
  if (type === 'newline') return 1
  if (type !== 'fold') return 0
  const newlines = value.split('\n').length - 1
  return Math.max(newlines, value.length - newlines)
}

function lineOf(branch: Branch, number: number, stanza: Branch | undefined): Line {
  const map: Segment[] = []
  let text = ''
  for (const leaf of leaves(branch)) {
    if (leaf.type === 'fold') continue
    const valueStart = text.length
    text += leaf.value
    const last = map.at(-1)
    const sourceEnd = leaf.start + leaf.value.length
    if (last?.sourceEnd === leaf.start) map[map.length - 1] = { ...last, valueEnd: text.length, sourceEnd }
    else map.push({ valueStart, valueEnd: text.length, sourceStart: leaf.start, sourceEnd })
  }
  return { text, map, number, branch, ...(stanza ? { stanza } : {}) }
}
