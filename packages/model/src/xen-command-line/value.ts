import {
  type Option,
  optionAt,
  type ValueType,
  type XenVersion,
  type XenWordList,
  xenHabit,
  xenWordList
} from '@xenlint/catalogue'
import { type Dom0Refusal, readDom0Memory } from './dom0-memory.js'
import { readDom0Vcpus } from './dom0-vcpus.js'
import { readSignedXenNumber, readXenSize } from './number.js'

/** How Xen takes a value otherwise than it is written. */
export type XenMisreading =
  /** Neither yes nor no. */
  | { readonly kind: 'flag' }
  /** A number or a size is read up to `end`, and that counts. */
  | { readonly kind: 'number'; readonly end: number }
  /** Amounts of memory count up to the one that is refused. */
  | { readonly kind: 'memory'; readonly refusal: Dom0Refusal; readonly isRead: boolean }
  /** One of several words is not known; the others count. */
  | { readonly kind: 'word'; readonly start: number; readonly end: number; readonly words: readonly string[] }
  /** A speed that no serial port is set to: the port is left out. */
  | { readonly kind: 'speed'; readonly end: number }
  /** A value behind `no-`, where an option takes none. */
  | { readonly kind: 'negated' }

/** What is wrong with a value, read by one release; nothing where it fits, or where nobody can tell. */
export function misreadXenValue(
  row: Option,
  value: string,
  isNegated: boolean,
  xen: XenVersion
): XenMisreading | undefined {
  const { type } = optionAt(row, xen)
  const language = languages[row.name]
  if (row.type.kind === 'string' && isNegated) return undefined
  if (language && isNegated)
    return value !== '' && xenHabit('no-with-value', xen) === 'refused' ? { kind: 'negated' } : undefined
  if (language) return language(value, xen)
  const list = xenWordList(row.name, xen)
  if (list) return isNegated ? undefined : strayWord(list, value)
  const types = type.kind === 'either' ? type.of : [type]
  let found: XenMisreading | undefined
  for (const each of types) {
    const misread = misreadAs(each, value, xen)
    if (!misread) return undefined
    found ??= misread
  }
  return found
}

function misreadAs(type: ValueType, value: string, xen: XenVersion): XenMisreading | undefined {
  switch (type.kind) {
    case 'flag':
      return value === '' || truth(value) !== undefined ? undefined : { kind: 'flag' }
    case 'integer':
      return upTo(readSignedXenNumber(value, 0).end, value)
    case 'size':
      return upTo(readXenSize(value, 0, xen).end, value)
    case 'spec':
    case 'string':
    case 'choice':
    case 'list':
    case 'either':
      return undefined
  }
}

/** The options that read a language of their own. */
const languages: Readonly<Record<string, (value: string, xen: XenVersion) => XenMisreading | undefined>> = {
  dom0_mem: (value, xen) => {
    const { refusal } = readDom0Memory(value, xen)
    const isRead = xenHabit('dom0-memory', xen) !== 'whole'
    return refusal && { kind: 'memory', refusal, isRead }
  },
  com1: (value) => strangeSpeed(value),
  com2: (value) => strangeSpeed(value),
  dom0_max_vcpus: (value, xen) => upTo(readDom0Vcpus(value, xen).left ?? value.length, value)
}

function strayWord(
  { separator, words, flags = [], bare }: XenWordList,
  value: string
): XenMisreading | undefined {
  let start = 0
  for (const item of separator === '' ? [value] : value.split(separator)) {
    const [, , name = ''] = /^(no-)?([^=]*)/.exec(item) ?? []
    const isFlag =
      flags.includes(name) && (!item.includes('=') || truth(item.slice(item.indexOf('=') + 1)) !== undefined)
    const isTruth = bare === true && truth(item) !== undefined
    if (!words.includes(item) && !isFlag && !isTruth && !(item === '' && flags.length === 0))
      return { kind: 'word', start, end: start + item.length, words: [...words, ...flags] }
    start += item.length + separator.length
  }
  return undefined
}

// The first part is a speed, unless the parts are named.
function strangeSpeed(value: string): XenMisreading | undefined {
  const [first = ''] = value.split(',')
  const digits = /^[0-9]+/.exec(first)?.[0]
  if (digits === undefined) return undefined
  const speed = Number(digits)
  return speed !== 0 && (speed < 1200 || speed > 115_200) ? { kind: 'speed', end: digits.length } : undefined
}

function upTo(end: number, value: string): XenMisreading | undefined {
  return end < value.length ? { kind: 'number', end } : undefined
}

const truths: Readonly<Record<string, boolean>> = {
  ...{ yes: true, on: true, true: true, enable: true, 1: true },
  ...{ no: false, off: false, false: false, disable: false, 0: false }
}

/** What Xen takes a word for where it wants yes or no; letters count as they are written. */
export function truth(word: string): boolean | undefined {
  return Object.hasOwn(truths, word) ? truths[word] : undefined
}
