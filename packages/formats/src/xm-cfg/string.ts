import type { Leaf } from '@xenlint/syntax'
import { decode, type Escape, type Escaping } from '../escapes.js'
import type { PythonText } from './python-value.js'

const simple: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v'
}

/** A string as Python 2 reads it; `undefined` where it holds an escape that Python refuses. */
export function readString(leaf: Leaf): Pick<PythonText, 'text' | 'map' | 'unicode'> | undefined {
  const [, prefix = '', quotes = ''] = /^([a-z]*)("""|'''|"|')/i.exec(leaf.value) ?? []
  const opening = prefix.length + quotes.length
  const body = leaf.value.slice(opening, leaf.type === 'string' ? -quotes.length : undefined)
  const unicode = /u/i.test(prefix)
  const raw = /r/i.test(prefix)
  if (!raw && refused.test(body)) return undefined
  // Names of characters would need a table of them; xm takes no unicode text anyway.
  if (unicode && /\\[uUN]/.test(body)) return undefined
  return { ...decode(body, leaf.start + opening, raw ? rawText : escaping), unicode }
}

const refused: RegExp = /(?:^|[^\\])(?:\\\\)*\\x(?![0-9a-fA-F]{2})/

// Python reads each end of a line as `\n`.
const rawText: Escaping = { start: /\r\n?/g, at: lineEnd }
const escaping: Escaping = {
  start: /\\|\r\n?/g,
  at: (body, index) => (body[index] === '\\' ? escapeAt(body, index) : lineEnd(body, index))
}

function lineEnd(body: string, index: number): Escape {
  return { text: '\n', length: body.startsWith('\r\n', index) ? 2 : 1 }
}

function escapeAt(body: string, index: number): Escape {
  if (body.startsWith('\r\n', index + 1)) return { text: '', length: 3 }
  const letter = body[index + 1] ?? ''
  const known = simple[letter]
  if (known !== undefined) return { text: known, length: 2 }

  const octal = /^[0-7]{1,3}/.exec(body.slice(index + 1, index + 4))?.[0]
  if (octal) return { text: String.fromCharCode(Number.parseInt(octal, 8) & 0xff), length: 1 + octal.length }

  const hexadecimal = /^x([0-9a-fA-F]{2})/.exec(body.slice(index + 1, index + 4))?.[1]
  if (hexadecimal) return { text: String.fromCharCode(Number.parseInt(hexadecimal, 16)), length: 4 }

  // What Python does not know stays as it is written, backslash and all.
  return { text: `\\${letter}`, length: 1 + letter.length }
}
