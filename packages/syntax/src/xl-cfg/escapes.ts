import type { Segment, ValueMap } from '../value-map.js'
import type { XlDialect } from './dialect.js'

/** The text of a quoted string as libxlu keeps it, and where each piece of it was written. */
export interface Decoded {
  readonly text: string
  /** Source offsets count from the opening quote, shifted by `start`. */
  readonly map: ValueMap
  /** The first escape that stops the reader; the text then ends before it. */
  readonly fault?: EscapeFault
}

export interface EscapeFault {
  readonly kind: 'hex' | 'octal' | 'unknown' | 'cut'
  readonly start: number
  readonly end: number
}

/** Decodes a string with its quotes; `start` is the offset of the opening quote in the file. */
export function decodeString(
  spelled: string,
  start: number,
  unknownEscapes: XlDialect['unknownEscapes']
): Decoded {
  const last = spelled.length - 1
  if (!spelled.includes('\\')) {
    return { text: spelled.slice(1, last), map: stretch(0, last - 1, start + 1, start + last) }
  }
  const map: Segment[] = []
  let text = ''
  for (let at = 1; at < last; ) {
    const backslash = spelled.indexOf('\\', at)
    const plain = backslash < 0 || backslash > last ? last : backslash
    if (plain > at) {
      map.push(...stretch(text.length, text.length + plain - at, start + at, start + plain))
      text += spelled.slice(at, plain)
    }
    if (plain === last) break
    const { value, length, fault } = readEscape(spelled, plain, unknownEscapes)
    if (fault) return { text, map, fault: { kind: fault, start: start + plain, end: start + plain + length } }
    map.push(...stretch(text.length, text.length + value.length, start + plain, start + plain + length))
    text += value
    at = plain + length
  }
  return { text, map }
}

const letters: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v'
}

interface Escape {
  readonly value: string
  readonly length: number
  readonly fault?: EscapeFault['kind']
}

// libxlu looks for octal digits one place too late, counts them as decimal, wants two of them and then keeps
// nothing; its test of hexadecimal digits can never pass.
function readEscape(spelled: string, at: number, unknownEscapes: XlDialect['unknownEscapes']): Escape {
  const letter = spelled[at + 1] ?? ''
  if (at + 1 >= spelled.length - 1) return { value: '', length: 1, fault: 'cut' }
  const value = letters[letter]
  if (value !== undefined) return { value, length: 2 }
  if (letter === 'x') return { value: '', length: 2, fault: 'hex' }
  if (letter >= '0' && letter <= '7') {
    const digits = /^[ \t\v\f\r]*[+-]?[0-9]+/.exec(spelled.slice(at + 2, at + 5))?.[0].length ?? 0
    return digits > 1 ? { value: '', length: 2 + digits } : { value: '', length: 2, fault: 'octal' }
  }
  return unknownEscapes === 'dropped' ? { value: '', length: 2 } : { value: '', length: 2, fault: 'unknown' }
}

function stretch(valueStart: number, valueEnd: number, sourceStart: number, sourceEnd: number): Segment[] {
  return [{ valueStart, valueEnd, sourceStart, sourceEnd }]
}
