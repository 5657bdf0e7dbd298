/** A base of `strtol`: 0 goes by the prefix of the text, `c23` knows `0b` too. */
export type Base = 0 | 10 | 16 | 'c23'

/** A number as C's `strtol` family reads it: `end` is behind the last character used, the start where there is none. */
export interface ReadNumber {
  readonly value: bigint
  readonly end: number
  readonly overflow: boolean
}

const longMinimum = -(2n ** 63n)
const longMaximum = 2n ** 63n - 1n
const unsignedMaximum = 2n ** 64n - 1n

/** More digits than any base needs for 64 bits: the rest is an overflow anyhow. */
const usefulDigits = 80

/** As `strtol`: a signed number of 64 bits; too large a one is the nearest limit. */
export function readLong(text: string, base: Base, start = 0): ReadNumber {
  const { magnitude, negative, end } = readDigits(text, base, start)
  const value = negative ? -magnitude : magnitude
  if (value > longMaximum) return { value: longMaximum, end, overflow: true }
  if (value < longMinimum) return { value: longMinimum, end, overflow: true }
  return { value, end, overflow: false }
}

/** As `strtoul`: a number of 64 bits where `-1` is the largest. */
export function readUnsigned(text: string, base: Base, start = 0): ReadNumber {
  const { magnitude, negative, end } = readDigits(text, base, start)
  if (magnitude > unsignedMaximum) return { value: unsignedMaximum, end, overflow: true }
  return { value: BigInt.asUintN(64, negative ? -magnitude : magnitude), end, overflow: false }
}

/** As `%lu` or `%lx` of `sscanf`, blanks in front passed over; `0x` alone is a 0. */
export function scanNumber(
  text: string,
  base: 10 | 16,
  start: number
): { readonly value: bigint; readonly end: number } | undefined {
  const { value, end } = readUnsigned(text, base, start)
  if (end === start) return undefined
  const bare = base === 16 && value === 0n && /[xX]/.test(text[end] ?? '') && text[end - 1] === '0'
  return { value, end: bare ? end + 1 : end }
}

/** As `atoi`: what stands in front, and 0 where that is no number. */
export function readInteger(text: string): bigint {
  return BigInt.asIntN(32, readLong(text, 10).value)
}

/** The C locale's `isspace`. */
export function isSpace(character: string | undefined): boolean {
  return character !== undefined && ' \t\n\v\f\r'.includes(character)
}

function readDigits(
  text: string,
  base: Base,
  start: number
): { magnitude: bigint; negative: boolean; end: number } {
  let at = start
  while (isSpace(text[at])) at++
  const negative = text[at] === '-'
  if (negative || text[at] === '+') at++
  const prefixed = base !== 10 && text[at] === '0' && /[xX]/.test(text[at + 1] ?? '')
  const hexadecimal = base === 16 || (base !== 10 && prefixed)
  const binary = base === 'c23' && /^0[bB][01]/.test(text.slice(at, at + 3))
  if (binary || (prefixed && /[0-9a-fA-F]/.test(text[at + 2] ?? ''))) at += 2
  const digit = hexadecimal ? digits.hexadecimal : binary ? digits.binary : digitOf(base, text[at])
  const first = at
  digit.lastIndex = first
  digit.test(text)
  at = digit.lastIndex
  if (at === first) return { magnitude: 0n, negative: false, end: start }
  const run = text.slice(first, at)
  const significant = (run[0] === '0' ? run.replace(/^0+(?=.)/, '') : run).slice(0, usefulDigits)
  const sign = hexadecimal ? '0x' : binary ? '0b' : digit === digits.octal ? '0o' : ''
  return { magnitude: BigInt(sign + significant), negative, end: at }
}

/** Runs of digits, which may be empty. */
const digits = { hexadecimal: /[0-9a-fA-F]*/y, binary: /[01]*/y, octal: /[0-7]*/y, decimal: /[0-9]*/y }

function digitOf(base: Base, first: string | undefined): RegExp {
  return base !== 10 && first === '0' ? digits.octal : digits.decimal
}
