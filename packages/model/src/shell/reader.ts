import { fail, type Input, openInput, peek } from './input.js'
import type {
  Assignment,
  Block,
  Case,
  Command,
  Part,
  Program,
  Redirect,
  ShellDialect,
  SimpleCommand,
  Word
} from './program.js'
import { expect, plainText, type Reading, readDocuments, readToken, type Token, unexpected } from './token.js'

const deepest = 200
const name = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Reads a text as the shell reads it: line for line, up to the first fault. */
export function readShell(text: string, dialect: ShellDialect): Program {
  const input = openInput(text)
  const reading = open(input, dialect, 0)
  while (!input.fault) {
    const commands = readList(reading, 'line')
    if (input.fault) break
    reading.lines.push(...commands)
    if (reading.token.kind === 'end') break
    reading.pushed = false
  }
  return { text, lines: reading.lines, ...(input.fault && { fault: input.fault }) }
}

function open(input: Input, dialect: ShellDialect, depth: number): Reading {
  const token: Token = { kind: 'newline', start: 0, end: 0 }
  const reading: Reading = {
    input,
    dialect,
    depth,
    token,
    pushed: false,
    newlines: false,
    keywords: false,
    delimits: false,
    documents: [],
    lines: [],
    commands: (inner, backquoted) => readInside(inner, dialect, depth + 1, backquoted)
  }
  return reading
}

// What stands in backquotes may end anywhere, what stands in `$(` only at its bracket.
function readInside(input: Input, dialect: ShellDialect, depth: number, backquoted: boolean): void {
  if (depth > deepest) {
    fail(input, 'depth', 'nested too deeply', input.at, input.at)
    return
  }
  const reading = open(input, dialect, depth)
  readList(reading, 'any')
  if (backquoted) return
  expect(reading, false, false)
  const token = readToken(reading)
  if (token.kind !== ')') unexpected(reading, ')')
  else input.at = token.start
}

const closers = new Set(
  ['end', ')', ';;', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'then', '}'].concat(['`'])
)

/** Commands up to the end of a line, or in a block up to a token that ends one; a block wants one `some`. */
function readList(reading: Reading, kind: 'line' | 'some' | 'any'): Command[] {
  const commands: Command[] = []
  let first = kind !== 'any'
  for (;;) {
    expect(reading, kind !== 'line')
    const { kind: found } = readToken(reading)
    if (found === 'newline' || found === 'end') {
      readDocuments(reading)
      reading.pushed = found === 'end'
      return commands
    }
    reading.pushed = true
    if (kind !== 'line' && !first && closers.has(found)) return commands
    first = false
    commands.push(readBackground(reading))
    const { kind: after } = reading.token
    if (reading.input.fault) return commands
    if (after === 'end') continue
    if (after === '&' || after === ';') continue
    reading.pushed = true
    if (after === 'newline') continue
    if (kind === 'line') unexpected(reading)
    return commands
  }
}

function readBackground(reading: Reading): Command {
  const command = readEither(reading)
  const token = readToken(reading)
  if (token.kind === 'end') reading.pushed = true
  if (token.kind !== '&') return command
  return { kind: 'pipeline', negated: false, background: true, commands: [command], ...spanOf(command) }
}

function readEither(reading: Reading): Command {
  let first = readPipeline(reading)
  for (;;) {
    const { kind } = readToken(reading)
    if (kind !== '&&' && kind !== '||') {
      reading.pushed = true
      return first
    }
    expect(reading, true)
    const second = readPipeline(reading)
    first = { kind: kind === '&&' ? 'and' : 'or', first, second, start: first.start, end: second.end }
  }
}

function readPipeline(reading: Reading): Command {
  const { kind, start } = readToken(reading)
  const negated = kind === '!'
  if (negated) expect(reading, false)
  else reading.pushed = true
  const commands = [readCommand(reading)]
  while (readToken(reading).kind === '|') {
    expect(reading, true)
    commands.push(readCommand(reading))
  }
  reading.pushed = true
  const [only, second] = commands
  if (only && !second && !negated) return only
  const end = commands.at(-1)?.end ?? start
  return { kind: 'pipeline', negated, background: false, commands, start, end }
}

function readCommand(reading: Reading): Command {
  reading.depth++
  if (reading.depth > deepest)
    fail(reading.input, 'depth', 'nested too deeply', reading.input.at, reading.input.at)
  const token = readToken(reading)
  const command = readKind(reading, token)
  reading.depth--
  return command
}

function readKind(reading: Reading, token: Token): Command {
  const { kind, start } = token
  if (kind === 'word' || kind === 'redirect') {
    reading.pushed = true
    return readSimple(reading, start)
  }
  if (kind === 'if') return readIf(reading, start)
  if (kind === 'while' || kind === 'until') return readLoop(reading, kind, start)
  if (kind === 'for') return readFor(reading, start)
  if (kind === 'case') return readCase(reading, start)
  if (kind === '(') return readGroup(reading, start, 'subshell', ')')
  if (kind === '{') return readGroup(reading, start, 'group', '}')
  unexpected(reading)
  return simple(start, start, reading.input.line, [], [], [])
}

function readIf(reading: Reading, start: number): Command {
  const branches: { condition: Command[]; body: Command[] }[] = []
  do {
    const condition = readList(reading, 'some')
    want(reading, 'then')
    branches.push({ condition, body: readList(reading, 'some') })
  } while (readToken(reading).kind === 'elif')
  const last = reading.token.kind === 'else'
  const otherwise = last ? readList(reading, 'some') : []
  if (!last) reading.pushed = true
  want(reading, 'fi')
  return { kind: 'if', branches, otherwise, start, ...readRedirects(reading) }
}

function readLoop(reading: Reading, kind: 'while' | 'until', start: number): Command {
  const condition = readList(reading, 'some')
  want(reading, 'do')
  const body = readList(reading, 'some')
  want(reading, 'done')
  return { kind, condition, body, start, ...readRedirects(reading) }
}

function readFor(reading: Reading, start: number): Command {
  const { word, kind } = readToken(reading)
  const variable = plainText(word)
  if (kind !== 'word' || variable === undefined || !name.test(variable))
    fail(reading.input, 'name', 'Bad for loop variable', reading.token.start, reading.token.end)
  expect(reading, true)
  let items: Word[] | undefined
  if (readToken(reading).kind === 'in') {
    items = []
    while (readToken(reading).kind === 'word') if (reading.token.word) items.push(reading.token.word)
    if (reading.token.kind !== 'newline' && reading.token.kind !== ';') unexpected(reading)
  } else if (reading.token.kind !== ';') reading.pushed = true
  expect(reading, true)
  want(reading, 'do')
  const body = readList(reading, 'some')
  want(reading, 'done')
  const named = { ...(variable !== undefined && { name: variable }), ...(items && { items }) }
  return { kind: 'for', ...named, condition: [], body, start, ...readRedirects(reading) }
}

function readCase(reading: Reading, start: number): Command {
  if (readToken(reading).kind !== 'word') unexpected(reading, 'word')
  const word = reading.token.word ?? nothing
  expect(reading, true)
  want(reading, 'in')
  const branches: { patterns: Word[]; body: Command[] }[] = []
  expect(reading, true)
  let token = readToken(reading)
  while (token.kind !== 'esac' && !reading.input.fault) {
    if (token.kind === '(') token = readToken(reading)
    const patterns = [token.word ?? nothing]
    while (readToken(reading).kind === '|' && !reading.input.fault)
      patterns.push(readToken(reading).word ?? nothing)
    if (reading.token.kind !== ')') unexpected(reading, ')')
    branches.push({ patterns, body: readList(reading, 'any') })
    expect(reading, true)
    token = readToken(reading)
    if (token.kind === 'esac') break
    if (token.kind !== ';;') unexpected(reading, ';;')
    expect(reading, true)
    token = readToken(reading)
  }
  return { kind: 'case', word, branches, start, ...readRedirects(reading) } satisfies Case
}

const nothing: Word = { parts: [], quoted: false, start: 0, end: 0 }

function readGroup(reading: Reading, start: number, kind: Block['kind'], closer: string): Command {
  const body = readList(reading, 'some')
  want(reading, closer)
  return { kind, body, start, ...readRedirects(reading) }
}

function want(reading: Reading, kind: string): void {
  if (readToken(reading).kind !== kind) unexpected(reading, kind)
}

function readRedirects(reading: Reading): { end: number; redirects: Redirect[] } {
  const redirects: Redirect[] = []
  let end = reading.token.end
  expect(reading, false)
  while (readToken(reading).kind === 'redirect') {
    const redirect = readTarget(reading)
    if (redirect) redirects.push(redirect)
    end = reading.token.end
    // Behind a redirection no keyword counts any more.
    expect(reading, false, false)
  }
  reading.pushed = true
  return { end, redirects }
}

// The word behind the sign of a redirection; a here-document's text is read later.
function readTarget(reading: Reading): Redirect | undefined {
  const { operator = '', from = '' } = reading.token
  reading.delimits = operator.startsWith('<<')
  const { kind, word } = readToken(reading)
  if (kind !== 'word') {
    unexpected(reading)
    return undefined
  }
  if (operator.startsWith('<<')) {
    const delimiter = (word?.parts ?? []).map((part) => (part.kind === 'literal' ? part.text : '')).join('')
    const redirect: Redirect = { operator, from: from || '0', target: word ?? nothing }
    reading.documents.push({ delimiter, tabs: operator === '<<-', expands: !word?.quoted, redirect })
    return redirect
  }
  return word && { operator, from: from || (operator.startsWith('<') ? '0' : '1'), target: word }
}

function readSimple(reading: Reading, start: number): Command {
  const { line } = reading.input
  const assignments: Assignment[] = []
  const words: Word[] = []
  const redirects: Redirect[] = []
  let end = start
  let redirected = false
  for (;;) {
    const token = readToken(reading)
    const { kind, word } = token
    if (kind === 'word' && word) {
      const assignment = words.length === 0 ? assignmentOf(word, reading) : undefined
      if (assignment) assignments.push(assignment)
      else words.push(word)
    } else if (kind === 'redirect') {
      redirected = true
      const redirect = readTarget(reading)
      if (redirect) redirects.push(redirect)
    } else if (kind === '(' && words.length === 1 && assignments.length === 0 && !redirected) {
      return readFunction(reading, words[0], start)
    } else {
      reading.pushed = true
      return simple(start, end, line, assignments, words, redirects)
    }
    end = reading.token.end
    if (reading.input.fault) return simple(start, end, line, assignments, words, redirects)
  }
}

const special = new Set(
  '. : break continue eval exec exit export readonly return set shift times trap unset'.split(' ')
)

function readFunction(reading: Reading, word: Word | undefined, start: number): Command {
  want(reading, ')')
  const called = plainText(word) ?? ''
  if (!name.test(called) || special.has(called))
    fail(reading.input, 'name', 'Bad function name', reading.token.start, reading.token.end)
  expect(reading, true)
  const body = readCommand(reading)
  return { kind: 'function', name: called, body, start, end: body.end }
}

/** The assignment that a word spells: an unquoted name, `=`, and the rest. */
export function assignmentOf(
  word: Word,
  reading?: Pick<Reading, 'dialect' | 'input'>
): Assignment | undefined {
  let text = ''
  for (const [index, part] of word.parts.entries()) {
    if (part.kind !== 'literal' || part.quoted) return undefined
    const found = part.text.indexOf('=')
    text += found < 0 ? part.text : part.text.slice(0, found)
    if (found < 0) continue
    const append = reading?.dialect === 'bash' && text.endsWith('+')
    const assigned = append ? text.slice(0, -1) : text
    if (!name.test(assigned)) return undefined
    const nameEnd = part.start + found - (append ? 1 : 0)
    const place = { name: assigned, nameEnd, append, start: word.start }
    const value = behind(word, index, part.text.slice(found + 1), part.start + found + 1)
    const array = reading?.dialect === 'bash' && value.parts.length === 0 && readArray(reading.input)
    return array === undefined || array === false
      ? { ...place, value, end: word.end }
      : { ...place, end: array }
  }
  return undefined
}

function behind(word: Word, index: number, text: string, start: number): Word {
  const parts: Part[] = word.parts.slice(index + 1)
  if (text !== '') parts.unshift({ kind: 'literal', text, quoted: false, start, end: start + text.length })
  return { parts, quoted: word.quoted, start, end: word.end }
}

// NAME=(a b c), as bash reads it: up to the bracket, whatever stands between.
function readArray(input: Input): number | undefined {
  if (peek(input) !== '(') return undefined
  const end = input.text.indexOf(')', input.at)
  if (end < 0) return undefined
  for (const found of input.text.slice(input.at, end)) if (found === '\n') input.line++
  input.at = end + 1
  return end + 1
}

function simple(
  start: number,
  end: number,
  line: number,
  assignments: readonly Assignment[],
  words: readonly Word[],
  redirects: readonly Redirect[]
): SimpleCommand {
  return { kind: 'simple', assignments, words, redirects, line, start, end }
}

function spanOf({ start, end }: Command): { start: number; end: number } {
  return { start, end }
}
