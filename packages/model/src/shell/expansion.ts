import type { Segment, ValueMap } from '@xenlint/syntax'
import { reckon } from './arithmetic.js'
import { matchStart, readPattern } from './pattern.js'
import type { ArithmeticPart, Part, VariablePart } from './program.js'
import type { Expanded, Held, Piece, Scene } from './scene.js'

/** What expansions read and, with `:=`, write. */
export interface Store {
  readonly scene: Scene
  readonly variables: Map<string, Held>
  /** Names that are not to be changed. */
  readonly constants: ReadonlySet<string>
  /** What the commands of a substitution print, where that is known. */
  capture(source: string): string | undefined
  /** The shell's arguments, its name, and how the last command ended; absent where they are not known. */
  args?: readonly string[]
  zero?: string
  status?: number
  /** Set while it is open whether commands run at all: what decides. */
  doubt?: string
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
  if (part.kind === 'arithmetic') return expandArithmetic(store, part, depth)
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
  if (name === '@' || name === '*') return expandArguments(store, part)
  const held = /^[A-Za-z_]/.test(name) ? store.variables.get(name) : ofShell(store, part)
  if (held === 'open')
    return { kind: 'unknown', why: `\`$${name}\` belongs to the shell that reads the file` }
  const foreign =
    held || !/^[A-Za-z_]/.test(name) ? undefined : (store.elsewhere ?? store.scene.foreign(name))
  if (foreign !== undefined) return { kind: 'unknown', why: foreign }
  if (held?.kind === 'unknown') return { kind: 'unknown', why: held.why }
  const given = held && !(colon && held.text === '')
  if (operator === '-') return given ? heldPieces(store, name, held, quoted) : instead(store, part, depth)
  if (operator === '+') return given ? instead(store, part, depth) : nothing
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

// What stands there for a value is split as a value is.
function instead(store: Store, part: VariablePart, depth: number): Expanded {
  const expanded = expand(store, part.parts, depth + 1)
  if (expanded.kind !== 'pieces') return expanded
  return { kind: 'pieces', pieces: expanded.pieces.map((piece) => ({ ...piece, literal: false })) }
}

// What the shell itself tells: its arguments, how many they are, its name, how the last command ended.
function ofShell(
  { args, zero, status, scene }: Store,
  { name, start, end }: VariablePart
): Held | 'open' | undefined {
  const text =
    name === '0'
      ? zero
      : name === '?'
        ? status
        : name === '#'
          ? args?.length
          : /^[0-9]+$/.test(name) && args
            ? (args[Number(name) - 1] ?? null)
            : undefined
  if (text === undefined) return 'open'
  if (text === null) return undefined
  const { map } = pieceOf(String(text), { start, end }, true, false)
  return { kind: 'text', text: String(text), map, spelled: 'word', origin: { file: scene.file, start, end } }
}

// "$@" keeps the arguments apart, "$*" joins them with the first sign of IFS.
function expandArguments(store: Store, part: VariablePart): Expanded {
  const { args, variables } = store
  const { name, operator, quoted } = part
  const separators = variables.get('IFS')
  if (!args || operator !== '' || separators?.kind === 'unknown')
    return { kind: 'unknown', why: `\`$${name}\` belongs to the shell that reads the file` }
  if (quoted && name === '*') {
    const text = args.join(separators ? separators.text.slice(0, 1) : ' ')
    return { kind: 'pieces', pieces: [pieceOf(text, part, true, false)] }
  }
  if (args.length === 0 && quoted)
    return { kind: 'pieces', pieces: [{ ...pieceOf('', part, true, false), arguments: 'none' }] }
  const pieces = args.flatMap((text, index) => [
    ...(index > 0 ? [{ ...pieceOf(' ', part, quoted, false), arguments: 'next' as const }] : []),
    pieceOf(text, part, quoted, false)
  ])
  return { kind: 'pieces', pieces }
}

function expandArithmetic(store: Store, part: ArithmeticPart, depth: number): Expanded {
  const expanded = expand(store, part.parts, depth + 1)
  if (expanded.kind !== 'pieces') return expanded
  const { text } = joinPieces(expanded.pieces)
  const open = [...text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)].find(({ 0: name }) => !isKnown(store, name))
  const undecided: Expanded = { kind: 'unknown', why: `\`$((${text}))\` decides` }
  if (open) return undecided
  const sum = reckon(text, {
    read: (name) => {
      const held = store.variables.get(name)
      return held?.kind === 'text' ? held.text : ''
    },
    write: (name, value) => {
      const { start, end } = part
      const { map } = pieceOf(String(value), part, true, false)
      const origin = { file: store.scene.file, start, end }
      const { doubt } = store
      const held: Held = { kind: 'text', text: String(value), map, spelled: 'word', origin }
      store.variables.set(name, doubt === undefined ? held : { kind: 'unknown', why: doubt, origin })
    }
  })
  if (sum !== 'too-long' && 'value' in sum)
    return { kind: 'pieces', pieces: [pieceOf(String(sum.value), part, part.quoted, false)] }
  if (sum === 'too-long' || store.scene.dialect === 'bash') return undecided
  return { kind: 'fault', message: sum.fault }
}

function isKnown({ variables, elsewhere, scene }: Store, name: string): boolean {
  const held = variables.get(name)
  return held ? held.kind === 'text' : elsewhere === undefined && scene.foreign(name) === undefined
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
  if (store.constants.has(part.name)) return { kind: 'fault', message: `${part.name}: is read only` }
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
  const bytes = places?.some((place) => typeof place === 'object' && !('any' in place && place.any === 'run'))
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
