import { type XenVersion, xenHabit } from '@xenlint/catalogue'

/** A number as the hypervisor's own functions read it: `end` is behind the last character used. */
export interface XenNumber {
  readonly value: bigint
  readonly end: number
}

/** Digits in base 10, behind a `0` in base 8, behind `0x` in base 16; no sign, no blank, 64 bits that wrap round. */
export function readXenNumber(text: string, start: number): XenNumber {
  let at = start
  let digits = /[0-9]/
  let base = 10n
  if (text[at] === '0') {
    at++
    const isHexadecimal = /[xX]/.test(text[at] ?? '') && /[0-9a-fA-F]/.test(text[at + 1] ?? '')
    if (isHexadecimal) at++
    digits = isHexadecimal ? /[0-9a-fA-F]/ : /[0-7]/
    base = isHexadecimal ? 16n : 8n
  }
  let value = 0n
  for (; digits.test(text[at] ?? ''); at++)
    value = BigInt.asUintN(64, value * base + BigInt(Number.parseInt(text[at] as string, 16)))
  return { value, end: at }
}

/** As above with a `-` in front or without; the number of 64 bits has a sign then. */
export function readSignedXenNumber(text: string, start: number): XenNumber {
  if (text[start] !== '-') return readXenNumber(text, start)
  const { value, end } = readXenNumber(text, start + 1)
  return { value: BigInt.asIntN(64, -value), end }
}

/** A size in bytes: a number with a letter behind it, or in KiB. `isBare` where it has no letter. */
export interface XenSize extends XenNumber {
  readonly isBare: boolean
}

export function readXenSize(text: string, start: number, xen: XenVersion): XenSize {
  const { value, end } = readXenNumber(text, start)
  const letters = xenHabit('size-letters', xen) ?? ''
  const power = letters.indexOf((text[end] ?? ' ').toUpperCase())
  const isBare = power < 0
  const shift = BigInt(10 * (isBare ? 1 : power))
  return { value: BigInt.asUintN(64, value << shift), end: isBare ? end : end + 1, isBare }
}
