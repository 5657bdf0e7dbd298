import { type Option, optionAt, type ValueType, type XenVersion, xenHabit } from '@xenlint/catalogue'
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
  if (language && isNegated)
    return value !== '' && xenHabit('no-with-value', xen) === 'refused' ? { kind: 'negated' } : undefined
  if (language) return language(value, xen)
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
  dom0_max_vcpus: (value, xen) => upTo(readDom0Vcpus(value, xen).left ?? value.length, value)
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
