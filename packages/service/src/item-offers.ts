import type { Option } from '@xenlint/catalogue'
import { type Completion, type Gap, isRead, offer } from './offers.js'
import type { Snapshot } from './snapshot.js'

/** The words that a value is made of: one of them alone, or the one at hand of several. */
export function itemOffers(
  snapshot: Snapshot,
  { items = [], separator = ',' }: Option,
  text: string,
  gap: Gap,
  offset: number
): Completion[] {
  const read = items.filter((item) => isRead(item, snapshot))
  if (separator === '') return read.map(({ word, says = '' }) => offer(word, says, gap))
  const value = text.slice(gap.start, gap.end)
  const at = offset - gap.start
  const from = value.lastIndexOf(separator, at - 1) + 1
  const next = value.indexOf(separator, at)
  const part = value.slice(from, next < 0 ? value.length : next)
  const others = [
    ...value.slice(0, from).split(separator),
    ...value.slice(from + part.length).split(separator)
  ]
  const head = /^[^:=]*[:=]?/.exec(part)?.[0] ?? ''
  const start = gap.start + from
  // An amount is nobody's to guess; before one, its name may go.
  const isAmount = /^[0-9]/.test(part)
  if (at > from && (isAmount || (/[:=]$/.test(head) && at >= from + head.length))) return []
  // Behind a `/` stands something else, which may be the same word.
  const isFree = (word: string): boolean =>
    separator === '/' || !others.some((other) => other.startsWith(word))
  return read
    .filter(({ word }) => isFree(word))
    .map(({ word, says = '' }) =>
      offer(word, says, { start, end: start + (isAmount ? 0 : head.length), quotes: gap.quotes })
    )
}
