import { endOf, isBranch, isMissing, type Leaf } from '@xenlint/syntax'
import { type Explanation, nameOf, ofLeaf, quoting, type Surroundings, shown } from './explanation.js'
import type { Fault } from './faults.js'

/** A bare word where a value is wanted, alone or as the item of a list. */
export function explainWord(fault: Fault, surroundings: Surroundings): Explanation {
  const { leaf } = fault
  const value = leaf.value.trim()
  const odd = unseen.exec(leaf.value)
  if (odd) return ofLeaf(fault, character(odd[0], leaf.start + odd.index))
  if (fault.parent.type === 'list' && plainNumber.test(value)) return commaBeside(fault)
  const what = shown(fault, surroundings)
  for (const [pattern, explain] of words) {
    const match = pattern.exec(value)
    const part = match && explain(match, what, fault, surroundings)
    if (part) return ofLeaf(fault, part)
  }
  const end = leaf.start + leaf.value.length
  const quote = quoteMissing(surroundings.text, leaf.start, end)
  if (quote !== undefined)
    return ofLeaf(fault, {
      case: 'quote-missing',
      fact: `No quote stands before ${what}, only behind it`,
      fix: {
        title: `Write \`${quote}\` in front of it`,
        // The quote behind it now ends the string, and no other fix may part the two.
        edits: [
          { start: leaf.start, end: leaf.start, text: quote },
          { start: end, end: end + 1, text: quote }
        ]
      }
    })
  const run = runAround(fault)
  const fix = quoting(surroundings.text, run.start, run.end)
  return ofLeaf(fault, {
    case: 'word',
    fact: `${what} is neither a number nor in quotes`,
    help: 'text stands in quotes',
    ...(fix && { fix })
  })
}

// `phy:/dev/a,xvda,w` is one text, `01:00.0, 02:00.0` are two: a comma that both sides touch parts no items.
function runAround({ leaf, parent, index }: Fault): { start: number; end: number } {
  let [start, end] = [leaf.start, leaf.start + leaf.value.length]
  if (parent.type !== 'list') return { start, end }
  const touching = (at: number, step: 1 | -1): Leaf | undefined => {
    const [comma, item] = [parent.children[at + step], parent.children[at + 2 * step]]
    const isJoined = comma?.type === 'comma' && (item?.type === 'junk' || item?.type === 'number')
    return isJoined && !isBranch(item) ? item : undefined
  }
  for (let at = index; touching(at, -1); at -= 2) start = touching(at, -1)?.start ?? start
  for (let at = index, next = touching(at, 1); next; at += 2, next = touching(at, 1)) end = endOf(next)
  return { start, end }
}

// The quote that touches the end of a stretch, where none touches its start.
function quoteMissing(text: string, start: number, end: number): string | undefined {
  const [before, behind = ''] = [text[start - 1] ?? '', text[end]]
  const touches = /["']/.test(behind) && !/["'\\]/.test(before)
  return touches && !/["'\n\\]/.test(text.slice(start, end)) ? behind : undefined
}

/** Characters that nobody sees where they stand. */
export const unseen: RegExp =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/

/** A character that stands for nothing, and is hard to see. */
export function character(found: string, start: number): Part {
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return {
    case: 'character',
    start,
    end: start + 1,
    fact: `U+${code} is a character that xl does not read outside strings`,
    fix: { title: 'Remove the character', edits: [{ start, end: start + 1, text: '' }] }
  }
}

const plainNumber = /^(?:\d+|0x[0-9a-f]+)$/

// A number that xl could read is only unread where it touches the item before it, or the one behind it.
function commaBeside(fault: Fault): Explanation {
  const { leaf, parent, index } = fault
  const next = parent.children[index + 1]
  const isBehind = next !== undefined && !isBranch(next) && isMissing(next)
  const at = isBehind ? endOf(leaf) : leaf.start
  return ofLeaf(fault, {
    case: 'comma',
    fact: `No comma stands ${isBehind ? 'behind' : 'before'} this item`,
    fix: { title: 'Write a comma between the items', edits: [{ start: at, end: at, text: ',' }] }
  })
}

/** An amount with a unit behind it: `2G`, `512 MB`. */
export const amount: RegExp = /^(\d+)\s*([KMGT])(?:i?B)?$/i

/** What of a line only Python could read. */
export const expression: RegExp = /\w\(|^[({%+*]|\s[-+*%]\s|\blambda\b|\s(for|if)\s/

type Part = Pick<Explanation, 'case' | 'fact'> & Partial<Explanation>

const words: readonly [
  RegExp,
  (match: RegExpExecArray, what: string, fault: Fault, surroundings: Surroundings) => Part | undefined
][] = [
  [/^=[ \t]*(?=[^=\s])/, ([sign], _, fault) => secondSign(sign, fault)],
  [/^(true|false)$/i, ([value = ''], what, fault) => flag(value, what, fault)],
  [
    /^(yes|no|on|off)$/i,
    ([value = ''], what, fault, { option }) =>
      option(nameOf(fault) ?? '')?.type.kind === 'flag' ? flag(value, what, fault) : undefined
  ],
  [
    /^\([^()]*\)$/,
    (_, what, fault, { option }) => tuple(what, fault, option(nameOf(fault) ?? '')?.type.kind)
  ],
  [
    /^none$/i,
    (_, what) => ({ case: 'word', fact: `${what} is a word of Python`, help: 'leave the setting out' })
  ],
  [amount, (match, what, fault, surroundings) => unit(match, what, fault.leaf.start, fault, surroundings)],
  [/^[-+]\d+$/, (_, what, fault, { text }) => sign(what, fault, text)],
  [/^0(?=.*[A-Z])[xX][0-9a-fA-F]+$/, ([value = ''], what, fault) => capitalDigits(value, what, fault)],
  [
    /^\d[\d_.]*$/,
    (_, what) => ({ case: 'number', fact: `${what} is no whole number`, help: 'xl reads digits only' })
  ],
  [/[“”„‟‘’‚«»]/, (_, what, fault) => typographic(what, fault)],
  [expression, (_, what) => ({ case: 'python', fact: `${what} is Python`, help: 'write the value itself' })]
]

function secondSign(sign: string, fault: Fault): Part | undefined {
  const { start } = fault.leaf
  if (fault.parent.type !== 'setting') return undefined
  return {
    case: 'equals',
    end: start + 1,
    fact: 'A second `=` stands here',
    fix: { title: 'Take it away', edits: [{ start, end: start + sign.length, text: sign.slice(1) }] }
  }
}

// ( "a", "b" ) → [ "a", "b" ]
function tuple(what: string, fault: Fault, kind: string | undefined): Part | undefined {
  if (kind !== 'list') return undefined
  const { start, value } = fault.leaf
  const last = start + value.trimEnd().length
  return {
    case: 'python',
    fact: `${what} stands in round brackets`,
    help: 'a list stands in `[ ]`',
    fix: {
      title: 'Write square brackets, so that xl reads a list',
      edits: [
        { start, end: start + 1, text: '[' },
        { start: last - 1, end: last, text: ']' }
      ]
    }
  }
}

function flag(value: string, what: string, fault: Fault): Part {
  const number = /^(true|yes|on)$/i.test(value) ? '1' : '0'
  return {
    case: 'word',
    fact: `${what} is neither a number nor in quotes`,
    help: `write \`${number}\``,
    fix: { title: `Change to \`${number}\`, which xl reads`, edits: [replace(fault, number)] }
  }
}

/** An amount, from `start` to the end of the fault, where a plain number is wanted. */
export function unit(
  [, digits = '', letter = '']: RegExpExecArray,
  what: string,
  start: number,
  fault: Fault,
  { option }: Surroundings
): Part {
  const name = nameOf(fault)
  const type = name === undefined ? undefined : option(name)?.type
  const counted = type?.kind === 'integer' ? type.unit : undefined
  const power = powers[counted ?? '']
  const number = Number(digits) * 1024 ** ((powers[letter.toUpperCase()] ?? 0) - (power ?? 0))
  const end = fault.leaf.start + fault.leaf.value.trimEnd().length
  const part = { case: 'unit', start, end, fact: `${what} has a unit, and xl reads plain numbers only` }
  if (power === undefined || !Number.isSafeInteger(number)) return part
  return {
    ...part,
    help: `\`${name}\` counts in ${counted}: write \`${number}\``,
    fix: {
      title: `Change to \`${number}\` (${counted}), which xl reads`,
      edits: [{ start, end, text: String(number) }]
    }
  }
}

/** Powers of 1024. */
const powers: Readonly<Record<string, number>> = { K: 1, KiB: 1, M: 2, MiB: 2, G: 3, T: 4 }

function sign(what: string, { leaf }: Fault, text: string): Part {
  const fix = quoting(text, leaf.start, leaf.start + leaf.value.length)
  return {
    case: 'sign',
    fact: `${what} has a sign, which xl reads inside quotes only`,
    ...(fix && { fix })
  }
}

function capitalDigits(value: string, what: string, fault: Fault): Part {
  const text = value.toLowerCase()
  return {
    case: 'digits',
    fact: `${what} has capital letters, and xl reads hexadecimal digits in lower case only`,
    fix: { title: `Change to \`${text}\`, which xl reads`, edits: [replace(fault, text)] }
  }
}

// Only where such quotes open and close the whole word is it plain what was meant.
function typographic(what: string, { leaf }: Fault): Part {
  const value = leaf.value.trimEnd()
  const part = { case: 'typographic-quotes', fact: `${what} has typographic quotes`, help: 'write `"`' }
  if (!/^[“”„‟‘’‚«»][^“”„‟‘’‚«»"\\]*[“”„‟‘’‚«»]$/.test(value)) return part
  const last = leaf.start + value.length
  return {
    ...part,
    fix: {
      title: 'Write straight quotes, which xl reads',
      edits: [
        { start: leaf.start, end: leaf.start + 1, text: '"' },
        { start: last - 1, end: last, text: '"' }
      ]
    }
  }
}

function replace({ leaf }: Fault, text: string): { start: number; end: number; text: string } {
  return { start: leaf.start, end: leaf.start + leaf.value.trimEnd().length, text }
}
