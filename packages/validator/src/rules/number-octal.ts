import { type Text, wholeNumber } from '@xenlint/model'
import { consequence, isNumber, needsOf, octal, readings, severityOf } from '../reading.js'
import type { Context, Finding, Fix, Rule } from '../rule.js'

/** xl reads numbers as C does: a zero in front makes them octal. */
export const numberOctal: Rule = {
  id: 'number-octal',
  summary: 'A number that starts with a zero, and so counts as octal.',
  severity: 'error',
  formats: ['xl-cfg', 'xl-conf'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findOctalNumbers
}

function* findOctalNumbers(context: Context): Iterable<Finding> {
  const needs = needsOf(context)
  for (const { setting, row } of readings(context)) {
    const { name, value } = setting
    if (value.kind !== 'text' || !isNumber(row)) continue
    const [, , digits] = octal.exec(value.text) ?? []
    if (digits === undefined) continue
    const number = wholeNumber(value.text, context.release.xen)
    const fixes = [decimal(value, digits)]
    if (number === undefined) {
      const outcome = row.wrong?.number ?? 'warned'
      yield {
        case: 'no-octal',
        severity: severityOf(outcome),
        needs,
        at: value.origin,
        message: `\`${value.text}\` starts with a zero, which makes it octal, where 8 and 9 are no digits, so ${consequence(name, outcome, context.format)}.`,
        fixes
      }
    } else if (row.type.kind === 'integer' && Math.abs(number) !== Number(digits)) {
      yield {
        case: 'octal',
        severity: 'warning',
        needs,
        at: value.origin,
        message: `\`${value.text}\` starts with a zero, which makes it octal: \`${name}\` is ${number}.`,
        fixes
      }
    }
  }
}

function decimal({ text, origin }: Text, digits: string): Fix {
  const written = text.trim().startsWith('-') ? `"-${digits}"` : digits
  return {
    title: `Change to \`${written}\`, which then counts`,
    edits: [{ start: origin.start, end: origin.end, text: written }],
    safe: false
  }
}
