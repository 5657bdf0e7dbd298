import { addPart, addText, type Draft, level, type Opened, openFrame, type Reader, topOf } from './draft.js'
import { fail, type Input, openInput, peek, peekJoined } from './input.js'

const nameStart = /[A-Za-z_]/
const nameRest = /[A-Za-z0-9_]/
const digit = /[0-9]/

function isSpecial(character: string): boolean {
  return character !== '' && '#?$!-*@0123456789'.includes(character)
}

/** Reads what `$` begins: an expansion, a substitution, or just a dollar. */
export function readDollar(reader: Reader, draft: Draft): boolean {
  const { input } = reader
  const start = input.at++
  const found = peekJoined(input)
  if (found === '(') readParenthesis(reader, draft, start)
  else if (found === '{') readBraced(reader, draft, start)
  else if (nameStart.test(found) || isSpecial(found)) readBare(input, draft, start)
  else addText(draft, input, start, input.text.slice(start, start + 1), topOf(draft).quoted)
  return true
}

function readBare(input: Input, draft: Draft, start: number): void {
  let name = ''
  if (nameStart.test(peekJoined(input))) name = readName(input)
  else {
    name = peekJoined(input)
    input.at++
    peekJoined(input)
  }
  const { quoted } = topOf(draft)
  const place = { start: input.origin(start), end: input.origin(input.at) }
  addPart(draft, { kind: 'variable', name, operator: '', colon: false, parts: [], quoted, ...place })
}

function readName(input: Input): string {
  let name = ''
  for (let found = peekJoined(input); found !== '' && nameRest.test(found); found = peekJoined(input)) {
    name += found
    input.at++
  }
  return name
}

function readBraced(reader: Reader, draft: Draft, start: number): void {
  const { input } = reader
  input.at++
  const { name, length } = readBracedName(input)
  const opened = name === '' ? bad(name) : length ? readLength(input, name) : readOperator(input, name)
  openFrame(draft, opened, start)
  const top = topOf(draft)
  if (opened.operator === '') {
    closeAtOnce(input, draft, opened)
    return
  }
  const trims = '%%##'.includes(opened.operator)
  const syntax = trims ? 'base' : top.syntax === 'arithmetic' ? 'double' : top.syntax
  if (syntax !== top.syntax || top.inner) {
    draft.levels.push({ ...level(syntax, syntax !== 'base'), pushed: true })
  }
  const now = topOf(draft)
  now.expansions++
  if (now.quoted) now.quotedExpansions++
}

function closeAtOnce(input: Input, draft: Draft, opened: Exclude<Opened, 'arithmetic'>): void {
  const frame = draft.frames.pop()
  if (!frame) return
  const place = { start: input.origin(frame.start), end: input.origin(input.at) }
  addPart(draft, { kind: 'variable', ...opened, parts: [], quoted: frame.quoted, ...place })
}

function bad(name: string): Exclude<Opened, 'arithmetic'> {
  return { name, operator: 'bad', colon: false }
}

// `${#X}` is a length, `${#}` the count of arguments, `${#-w}` that count with a default.
function readBracedName(input: Input): { name: string; length: boolean } {
  const found = peekJoined(input)
  if (nameStart.test(found)) return { name: readName(input), length: false }
  if (digit.test(found)) return { name: readDigits(input), length: false }
  if (found === '}' || found === '') return { name: '', length: false }
  input.at++
  if (!isSpecial(found)) return { name: '', length: false }
  const next = peekJoined(input)
  if (found !== '#') return { name: found, length: false }
  if (nameStart.test(next)) return { name: readName(input), length: true }
  if (digit.test(next)) return { name: readDigits(input), length: true }
  if (next === '}' || next === '' || input.text.charAt(input.at + 1) !== '}')
    return { name: '#', length: false }
  input.at++
  return isSpecial(next) ? { name: next, length: true } : { name: '', length: false }
}

function readDigits(input: Input): string {
  let digits = ''
  for (let found = peekJoined(input); found !== '' && digit.test(found); found = peekJoined(input)) {
    digits += found
    input.at++
  }
  return digits
}

function readLength(input: Input, name: string): Exclude<Opened, 'arithmetic'> {
  return peekJoined(input) === '}' ? { name, operator: 'length', colon: false } : bad(name)
}

function readOperator(input: Input, name: string): Exclude<Opened, 'arithmetic'> {
  let found = peekJoined(input)
  if (found === '%' || found === '#') {
    input.at++
    const doubled = peekJoined(input) === found
    if (doubled) input.at++
    return { name, operator: doubled ? (found === '%' ? '%%' : '##') : found, colon: false }
  }
  const colon = found === ':'
  if (colon) {
    input.at++
    found = peekJoined(input)
  }
  if (found !== '') input.at++
  if (found === '}' && !colon) return { name, operator: '', colon }
  if (found === '-' || found === '+' || found === '?' || found === '=')
    return { name, operator: found, colon }
  return bad(name)
}

function readParenthesis(reader: Reader, draft: Draft, start: number): void {
  const { input } = reader
  input.at++
  const inside = input.at
  if (peekJoined(input) === '(') {
    input.at++
    openFrame(draft, 'arithmetic', start)
    draft.levels.push(level('arithmetic', true))
    return
  }
  reader.commands(input, false)
  const source = input.text.slice(inside, input.at)
  if (peekJoined(input) === ')') input.at++
  const place = { start: input.origin(start), end: input.origin(input.at) }
  addPart(draft, { kind: 'command', source, quoted: topOf(draft).quoted, ...place })
}

/** Reads a substitution in backquotes: its text first, without the backslashes, then its commands. */
export function readBackquoted(reader: Reader, draft: Draft): boolean {
  const { input } = reader
  const start = input.at++
  const { quoted } = topOf(draft)
  let source = ''
  const places: number[] = []
  for (;;) {
    const found = peekJoined(input)
    if (found === '`') break
    if (found === '') {
      fail(input, 'substitution', 'EOF in backquote substitution', input.at, input.at, start)
      return true
    }
    const at = input.at++
    const after = found === '\\' ? peek(input) : ''
    const dropped = found === '\\' && after !== '' && (quoted ? '\\`$"' : '\\`$').includes(after)
    if (found === '\n') input.line++
    places.push(dropped ? input.at : at)
    source += dropped ? after : found
    if (dropped) input.at++
    else if (after !== '') {
      places.push(input.at)
      source += after
      if (after === '\n') input.line++
      input.at++
    }
  }
  input.at++
  const end = input.at - 1
  const inner = openInput(source, (at) => input.origin(places[at] ?? end))
  reader.commands(inner, true)
  if (inner.fault) input.fault ??= inner.fault
  const place = { start: input.origin(start), end: input.origin(input.at) }
  addPart(draft, { kind: 'command', source, quoted, ...place })
  return true
}
