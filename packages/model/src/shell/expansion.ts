import type { Segment, ValueMap } from '@xenlint/syntax'
import { matchStart, readPattern } from './pattern.js'
import type { Part, VariablePart } from './program.js'
import type { Expanded, Held, Piece, Scene } from './scene.js'

/** What expansions read and, with `:=`, write. */
export interface Store {
  readonly scene: Scene
  readonly variables: Map<string, Held>
  /** What the commands of a substitution print, where that is known. */
  capture(source: string): string | undefined
  /** True under `set -u`: a name that is not set ends the shell. */
  strict: boolean
  /** Why a name that was not set may be set all the same: a file was read that is not known. */
  elsewhere?: string
}

const deepest = 200

/** The text of parts as the shell makes it, before it splits anything. Nothing is ever run. */
export function expand(store: Store, parts: readonly Part[], depth = 0): Expanded {
  if (depth > deepest) return { kind: 'unknown', why: 'it is nested too deeply to be followed' }
  const pieces: Piece[] = []
  for (const part of parts) {
    const expanded = expandPart(store, part, depth)
    if (expanded.kind !== 'pieces') return expanded
    for (const piece of expanded.pieces) pieces.push(piece)
  }
  return { kind: 'pieces', pieces }
}

/** The text and the map of pieces laid end to end. */
export function joinPieces(pieces: readonly Piece[]): { text: string; map: ValueMap } {
  const map: Segment[] = []
  let length = 0
  for (const { map: segments } of pieces) {
    for (const segment of segments) {
      const { valueStart, valueEnd } = segment
      const moved = { ...segment, valueStart: length, valueEnd: length + valueEnd - valueStart }
      length = moved.valueEnd
      addSegment(map, moved)
    }
  }
  return { text: pieces.map(({ text }) => text).join(''), map }
}

function addSegment(map: Segment[], segment: Segment): void {
  const last = map.at(-1)
  const joins = last && last.file === segment.file && last.sourceEnd === segment.sourceStart
  if (joins && isVerbatim(last) && isVerbatim(segment))
    map[map.length - 1] = { ...last, valueEnd: segment.valueEnd, sourceEnd: segment.sourceEnd }
  else map.push(segment)
}

function isVerbatim({ valueStart, valueEnd, sourceStart, sourceEnd }: Segment): boolean {
  return valueEnd - valueStart === sourceEnd - sourceStart
}

function expandPart(store: Store, part: Part, depth: number): Expanded {
  if (part.kind === 'literal')
    return { kind: 'pieces', pieces: [pieceOf(part.text, part, part.quoted, true)] }
  if (part.kind === 'variable') return expandVariable(store, part, depth)
  if (part.kind === 'arithmetic') return { kind: 'unknown', why: 'arithmetic decides' }
  const text = store.capture(part.source)
  if (text === undefined) return { kind: 'unknown', why: `\`${part.source.trim()}\` decides` }
  return { kind: 'pieces', pieces: [pieceOf(text, part, part.quoted, false)] }
}

function pieceOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  quoted: boolean,
  literal: boolean
): Piece {
  const segment = { valueStart: 0, valueEnd: text.length, sourceStart: start, sourceEnd: end }
  return { text, map: text === '' ? [] : [segment], quoted, literal }
}

const nothing: Expanded = { kind: 'pieces', pieces: [] }

function expandVariable(store: Store, part: VariablePart, depth: number): Expanded {
  const { name, operator, colon, quoted } = part
  if (operator === 'bad' && store.scene.dialect === 'bash')
    return { kind: 'unknown', why: 'an expansion that only bash knows decides' }
  if (operator === 'bad') return { kind: 'fault', message: 'Bad substitution' }
  if (!/^[A-Za-z_]/.test(name))
    return { kind: 'unknown', why: `\`$${name}\` belongs to the shell that reads the file` }
  const held = store.variables.get(name)
  const foreign = held ? undefined : (store.elsewhere ?? store.scene.foreign(name))
  if (foreign !== undefined) return { kind: 'unknown', why: foreign }
  if (held?.kind === 'unknown') return { kind: 'unknown', why: held.why }
  const given = held && !(colon && held.text === '')
  if (operator === '-')
    return given ? heldPieces(store, name, held, quoted) : expand(store, part.parts, depth + 1)
  if (operator === '+') return given ? expand(store, part.parts, depth + 1) : nothing
  if (operator === '=')
    return given ? heldPieces(store, name, held, quoted) : assignDefault(store, part, depth)
  if (operator === '?') return given ? heldPieces(store, name, held, quoted) : complain(store, part, depth)
  if (!held && store.strict) return { kind: 'fault', message: `${name}: parameter not set` }
  if (operator === 'length') {
    const length = String(byteLength(held?.text ?? ''))
    return { kind: 'pieces', pieces: [pieceOf(length, part, quoted, false)] }
  }
  if (!held) return operator === '' ? nothing : followed(expand(store, part.parts, depth + 1))
  return operator === '' ? heldPieces(store, name, held, quoted) : trim(store, part, held.text, depth)
}

// A pattern is expanded even where there is nothing to cut.
function followed(expanded: Expanded): Expanded {
  return expanded.kind === 'pieces' ? nothing : expanded
}

// No program takes a variable of more than 128 KiB, and a file that doubles one line by line would fill all memory.
const longest = 131_072
const mostSegments = 1_000

function heldPieces({ scene }: Store, name: string, held: Held, quoted: boolean): Expanded {
  if (held.kind === 'unknown') return { kind: 'unknown', why: held.why }
  if (held.text.length > longest || held.map.length > mostSegments)
    return { kind: 'unknown', why: `the value of \`$${name}\` is longer than any program takes it` }
  const { file } = held.origin
  const map = file === scene.file ? held.map : held.map.map((segment) => ({ file, ...segment }))
  return { kind: 'pieces', pieces: [{ text: held.text, map, quoted, literal: false }] }
}

function assignDefault(store: Store, part: VariablePart, depth: number): Expanded {
  const expanded = expand(store, part.parts, depth + 1)
  if (expanded.kind !== 'pieces') return expanded
  const { text, map } = joinPieces(expanded.pieces)
  const origin = { file: store.scene.file, start: part.start, end: part.end }
  const held: Held = { kind: 'text', text, map, spelled: 'word', origin }
  store.variables.set(part.name, held)
  return heldPieces(store, part.name, held, part.quoted)
}

function complain(store: Store, part: VariablePart, depth: number): Expanded {
  const expanded = expand(store, part.parts, depth + 1)
  if (expanded.kind !== 'pieces') return expanded
  const { text } = joinPieces(expanded.pieces)
  const said = part.parts.length > 0 ? text : `parameter not set${part.colon ? ' or null' : ''}`
  return { kind: 'fault', message: `${part.name}: ${said}` }
}

function trim(store: Store, part: VariablePart, text: string, depth: number): Expanded {
  const expanded = expand(store, part.parts, depth + 1)
  if (expanded.kind !== 'pieces') return expanded
  const why = `the pattern of \`$\{${part.name}${part.operator}…}\` decides`
  const places = readPattern(expanded.pieces)
  // dash counts bytes where a pattern says "any one".
  const bytes = places?.some((place) => typeof place === 'object' && place.any === 'one')
  if (!places || (bytes && byteLength(text) !== text.length)) return { kind: 'unknown', why }
  const fromEnd = part.operator.startsWith('%')
  const units = [...text]
  if (fromEnd) {
    units.reverse()
    places.reverse()
  }
  const cut = matchStart(places, units, part.operator.length === 2)
  if (cut === 'too-long') return { kind: 'unknown', why }
  const kept = units.slice(cut ?? 0)
  if (fromEnd) kept.reverse()
  return { kind: 'pieces', pieces: [pieceOf(kept.join(''), part, part.quoted, false)] }
}

function byteLength(text: string): number {
  let length = 0
  for (const unit of text) {
    const code = unit.codePointAt(0) ?? 0
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return length
}
