import type { Input } from './input.js'
import type { Part, ShellDialect, VariablePart } from './program.js'

/** How the reader of words asks for what stands in `$(…)`: commands, up to a bracket. */
export interface Reader {
  readonly input: Input
  readonly dialect: ShellDialect
  /** Reads the commands of a substitution: up to its bracket, which stays, or to the end of what stood in backquotes. */
  commands(input: Input, backquoted: boolean): void
}

export type Syntax = 'base' | 'double' | 'single' | 'arithmetic'

/** Which characters count, as dash stacks it: one level for each change of quoting by an expansion. */
export interface Level {
  syntax: Syntax
  quoted: boolean
  /** Expansions open on this level; and those of them that opened inside double quotes. */
  expansions: number
  quotedExpansions: number
  /** Inside double quotes within an expansion that itself stands in double quotes. */
  inner: boolean
  pushed: boolean
  brackets: number
}

/** What an open expansion is: arithmetic, or a variable with its operator. */
export type Opened = 'arithmetic' | Pick<VariablePart, 'name' | 'operator' | 'colon'>

/** Parts gathered for the word itself, or for an expansion that is still open. */
export interface Frame {
  readonly parts: Part[]
  readonly opened?: Opened
  readonly start: number
  readonly quoted: boolean
}

/** A word being read. */
export interface Draft {
  readonly levels: Level[]
  readonly frames: Frame[]
  readonly start: number
  /** In the text of a here-document quotes are nothing special, in its delimiter dollars and backquotes. */
  readonly kind: 'word' | 'document' | 'delimiter'
  quoted: boolean
  /** Where the last quote opened. */
  quoteAt: number
}

export function level(syntax: Syntax, quoted: boolean): Level {
  return { syntax, quoted, expansions: 0, quotedExpansions: 0, inner: false, pushed: false, brackets: 0 }
}

export function topOf(draft: Draft): Level {
  return draft.levels.at(-1) as Level
}

/** Opens an expansion; `closing` finds its frame again. */
export function openFrame(draft: Draft, opened: Opened, start: number): void {
  draft.frames.push({ parts: [], opened, start, quoted: topOf(draft).quoted })
}

export function addPart(draft: Draft, part: Part): void {
  ;(draft.frames.at(-1) as Frame).parts.push(part)
}

/** Text that stands in the word as it stands in the source, or as `text` where it is spelled longer. */
export function addText(draft: Draft, input: Input, start: number, text: string, quoted: boolean): void {
  const { parts } = draft.frames.at(-1) as Frame
  const last = parts.at(-1)
  const part = {
    kind: 'literal',
    text,
    quoted,
    start: input.origin(start),
    end: input.origin(input.at)
  } as const
  const joins =
    last?.kind === 'literal' &&
    last.quoted === quoted &&
    last.end === part.start &&
    last.text.length === last.end - last.start &&
    text.length === part.end - part.start
  if (joins) parts[parts.length - 1] = { ...last, text: last.text + text, end: part.end }
  else parts.push(part)
}
