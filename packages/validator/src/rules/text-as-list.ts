import type { List } from '@xenlint/model'
import { consequence, misfits, needsOf, severityOf } from '../reading.js'
import type { Context, Finding, Fix, Rule } from '../rule.js'

/** Where one value is wanted, the reader passes over a list, even over a list of one. */
export const textAsList: Rule = {
  id: 'text-as-list',
  summary: 'A list where a single value is wanted.',
  severity: 'error',
  formats: ['xl-cfg', 'xl-conf'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findListedValues
}

function* findListedValues(context: Context): Iterable<Finding> {
  for (const { setting, misfit } of misfits(context)) {
    const { slip, outcome, value } = misfit
    if (slip !== 'list' || value.kind !== 'list') continue
    yield {
      case: outcome,
      severity: severityOf(outcome),
      needs: needsOf(context),
      at: value.origin,
      message: `\`${setting.name}\` wants a single value, not a list, so ${consequence(setting.name, outcome, context.format)}.`,
      fixes: unwrapped(value, context.text)
    }
  }
}

function unwrapped({ items, origin }: List, text: string): Fix[] {
  const [only] = items
  if (items.length !== 1 || only?.kind !== 'text') return []
  const value = text.slice(only.origin.start, only.origin.end)
  return [
    {
      title: 'Take the value out of the brackets, so that it takes effect',
      edits: [{ start: origin.start, end: origin.end, text: value }],
      safe: false
    }
  ]
}
