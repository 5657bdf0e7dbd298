import { decodeString, type EscapeFault } from './escapes.js'
import type { Terminal } from './productions.js'
import { type Run, refuseLexeme } from './run.js'

/** A token as libxlu's lexer hands it to the parser. */
export interface Token {
  readonly kind: Terminal
  /** The name, the number or the decoded string. */
  readonly text: string
  /** Absent at the end of the file: the parser then keeps the line of the token before. */
  readonly line?: number
}

/** The next token; nothing once the program has aborted. Lexical errors are reported on the way. */
export function nextToken(run: Run): Token | undefined {
  for (;;) {
    skipBlanks(run)
    const start = run.offset
    if (start >= run.text.length) return endOfFile(run, start)
    const length = tokenLength(run, start)
    if (length > 0) return take(run, start, length)
    const after = lexicalError(run, start)
    if (after) return after
  }
}

const messages: Readonly<Record<Exclude<EscapeFault['kind'], 'cut'>, string>> = {
  hex: 'invalid digit after backslash hexnumerical character escape in quoted string',
  octal: 'invalid digit after backslash octalnumerical character escape in quoted string',
  unknown: 'invalid character after backlash in quoted string'
}

const marks: ReadonlyMap<string, Terminal> = new Map([
  [',', "','"],
  ['[', "'['"],
  [']', "']'"],
  ['=', "'='"],
  [';', "';'"]
])

function skipBlanks(run: Run): void {
  let at = run.offset
  while (run.text[at] === ' ' || run.text[at] === '\t') at++
  run.offset = at
}

/** Passes over whole lines of blanks and comments; true where there are some. */
export function skipIdleLines(run: Run): boolean {
  const { text, line } = run
  for (let at = run.offset; ; ) {
    while (text[at] === ' ' || text[at] === '\t') at++
    if (text[at] === '#') at = text.indexOf('\n', at)
    if (text[at] !== '\n') return run.line > line
    run.offset = ++at
    run.line++
  }
}

function endOfFile(run: Run, start: number): Token {
  run.lexeme = { start, end: run.text.length }
  return { kind: '$end', text: '' }
}

/** The length of the token that starts here, or 0 where none does. */
function tokenLength(run: Run, start: number): number {
  const { text, dialect } = run
  const first = text[start] as string
  if (first === '\n' || marks.has(first)) return 1
  if (first === '#') return commentLength(text, start)
  if (first === '"' || first === "'") return stringLength(text, start)
  if (first === '+') {
    run.disputed = true
    return dialect.addition && text[start + 1] === '=' ? 2 : 0
  }
  if (first < 'a') return lengthOf(number, text, start)
  const length = lengthOf(dottedName, text, start)
  if (!text.slice(start, start + length).includes('.')) return length
  run.disputed = true
  return dialect.dottedNames ? length : lengthOf(plainName, text, start)
}

function lengthOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex - start : 0
}

const dottedName = /[a-z][._0-9a-z]*/y
const plainName = /[a-z][_0-9a-z]*/y
const number = /[0-9][0-9a-fx]*/y

// A comment is the end of its line, and so needs one.
function commentLength(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? 0 : end + 1 - start
}

function stringLength(text: string, start: number): number {
  const quote = text.charCodeAt(start)
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === quote) return at + 1 - start
    if (unit === backslash && text.charCodeAt(++at) === newline) return 0
    if (unit === newline) return 0
  }
  return 0
}

const backslash = 0x5c
const newline = 0x0a

function take(run: Run, start: number, length: number): Token | undefined {
  const { text, line } = run
  const end = start + length
  run.offset = end
  run.lexeme = { start, end }
  const first = text[start] as string
  const mark = marks.get(first)
  if (mark) return { kind: mark, text: '', line }
  if (first === '\n' || first === '#') {
    run.line++
    return { kind: 'NEWLINE', text: '', line }
  }
  if (first === '+') return { kind: '+=', text: '', line }
  const spelled = text.slice(start, end)
  if (first === '"' || first === "'") return stringToken(run, spelled, start)
  return { kind: first >= 'a' ? 'IDENT' : 'NUMBER', text: spelled, line }
}

// After the first error libxlu stops decoding, so that later faults in strings go unnoticed.
function stringToken(run: Run, spelled: string, start: number): Token | undefined {
  const { line } = run
  if (run.refusals.length > 0) return { kind: 'STRING', text: '', line }
  const nul = spelled.indexOf('\0')
  const seen = nul < 0 ? spelled : spelled.slice(0, nul)
  if (seen.length < 2 || seen[0] !== seen.at(-1)) {
    run.aborted = 'quotes'
    return undefined
  }
  if (!seen.includes('\\')) return { kind: 'STRING', text: seen.slice(1, -1), line }
  run.disputed = true
  const { text, fault } = decodeString(seen, start, run.dialect.unknownEscapes)
  if (fault?.kind === 'cut') {
    run.aborted = 'escape'
    return undefined
  }
  if (fault) refuseLexeme(run, 'escape', messages[fault.kind])
  return { kind: 'STRING', text, line }
}

// An error takes all up to the next blank; a single character of one byte at the very end is never looked at.
function lexicalError(run: Run, start: number): Token | undefined {
  const { text } = run
  const first = text[start] as string
  if (run.dialect.pythonPage && '+-.():'.includes(first)) run.python = true
  const isByte = run.encoding === 'latin1' || first < '\x80'
  if (start + 1 === text.length && isByte) {
    run.offset = text.length
    return endOfFile(run, start)
  }
  blank.lastIndex = start + 1
  const stop = blank.exec(text)?.index ?? text.length
  const alone = stop === start + 1 && isByte
  const newlineTaken = alone && text[stop] === '\n'
  run.offset = alone ? stop + 1 : stop
  run.lexeme = { start, end: run.offset }
  if (newlineTaken) run.line++
  refuseLexeme(run, 'lexical', 'lexical error')
  return newlineTaken ? { kind: 'NEWLINE', text: '', line: run.line } : undefined
}

const blank = /[ \t\n]/g
