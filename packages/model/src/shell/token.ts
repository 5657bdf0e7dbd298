import type { Reader } from './draft.js'
import { fail, type Input, openInput, peek, peekJoined } from './input.js'
import type { Command, Redirect, Word } from './program.js'
import { readWord } from './word.js'

/** What stands between words: an operator, a keyword, or one of `word`, `newline`, `end`, `redirect`. */
export interface Token {
  readonly kind: string
  readonly start: number
  readonly end: number
  readonly word?: Word
  /** The operator of a redirection: `>>`, `<&`. */
  readonly operator?: string
  /** The digit in front of it. */
  readonly from?: string
}

/** A here-document; unquoted ones expand. */
export interface HereDocument {
  readonly delimiter: string
  readonly tabs: boolean
  readonly expands: boolean
  /** What its text goes to. */
  readonly redirect: Redirect
}

/** Where a reading of commands stands. Like dash, it looks one token ahead and decides late what is a keyword. */
export interface Reading extends Reader {
  token: Token
  pushed: boolean
  /** Whether the next token skips newlines, and may be a keyword. */
  newlines: boolean
  keywords: boolean
  /** Whether the next word is the delimiter of a here-document. */
  delimits: boolean
  depth: number
  /** Here-documents whose text begins behind the next newline. */
  readonly documents: HereDocument[]
  readonly lines: Command[]
}

const keywords = new Set(
  ['!', 'case', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'for', 'if', 'in'].concat([
    'then',
    'until',
    'while',
    '{',
    '}'
  ])
)

/** The next token; `expect` says beforehand whether newlines are skipped and keywords known. */
export function readToken(reading: Reading): Token {
  const { newlines } = reading
  let token = nextToken(reading)
  while (newlines && token.kind === 'newline') {
    readDocuments(reading)
    token = nextToken(reading)
  }
  const keyword = reading.keywords && token.kind === 'word' ? plainText(token.word) : undefined
  if (keyword !== undefined && keywords.has(keyword)) token = { ...token, kind: keyword }
  reading.newlines = false
  reading.keywords = false
  reading.delimits = false
  reading.token = token
  return token
}

export function expect(reading: Reading, newlines: boolean, known = true): void {
  reading.newlines = newlines
  reading.keywords = known
}

/** The text of a word without quotes and expansions. */
export function plainText(word: Word | undefined): string | undefined {
  if (!word || word.quoted) return undefined
  let text = ''
  for (const part of word.parts) {
    if (part.kind !== 'literal') return undefined
    text += part.text
  }
  return text
}

/** Says that the last token stands at a wrong place, as dash says it. */
export function unexpected(reading: Reading, wanted?: string): void {
  const { token, input } = reading
  const expecting = wanted === undefined ? '' : ` (expecting ${nameOf(wanted)})`
  const kind = token.kind === 'end' ? 'unfinished' : 'unexpected'
  fail(input, kind, `${nameOf(token.kind)} unexpected${expecting}`, token.start, token.end)
}

const names: Readonly<Record<string, string>> = {
  end: 'end of file',
  newline: 'newline',
  redirect: 'redirection',
  word: 'word'
}

function nameOf(kind: string): string {
  return names[kind] ?? `"${kind}"`
}

function nextToken(reading: Reading): Token {
  const { input } = reading
  if (reading.pushed) {
    reading.pushed = false
    return reading.token
  }
  skipBlanks(input)
  const start = input.at
  const found = peekJoined(input)
  if (found === '') return { kind: 'end', start, end: start }
  if ('\n&|;()'.includes(found)) return readOperator(input, found, start)
  const word = readWord(reading, reading.delimits ? 'delimiter' : 'word')
  return readRedirect(input, word) ?? { kind: 'word', start, end: input.at, word }
}

const comment = /[^\n]*/y
const blanks = /[ \t]*/y

function skipBlanks(input: Input): void {
  for (let found = peekJoined(input); found === ' ' || found === '\t' || found === '#'; ) {
    const run = found === '#' ? comment : blanks
    run.lastIndex = input.at
    input.at += run.exec(input.text)?.[0].length ?? 0
    found = found === '#' ? peek(input) : peekJoined(input)
  }
}

function readOperator(input: Input, found: string, start: number): Token {
  input.at++
  if (found === '\n') input.line++
  else if ('&|;'.includes(found) && peekJoined(input) === found) {
    input.at++
    return { kind: found + found, start, end: input.at }
  }
  return { kind: found === '\n' ? 'newline' : found, start, end: input.at }
}

// A lone digit in front of `<` or `>` names what is redirected.
function readRedirect(input: Input, word: Word): Token | undefined {
  const found = peek(input)
  const fits = found === '<' || found === '>'
  if (!fits || word.quoted || !/^[0-9]?$/.test(plainText(word) ?? 'word')) return undefined
  const start = input.at
  input.at++
  const follow = peekJoined(input)
  let operator = found
  if (follow !== '' && (found === '<' ? '<&>' : '>|&').includes(follow)) {
    input.at++
    operator += follow
  }
  if (operator === '<<' && peekJoined(input) === '-') {
    input.at++
    operator += '-'
  }
  return { kind: 'redirect', start, end: input.at, operator, from: plainText(word) ?? '' }
}

/** Reads the texts of here-documents that begin at the line in front. */
export function readDocuments(reading: Reading): void {
  for (const document of reading.documents.splice(0)) readDocument(reading, document)
}

function readDocument(reading: Reading, { delimiter, tabs, expands, redirect }: HereDocument): void {
  const { input } = reading
  const { at, line } = input
  let end = at
  while (end < input.text.length && !input.fault) {
    const found = input.text.indexOf('\n', end)
    const text = input.text.slice(end, found < 0 ? undefined : found)
    input.at = found < 0 ? input.text.length : found + 1
    if (found >= 0) input.line++
    if ((tabs ? text.replace(/^\t+/, '') : text) === delimiter) break
    end = input.at
  }
  if (!expands) {
    const text = input.text.slice(at, end)
    const place = { start: input.origin(at), end: input.origin(end) }
    const literal = { kind: 'literal', text: tabs ? text.replace(/^\t+/gm, '') : text, quoted: true } as const
    redirect.document = { parts: [{ ...literal, ...place }], quoted: true, ...place }
    return
  }
  const inner: Input = tabs ? untabbed(input, at, end) : { ...input, text: input.text.slice(0, end), at }
  inner.line = line
  redirect.document = readWord({ ...reading, input: inner }, 'document')
  if (inner.fault) input.fault ??= inner.fault
}

function untabbed(input: Input, start: number, end: number): Input {
  const places: number[] = []
  let text = ''
  for (let at = start; at < end; at++) {
    if (input.text[at] === '\t' && (text === '' || text.endsWith('\n'))) continue
    places.push(at)
    text += input.text[at]
  }
  return openInput(text, (at) => input.origin(places[at] ?? end))
}
