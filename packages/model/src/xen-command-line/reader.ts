import { type Option, option, within, type XenVersion, xenHabit, xenWordList } from '@xenlint/catalogue'
import { toSource } from '@xenlint/syntax'
import type { Origin } from '../origin.js'
import type { Text } from '../value.js'
import type { XenOption } from './option.js'
import { misreadXenValue } from './value.js'
import { type XenWord, xenWords } from './words.js'

/** What Xen makes of its command line: the options it knows and those it doesn't, in order. */
export interface XenCommandLine {
  readonly options: readonly XenOption[]
  readonly faults: readonly XenFault[]
}

/** An option that Xen does not know, or whose value it cannot use; it boots all the same. */
export interface XenFault {
  readonly kind: 'unknown' | 'mistyped'
  readonly option: XenOption
  /** What the log says, behind `(XEN) `; absent in releases that say nothing. */
  readonly said?: string
}

/** Reads a line as one release does; each word with the place where it was written. */
export function readXenCommandLine(line: Text | string, xen: XenVersion): XenCommandLine {
  const text = typeof line === 'string' ? plainText(line) : line
  const options: XenOption[] = []
  const faults: XenFault[] = []
  for (const word of xenWords(text.text, xen)) {
    const found = optionOf(word, text)
    options.push(found)
    const fault = faultOf(found, word, xen)
    if (fault) faults.push(fault)
  }
  return { options, faults }
}

/** The row of an option as the line names it, whatever the release. */
export function xenOptionRow(name: string, isNegated = false): Option | undefined {
  const table = 'xen-command-line'
  // `no-real-mode` is looked for by code that knows nothing of negation.
  const early = isNegated ? option(table, `no-${name}`) : undefined
  return early ?? option(table, name) ?? option(table, name.replace(/\[.*$/, '[N]'))
}

function plainText(text: string): Text {
  const origin = { file: '', start: 0, end: text.length }
  const map = [{ valueStart: 0, valueEnd: text.length, sourceStart: 0, sourceEnd: text.length }]
  return { kind: 'text', text, map, spelled: 'word', origin }
}

function optionOf({ text, start, end }: XenWord, line: Text): XenOption {
  const equals = text.indexOf('=')
  const key = equals < 0 ? text : text.slice(0, equals)
  const isNegated = key.startsWith('no-')
  const origin = placeIn(line, start, end)
  const named = { name: isNegated ? key.slice(3) : key, origin, ...(isNegated && { isNegated }) }
  if (equals < 0) return { ...named, value: undefined }
  const valueOrigin = placeIn(line, start + equals + 1, end)
  return { ...named, value: text.slice(equals + 1), valueOrigin }
}

/** The place in a file of a part of a value: what of it stands in the value itself, else where it was taken from. */
export function placeIn({ map, origin }: Text, start: number, end: number): Origin {
  const own = map.filter(
    ({ file, sourceStart, sourceEnd, valueStart, valueEnd }) =>
      file === undefined &&
      sourceStart >= origin.start &&
      sourceEnd <= origin.end &&
      valueStart < end &&
      valueEnd > start
  )
  const [first] = own
  const range = first
    ? toSource(own, Math.max(start, first.valueStart), Math.min(end, own.at(-1)?.valueEnd ?? end))
    : toSource(map, start, end)
  return range ? { file: range.file ?? origin.file, start: range.start, end: range.end } : origin
}

function faultOf(found: XenOption, word: XenWord, xen: XenVersion): XenFault | undefined {
  const { name, value = '', isNegated = false } = found
  const isSaid = xenHabit('said', xen) === 'yes'
  const key = word.text.split('=', 1)[0] ?? ''
  const row = xenOptionRow(name, isNegated)
  if (!row || !within(row, xen))
    return { kind: 'unknown', option: found, ...(isSaid && { said: `parameter "${key}" unknown!` }) }
  const misread = misreadXenValue(row, value, isNegated, xen)
  if (!misread) return undefined
  const status = misread.kind === 'flag' ? -1 : -22
  const own = misread.kind === 'word' ? xenWordList(name, xen)?.said : undefined
  const item = misread.kind === 'word' ? value.slice(misread.start, misread.end) : ''
  const said =
    own?.replace('{0}', () => item) ?? `parameter "${key}" has invalid value "${value}", rc=${status}!`
  return { kind: 'mistyped', option: found, ...(isSaid && { said }) }
}
