import type { Origin } from '@xenlint/model'
import { percent } from './percent.js'
import { join, listOf, longest, type PythonNumber, type PythonValue, unknown, whole } from './python-value.js'

/** What Python 2 computes of two values; unknown where it would stop, or where floats would have to be rounded. */
export function arithmetic(
  left: PythonValue,
  operator: string,
  right: PythonValue,
  origin: Origin
): PythonValue {
  if (left.kind === 'unknown') return { ...left, origin }
  if (operator === '%' && left.kind === 'text') return percent(left, right, origin)
  if (right.kind === 'unknown') return { ...right, origin }

  if (operator === '+' && left.kind === 'text' && right.kind === 'text')
    return join([left, right], left.unicode || right.unicode, origin)
  if (operator === '+' && left.kind === right.kind && 'items' in left && 'items' in right)
    return listOf(left.kind, [...left.items, ...right.items], origin)
  if (operator === '*') return times(left, right, origin)
  if (isWhole(left) && isWhole(right)) return wholeNumbers(left, operator, right, origin)
  return unknown(`\`${operator}\` of these cannot be told without running the file`, origin)
}

function times(left: PythonValue, right: PythonValue, origin: Origin): PythonValue {
  if (isWhole(left) && isWhole(right)) return wholeNumbers(left, '*', right, origin)
  const [repeated, count] = isWhole(left) ? [right, left] : [left, right]
  if (!isWhole(count)) return unknown('`*` of these cannot be told without running the file', origin)

  const length = repeated.kind === 'text' ? repeated.text.length : 'items' in repeated ? repeated.weight : 0
  const amount = Math.max(0, Number(count.text))
  if (amount * length > longest) return unknown(`it holds more than ${longest} values`, origin)
  const copies = Array.from({ length: length === 0 ? 0 : amount })
  if (repeated.kind === 'text')
    return join(
      copies.map(() => repeated),
      repeated.unicode,
      origin
    )
  if (!('items' in repeated)) return unknown('`*` of these cannot be told without running the file', origin)
  const { kind, items } = repeated
  return listOf(
    kind,
    copies.flatMap(() => items),
    origin
  )
}

function wholeNumbers(
  left: PythonNumber,
  operator: string,
  right: PythonNumber,
  origin: Origin
): PythonValue {
  const [one, other] = [BigInt(left.text), BigInt(right.text)]
  const amount = compute(one, operator, other)
  if (amount === undefined) return unknown('Python stops at a division by zero', origin)
  const result = whole(amount, origin)
  return left.sort === 'long' || right.sort === 'long' ? { ...result, sort: 'long' } : result
}

function compute(one: bigint, operator: string, other: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return one + other
    case '-':
      return one - other
    case '*':
      return one * other
    case '%':
      return other === 0n ? undefined : one - other * floor(one, other)
    default:
      return other === 0n ? undefined : floor(one, other)
  }
}

// Python rounds a quotient down, also below zero.
function floor(one: bigint, other: bigint): bigint {
  const quotient = one / other
  return one % other !== 0n && one < 0n !== other < 0n ? quotient - 1n : quotient
}

function isWhole(value: PythonValue): value is PythonNumber {
  return value.kind === 'number' && value.sort !== 'float'
}
