import { addPart, addText, type Draft, type Frame, type Level, level, type Reader, topOf } from './draft.js'
import { fail, type Input, peek, peekJoined } from './input.js'
import type { Part, VariablePart, Word } from './program.js'
import { readBackquoted, readDollar } from './substitution.js'

const special = new Set([...'<>();&| \t'])

/** Reads one word, as far as the shell takes it; empty in front of `<` and `>`. */
export function readWord(reader: Reader, kind: Draft['kind'] = 'word'): Word {
  const document = kind === 'document'
  const { input } = reader
  const draft: Draft = {
    levels: [document ? level('double', true) : level('base', false)],
    frames: [{ parts: [], start: input.at, quoted: document }],
    start: input.at,
    kind,
    quoted: false,
    quoteAt: input.at
  }
  while (readPiece(reader, draft));
  checkClosed(input, draft)
  const start = input.origin(draft.start)
  return { parts: partsOf(draft), quoted: draft.quoted, start, end: input.origin(input.at) }
}

function readPiece(reader: Reader, draft: Draft): boolean {
  const { input } = reader
  const top = topOf(draft)
  const found = top.syntax === 'single' ? peek(input) : peekJoined(input)
  if (found === '') return false
  if (found === '\n') return readNewline(input, draft, top)
  if (top.syntax === 'single') return readSingle(input, draft, top)
  if (found === '\\') return readEscape(input, draft, top)
  if (found === '"' && draft.kind === 'document' && top.expansions === 0) return readText(input, draft, top)
  if (found === '"' && top.syntax !== 'arithmetic') return readDoubleQuote(input, draft, top)
  if (found === "'" && top.syntax === 'base') return openSingle(input, draft, top)
  if (draft.kind === 'delimiter' && (found === '$' || found === '`')) return readText(input, draft, top)
  if (found === '$') return readDollar(reader, draft)
  if (found === '`') return readBackquoted(reader, draft)
  if (found === '}') return readBrace(input, draft, top)
  if (top.syntax === 'arithmetic' && (found === '(' || found === ')')) return readBracket(input, draft, top)
  if (top.syntax === 'base' && top.expansions === 0 && special.has(found)) return false
  return readText(input, draft, top)
}

function readNewline(input: Input, draft: Draft, top: Level): boolean {
  if (top.syntax === 'base' && top.expansions === 0) return false
  const start = input.at++
  addText(draft, input, start, '\n', top.syntax === 'single' || top.quoted)
  input.line++
  return true
}

const plainRun = /[^\\"'$`}()\n<>;&| \t\0]+/y
const singleRun = /[^'\n\0]+/y

function readText(input: Input, draft: Draft, top: Level): boolean {
  const start = input.at
  plainRun.lastIndex = start
  const run = plainRun.exec(input.text)?.[0] ?? input.text.charAt(start)
  input.at += run.length
  addText(draft, input, start, run, top.quoted)
  return true
}

function openSingle(input: Input, draft: Draft, top: Level): boolean {
  draft.quoteAt = input.at++
  top.syntax = 'single'
  addText(draft, input, input.at, '', true)
  return true
}

function readSingle(input: Input, draft: Draft, top: Level): boolean {
  const start = input.at
  if (peek(input) === "'") {
    input.at++
    draft.quoted = true
    if (top.quotedExpansions === 0) leaveQuote(top)
    return true
  }
  singleRun.lastIndex = start
  const run = singleRun.exec(input.text)?.[0] ?? ''
  input.at += run.length
  addText(draft, input, start, run, true)
  return true
}

function readDoubleQuote(input: Input, draft: Draft, top: Level): boolean {
  if (top.syntax === 'base') {
    draft.quoteAt = input.at
    top.syntax = 'double'
    top.quoted = true
  } else {
    if (top.quotedExpansions === 0) leaveQuote(top)
    draft.quoted = true
  }
  input.at++
  if (top.expansions > 0) top.inner = !top.inner
  addText(draft, input, input.at, '', true)
  return true
}

function leaveQuote(top: Level): void {
  top.syntax = 'base'
  top.quoted = false
}

// Inside double quotes a backslash stands for itself, except before these.
function readEscape(input: Input, draft: Draft, top: Level): boolean {
  const start = input.at++
  const escaped = peek(input)
  if (escaped !== '') input.at++
  const text = draft.kind === 'document' && top.expansions === 0
  const special = text ? '\\`$' : '\\`$"'
  const keeps = top.quoted && !special.includes(escaped) && !(escaped === '}' && top.expansions > 0)
  if (escaped === '' || keeps) addText(draft, input, start, `\\${escaped}`, true)
  else addText(draft, input, start, escaped, true)
  if (escaped !== '') draft.quoted = true
  return true
}

function readBrace(input: Input, draft: Draft, top: Level): boolean {
  const start = input.at++
  if (top.inner || top.expansions === 0) {
    addText(draft, input, start, '}', top.quoted)
    return true
  }
  top.expansions--
  if (top.expansions === 0 && top.pushed) draft.levels.pop()
  else if (top.quotedExpansions > 0) top.quotedExpansions--
  closeFrame(input, draft)
  return true
}

function readBracket(input: Input, draft: Draft, top: Level): boolean {
  const start = input.at
  const found = peek(input)
  input.at++
  if (found === '(') top.brackets++
  else if (top.brackets > 0) top.brackets--
  else if (peekJoined(input) === ')') {
    input.at++
    draft.levels.pop()
    closeFrame(input, draft)
    return true
  }
  addText(draft, input, start, found, true)
  return true
}

function closeFrame(input: Input, draft: Draft): void {
  const frame = draft.frames.pop()
  if (!frame?.opened) return
  const { parts, quoted, opened } = frame
  const place = { start: input.origin(frame.start), end: input.origin(input.at) }
  if (opened === 'arithmetic') addPart(draft, { kind: 'arithmetic', parts, quoted, ...place })
  else addPart(draft, { kind: 'variable', ...opened, parts, quoted, ...place } satisfies VariablePart)
}

function checkClosed(input: Input, draft: Draft): void {
  if (input.fault) return
  const top = topOf(draft)
  const end = input.at
  const frame = draft.frames.at(-1)?.start
  if (top.syntax === 'arithmetic') fail(input, 'arithmetic', "Missing '))'", end, end, frame)
  else if (top.syntax !== 'base' && draft.kind !== 'document')
    fail(input, 'quote', 'Unterminated quoted string', end, end, draft.quoteAt)
  else if (top.expansions > 0) fail(input, 'brace', "Missing '}'", end, end, frame)
}

// An open expansion still counts as part of its word.
function partsOf(draft: Draft): readonly Part[] {
  return (draft.frames[0] as Frame).parts
}
