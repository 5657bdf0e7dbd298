import type { Origin } from '@xenlint/model'
import { type PythonNumber, whole } from './python-value.js'

/** A number as Python 2 reads it: `08` and other slips are none. */
export function readNumber(text: string, origin: Origin): PythonNumber | undefined {
  const [, digits = '', suffix] = /^(.*?)([lL]?)$/.exec(text) ?? []
  const amount = wholeNumber(digits)
  if (amount !== undefined)
    return suffix ? { kind: 'number', text: String(amount), sort: 'long', origin } : whole(amount, origin)
  if (!/^(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][+-]?[0-9]+)?$/.test(text)) return undefined
  return { kind: 'number', text: printed(Number(text)), sort: 'float', origin }
}

function wholeNumber(digits: string): bigint | undefined {
  if (/^(?:0|[1-9][0-9]*)$/.test(digits)) return BigInt(digits)
  if (/^0[xX][0-9a-fA-F]+$|^0[oO][0-7]+$|^0[bB][01]+$/.test(digits)) return BigInt(digits.toLowerCase())
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits}`)
  return undefined
}

// Python writes a float so that it stays one: `1.0`, not `1`.
function printed(amount: number): string {
  const text = String(amount)
  return /^-?[0-9]+$/.test(text) ? `${text}.0` : text
}
