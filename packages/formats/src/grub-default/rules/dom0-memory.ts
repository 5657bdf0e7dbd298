import { type Dom0Amount, placeIn, readDom0Memory, type Text } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { linesOf, xenLines } from '../../xen-command-line/words.js'

/** Amounts of `dom0_mem` are read one by one; of each kind the last counts, wherever on the line it stands. */
export const dom0Memory: Rule = {
  id: 'dom0-memory',
  summary: 'Memory of dom0 that is too little for any kernel, or bound otherwise than it is meant.',
  severity: 'error',
  formats: ['grub-default'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findOddMemory
}

function* findOddMemory({ settings, release, text }: Context): Iterable<Finding> {
  const lines = linesOf(settings, xenLines)
  const amounts = lines.flatMap(({ line }) => amountsOf(line, release.xen))
  const last = (kind: Dom0Amount['kind']): Placed | undefined =>
    amounts.findLast((placed) => placed.amount.kind === kind)
  const [size, min, max] = [last('size'), last('min'), last('max')]
  for (const placed of [size, max]) {
    if (!placed || !isTiny(placed.amount) || (placed === size && min && !isTiny(min.amount))) continue
    yield tiny(placed, text)
    return
  }
  if (min && isTiny(min.amount) && min.amount.isBare) yield tinyBound(min, text)
  if (!size) return
  // What GRUB cuts off may be the bound, or what a blank does.
  const isApart = /^,?[ \t]+max:/.test(text.slice(size.at.end, size.at.end + 20))
  if (!max && (isApart || lines.some(({ cut }) => cut !== undefined))) return
  if (!max) yield unbound(size)
  else if (isPlain(size.amount) && isPlain(max.amount) && max.amount.pages < size.amount.pages)
    yield {
      case: 'below',
      at: max.at,
      severity: 'warning',
      message: `\`max:\` is ${shownSize(max.amount)}, so dom0 gets no more than that, not ${shownSize(size.amount)}.`
    }
}

/** An amount, and where it is written. */
interface Placed {
  readonly amount: Dom0Amount
  readonly text: string
  readonly at: Finding['at']
}

function amountsOf(line: Text, xen: string): Placed[] {
  const own = line.text.split(' -- ', 1)[0] ?? ''
  return [...own.matchAll(/(?<![^ ])dom0_mem=([^ ]*)/g)].flatMap(({ index, 1: value = '' }) => {
    const start = index + 'dom0_mem='.length
    return readDom0Memory(value, xen).amounts.map((amount) => ({
      amount,
      text: value.slice(amount.start, amount.end),
      at: placeIn(line, start + amount.start, start + amount.end)
    }))
  })
}

/** In pages; the kernels of Debian need more than 50 MiB before they do anything. */
const least = 32 * 256

function isTiny(amount: Dom0Amount): boolean {
  return isPlain(amount) && amount.pages > 0 && amount.pages < least
}

function isPlain({ percent, isNegative, pages }: Dom0Amount): boolean {
  return percent === 0 && !isNegative && pages > 0
}

function shownSize({ pages }: Dom0Amount): string {
  return pages % 256 === 0 ? `${pages / 256} MiB` : `${pages * 4} KiB`
}

function tiny({ amount, text, at }: Placed, file: string): Finding {
  const fact = amount.isBare ? `\`${text}\` has no unit and counts in KiB` : `\`${text}\` is too little`
  return {
    case: amount.isBare ? 'bare' : 'tiny',
    at,
    message: `${fact}: no kernel fits in ${shownSize(amount)}, and Xen panics at boot.`,
    fixes: withUnit({ amount, text, at }, file)
  }
}

function tinyBound({ amount, text, at }: Placed, file: string): Finding {
  return {
    case: 'bound',
    at,
    severity: 'warning',
    message: `\`${text}\` has no unit and counts in KiB, so \`min:\` is ${shownSize(amount)}.`,
    fixes: withUnit({ amount, text, at }, file)
  }
}

function unbound({ amount, text, at }: Placed): Finding {
  const title = `Add \`max:${text}\`, so that dom0 never gets more`
  const edits = [{ start: at.end, end: at.end, text: `,max:${text}` }]
  const isSimple = isPlain(amount) && at.end - at.start === text.length
  return {
    case: 'unbound',
    at,
    severity: 'hint',
    message: 'Without `max:` dom0 can grow later, and makes room for the tables of all memory now.',
    fixes: isSimple ? [{ title, edits, safe: false }] : []
  }
}

function withUnit({ amount, text, at: { start, end } }: Placed, file: string): Fix[] {
  if (!amount.isBare || end - start !== text.length || !/^[1-9][0-9]*$/.test(text)) return []
  const apart = /^[ \t]+(?=[MG](?:[\s,"']|$))/i.exec(file.slice(end, end + 20))?.[0].length
  if (apart !== undefined) {
    const edits = [{ start: end, end: end + apart, text: '' }]
    return [{ title: 'Join the unit to its number', edits, safe: false }]
  }
  // Nobody means so few mebibytes.
  const unit = Number(text) < 64 ? 'G' : 'M'
  const edits = [{ start: end, end, text: unit }]
  return [{ title: `Write \`${text}${unit}\`, which is ${text} ${unit}iB`, edits, safe: false }]
}
