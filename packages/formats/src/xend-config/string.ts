import type { Leaf } from '@xenlint/syntax'
import { decode, type Escape, type Escaping } from '../escapes.js'

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"'
}

const escaping: Escaping = { start: /\\/g, at: escapeAt }

/** The text of a string as xend reads it, without its quotes. */
export function textOf(leaf: Leaf): ReturnType<typeof decode> {
  return decode(bodyOf(leaf), leaf.start + 1, escaping)
}

/** What the reader stops at, if a string holds an escape that it cannot read. */
export function faultIn(leaf: Leaf): { start: number; end: number; why: string } | undefined {
  const body = bodyOf(leaf)
  for (let index = body.indexOf('\\'); index !== -1; index = body.indexOf('\\', index)) {
    const { length } = escapeAt(body, index)
    const start = leaf.start + 1 + index
    const written = body.slice(index, index + length)
    const range = { start, end: start + length }
    if (/^\\[0-7]/.test(written) && Number.parseInt(written.slice(1), 8) > 0xff)
      return { ...range, why: `\`${written}\` is beyond \`\\377\`` }
    if (written.startsWith('\\x') && length < 4)
      return { ...range, why: `\`${written}\` is no two hexadecimal digits` }
    index += length
  }
  return undefined
}

function bodyOf({ type, value }: Leaf): string {
  return value.slice(1, type === 'string' ? -1 : undefined)
}

function escapeAt(body: string, index: number): Escape {
  const letter = body[index + 1] ?? ''
  const known = simple[letter]
  if (known !== undefined) return { text: known, length: 2 }

  const octal = /^[0-7]{1,3}/.exec(body.slice(index + 1, index + 4))?.[0]
  if (octal) return { text: String.fromCharCode(Number.parseInt(octal, 8) & 0xff), length: 1 + octal.length }

  const hexadecimal = /^x[0-9a-fA-F]{0,2}/.exec(body.slice(index + 1, index + 4))?.[0]
  if (hexadecimal) return { text: byteOf(hexadecimal.slice(1)), length: 1 + hexadecimal.length }

  // An escape the reader does not know keeps its backslash and loses its character.
  return { text: '\\', length: 1 + letter.length }
}

// The reader counts its letters from `a`: they stand for 0 to 5, not for 10 to 15.
function byteOf(digits: string): string {
  let value = 0
  for (const digit of digits.toLowerCase())
    value = value * 16 + (digit >= 'a' ? digit.charCodeAt(0) - 'a'.charCodeAt(0) : Number(digit))
  return String.fromCharCode(value)
}
