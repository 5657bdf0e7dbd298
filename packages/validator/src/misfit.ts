import {
  type Choice,
  isMatch,
  type Option,
  type Outcome,
  type Slip,
  type ValueType,
  within,
  type XenVersion
} from '@xenlint/catalogue'
import { type List, type Text, type Value, wholeNumber } from '@xenlint/model'

/** How a value is unlike what its option wants, and what the reader then does. */
export interface Misfit {
  readonly slip: Slip
  readonly outcome: Outcome
  /** The text or list that does not fit: the value itself, or an item of it. */
  readonly value: Text | List
  /** What would fit. */
  readonly wanted: ValueType
}

/** The first misfit of a value, read by one release; none where it fits, or where nobody can tell. */
export function misfit(value: Value, row: Option, xen: XenVersion): Misfit | undefined {
  if (value.kind !== 'text' && value.kind !== 'list') return undefined
  const types = row.type.kind === 'either' ? row.type.of : [row.type]
  const found = value.kind === 'list' ? listSlip(value, types, xen) : textSlip(value, types, xen)
  return found && { ...found, outcome: row.wrong?.[found.slip] ?? 'warned' }
}

type Found = Omit<Misfit, 'outcome'>

function listSlip(value: List, types: readonly ValueType[], xen: XenVersion): Found | undefined {
  const list = types.find((type) => type.kind === 'list')
  if (!list) return { slip: 'list', value, wanted: types[0] as ValueType }
  const { of } = list
  if (of.kind !== 'choice') return undefined
  const stray = value.items.find(
    (item) => item.kind === 'text' && !isWord(item.text.replace(/^!/, ''), of, xen)
  )
  return stray?.kind === 'text' ? { slip: 'word', value: stray, wanted: of } : undefined
}

function textSlip(value: Text, types: readonly ValueType[], xen: XenVersion): Found | undefined {
  let slip: Found | undefined
  for (const wanted of types) {
    const found = slipOf(value.text, wanted, xen)
    if (!found) return undefined
    // A word says more than "no number", and "out of bounds" more than "no word".
    if (!slip || rank(found) > rank(slip.slip)) slip = { slip: found, value, wanted }
  }
  return slip
}

function rank(slip: Slip): number {
  return ['single', 'number', 'word', 'bounds', 'form', 'list'].indexOf(slip)
}

function slipOf(text: string, type: ValueType, xen: XenVersion): Slip | undefined {
  switch (type.kind) {
    case 'flag':
      return wholeNumber(text, xen) === undefined ? 'number' : undefined
    case 'integer': {
      const number = wholeNumber(text, xen)
      if (number === undefined) return 'number'
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = type
      return number < min || number > max ? 'bounds' : undefined
    }
    case 'choice':
      return isWord(text, type, xen) ? undefined : 'word'
    case 'list':
      return 'single'
    case 'string':
      return type.pattern === undefined || isMatch(type.pattern, text) ? undefined : 'form'
    case 'size':
    case 'spec':
    case 'either':
      return undefined
  }
}

/** The words of a choice that a release takes. */
export function wordsOf({ of, spans }: Choice, xen: XenVersion): string[] {
  return of.filter((word) => within(spans?.[word] ?? {}, xen))
}

function isWord(text: string, choice: Choice, xen: XenVersion): boolean {
  const words = [...wordsOf(choice, xen), ...(choice.beside ?? [])]
  if (choice.match === 'prefix') return words.some((word) => word.startsWith(text))
  if (choice.match === 'any-case') return words.some((word) => word.toLowerCase() === text.toLowerCase())
  return words.includes(text)
}
