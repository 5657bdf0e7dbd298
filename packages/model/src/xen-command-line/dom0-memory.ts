import { type XenVersion, xenHabit } from '@xenlint/catalogue'
import { readXenNumber, readXenSize } from './number.js'

/** An amount of `dom0_mem`: whole pages of 4 KiB and a share of what is there, or what is to be left. */
export interface Dom0Amount {
  readonly kind: 'size' | 'min' | 'max'
  readonly pages: number
  readonly percent: number
  /** True where the amount is taken off what is there. */
  readonly isNegative: boolean
  /** True where the number has no letter and so counts in KiB. */
  readonly isBare: boolean
  /** Where it stands in the value, without `min:` or `max:`. */
  readonly start: number
  readonly end: number
}

/** What Xen makes of a value of `dom0_mem`. */
export interface Dom0Memory {
  /** Of each kind the one that counts. */
  readonly size?: Dom0Amount
  readonly min?: Dom0Amount
  readonly max?: Dom0Amount
  /** All that were taken, in order. */
  readonly amounts: readonly Dom0Amount[]
  /** Where Xen gives up: what stands before counts, what stands from here on is lost. */
  readonly refusal?: Dom0Refusal
}

export interface Dom0Refusal {
  /** `absent`: no digit where one is wanted; `left`: text behind an amount; `percent`: a share of 100 or more; `order`: a size behind a sum. */
  readonly kind: 'absent' | 'left' | 'percent' | 'order'
  /** The item that is lost, and where in it Xen stumbles. */
  readonly start: number
  readonly at: number
}

/** Reads the amounts one by one, as far as the release goes. */
export function readDom0Memory(value: string, xen: XenVersion): Dom0Memory {
  const isWhole = xenHabit('dom0-memory', xen) === 'whole'
  const amounts: Dom0Amount[] = []
  let refusal: Dom0Refusal | undefined
  let at = 0
  do {
    const item = isWhole ? readItem(value, at, xen) : readOldItem(value, at, xen)
    if ('amount' in item) amounts.push(item.amount)
    if (item.refusal) refusal = item.refusal
    at = item.end
  } while (!refusal && value[at++] === ',')
  const last = (kind: Dom0Amount['kind']) => amounts.findLast((amount) => amount.kind === kind)
  const [size, min, max] = [last('size'), last('min'), last('max')]
  return {
    amounts,
    ...(size && { size }),
    ...(min && { min }),
    ...(max && { max }),
    ...(refusal && { refusal })
  }
}

type Item = { readonly end: number; readonly refusal?: Dom0Refusal } & (
  | { readonly amount: Dom0Amount }
  | object
)

function readItem(value: string, start: number, xen: XenVersion): Item {
  const { kind, first } = kindAt(value, start)
  const isNegative = value[first] === '-'
  const refuse = (of: Dom0Refusal['kind'], at: number): Item => ({
    end: at,
    refusal: { kind: of, start, at }
  })
  let at = isNegative ? first + 1 : first
  let pages = 0
  let percent = 0
  let isBare = false
  for (let parts = 0; ; at++) {
    if (!/[0-9]/.test(value[at] ?? '')) return refuse('absent', at)
    const plain = readXenNumber(value, at)
    if (value[plain.end] === '%') {
      if (plain.value >= 100n) return refuse('percent', at)
      percent = Number(plain.value)
      at = plain.end + 1
      break
    }
    if (parts > 0) return refuse('order', at)
    const size = readXenSize(value, at, xen)
    pages = pagesOf(size.value)
    isBare = size.isBare
    at = size.end
    parts++
    if (value[at] !== '+') break
  }
  if (at < value.length && value[at] !== ',') return refuse('left', at)
  return { end: at, amount: { kind, pages, percent, isNegative, isBare, start: first, end: at } }
}

// Before 4.12 an amount that cannot be read is 0, and what it leaves unread is only remarked on.
function readOldItem(value: string, start: number, xen: XenVersion): Item {
  const { kind, first } = kindAt(value, start)
  const isNegative = value[first] === '-'
  const digits = isNegative ? first + 1 : first
  const { value: bytes, end, isBare } = readXenSize(value, digits, xen)
  const amount = { kind, pages: pagesOf(bytes), percent: 0, isNegative, isBare, start: first, end }
  if (end === value.length || value[end] === ',') return { end, amount }
  return { end, amount, refusal: { kind: end === digits ? 'absent' : 'left', start, at: end } }
}

function kindAt(value: string, start: number): { kind: Dom0Amount['kind']; first: number } {
  if (value.startsWith('min:', start)) return { kind: 'min', first: start + 4 }
  if (value.startsWith('max:', start)) return { kind: 'max', first: start + 4 }
  return { kind: 'size', first: start }
}

function pagesOf(bytes: bigint): number {
  return Number(bytes >> 12n)
}

/** The pages that an amount comes to where `available` are there. */
export function dom0AmountPages(amount: Dom0Amount, available: number): number {
  const pages = amount.pages + Math.floor((amount.percent * available) / 100)
  return amount.isNegative ? available - pages : pages
}

/** The pages that dom0 starts with: the size, else all but a sixteenth (128 MiB at most), held between the bounds. */
export function dom0Pages({ size, min, max }: Dom0Memory, available: number): number {
  const reserve = Math.min(Math.floor(available / 16), 32_768)
  const wanted = size ? dom0AmountPages(size, available) : 0
  const least = min ? dom0AmountPages(min, available) : 0
  const most = max ? dom0AmountPages(max, available) : Number.POSITIVE_INFINITY
  return Math.min(Math.max(wanted || available - reserve, least), most, available)
}
