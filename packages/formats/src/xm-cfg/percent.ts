import type { Origin } from '@xenlint/model'
import type { Segment, ValueMap } from '@xenlint/syntax'
import { join, longest, type PythonText, type PythonValue, unknown } from './python-value.js'

/** `format % values` as Python 2 computes it, for texts and whole numbers. */
export function percent(format: PythonText, values: PythonValue, origin: Origin): PythonValue {
  const pending = values.kind === 'tuple' ? [...values.items] : [values]
  let { unicode } = format
  const pieces: { text: string; map: ValueMap }[] = []
  let done = 0
  for (const found of format.text.matchAll(/%(?:\(([^)]*)\))?([-0]?)([0-9]*)(.?)/gs)) {
    pieces.push(slice(format, done, found.index))
    done = found.index + found[0].length
    if (found[0] === '%%') {
      pieces.push(slice(format, done - 1, done))
      continue
    }
    const [written, key, flag = '', width = '', letter = ''] = found
    const value = key === undefined ? pending.shift() : entry(values, key)
    const piece = value && shown(value, letter, flag, Number(width))
    if (value?.kind === 'unknown') return unknown(value.why, origin)
    if (!piece) return unknown(`\`${written}\` cannot be filled in without running the file`, origin)
    if (value.kind === 'text') unicode ||= value.unicode
    pieces.push(piece)
  }
  if (pending.length > 0 && values.kind !== 'dictionary')
    return unknown('`%` is given more values than the text takes', origin)
  pieces.push(slice(format, done, format.text.length))
  return join(pieces, unicode, origin)
}

function entry(values: PythonValue, key: string): PythonValue | undefined {
  if (values.kind !== 'dictionary') return undefined
  return values.entries.findLast(([name]) => name.kind === 'text' && name.text === key)?.[1]
}

function shown(
  value: PythonValue,
  letter: string,
  flag: string,
  width: number
): { text: string; map: ValueMap } | undefined {
  if (value.kind !== 'text' && value.kind !== 'number') return undefined
  const takes = letter === 's' || (/[dix]/.test(letter) && value.kind === 'number' && value.sort !== 'float')
  if (!takes || width > longest) return undefined
  const plain = letter === 'x' && value.kind === 'number' ? BigInt(value.text).toString(16) : value.text
  if (value.kind === 'text' && plain.length >= width) return value

  const fill = flag === '0' && letter !== 's' ? '0' : ' '
  const sign = fill === '0' && plain.startsWith('-') ? '-' : ''
  const text =
    flag === '-' ? plain.padEnd(width) : sign + plain.slice(sign.length).padStart(width - sign.length, fill)
  const { start: sourceStart, end: sourceEnd } = value.origin
  return { text, map: [{ valueStart: 0, valueEnd: text.length, sourceStart, sourceEnd }] }
}

/** A stretch of a text with the way back of its units. */
function slice({ text, map }: PythonText, start: number, end: number): { text: string; map: ValueMap } {
  const segments: Segment[] = []
  for (const each of map) {
    const from = Math.max(start, each.valueStart)
    const to = Math.min(end, each.valueEnd)
    if (from >= to) continue
    const verbatim = each.valueEnd - each.valueStart === each.sourceEnd - each.sourceStart
    const sourceStart = verbatim ? each.sourceStart + from - each.valueStart : each.sourceStart
    const sourceEnd = verbatim ? sourceStart + to - from : each.sourceEnd
    segments.push({ valueStart: from - start, valueEnd: to - start, sourceStart, sourceEnd })
  }
  return { text: text.slice(start, end), map: segments }
}
