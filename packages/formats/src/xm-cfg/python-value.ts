import type { Origin } from '@xenlint/model'
import type { Segment, ValueMap } from '@xenlint/syntax'

/** A value of Python 2, as far as it can be told without running the file. */
export type PythonValue =
  | PythonText
  | PythonNumber
  | PythonList
  | PythonDictionary
  /** `True`, `False` or `None`. */
  | { readonly kind: 'constant'; readonly origin: Origin }
  | PythonUnknown

export interface PythonText {
  readonly kind: 'text'
  readonly text: string
  readonly map: ValueMap
  /** Written `u'…'`: a type that xm does not take. */
  readonly unicode: boolean
  readonly origin: Origin
}

export interface PythonNumber {
  readonly kind: 'number'
  /** As Python prints it. */
  readonly text: string
  readonly sort: 'int' | 'long' | 'float'
  readonly origin: Origin
}

export interface PythonList {
  readonly kind: 'list' | 'tuple'
  readonly items: readonly PythonValue[]
  /** How many values it holds in all, those of its lists included. */
  readonly weight: number
  readonly origin: Origin
}

export interface PythonDictionary {
  readonly kind: 'dictionary'
  readonly entries: readonly (readonly [key: PythonValue, value: PythonValue])[]
  readonly origin: Origin
}

export interface PythonUnknown {
  readonly kind: 'unknown'
  readonly why: string
  readonly origin: Origin
}

/** What is computed may be so long; a few lines that double a text would else fill any memory. */
export const longest = 10_000

export function unknown(why: string, origin: Origin): PythonUnknown {
  return { kind: 'unknown', why, origin }
}

/** A whole number; what needs more than 64 bits is a `long`. */
export function whole(amount: bigint, origin: Origin): PythonNumber {
  const sort = amount === BigInt.asIntN(64, amount) ? 'int' : 'long'
  return { kind: 'number', text: String(amount), sort, origin }
}

export function listOf(
  kind: PythonList['kind'],
  items: readonly PythonValue[],
  origin: Origin
): PythonList | PythonUnknown {
  const weight = items.reduce((sum, item) => sum + ('weight' in item ? item.weight : 1), 1)
  if (weight > longest) return unknown(`it holds more than ${longest} values`, origin)
  return { kind, items, weight, origin }
}

/** Texts one behind the other. */
export function join(
  pieces: readonly Pick<PythonText, 'text' | 'map'>[],
  unicode: boolean,
  origin: Origin
): PythonText | PythonUnknown {
  let text = ''
  const map: Segment[] = []
  for (const piece of pieces) {
    const shift = text.length
    text += piece.text
    for (const each of piece.map)
      map.push({ ...each, valueStart: each.valueStart + shift, valueEnd: each.valueEnd + shift })
    if (pieces.length > 1 && Math.max(text.length, map.length * 10) > longest)
      return unknown(`it is longer than ${longest} characters`, origin)
  }
  return { kind: 'text', text, map, unicode, origin }
}
