import type { Option } from '@xenlint/catalogue'
import type { Text } from '@xenlint/model'
import { amount, consequence, misfits, needsOf, severityOf } from '../reading.js'
import type { Context, Finding, Fix, Rule } from '../rule.js'

/** xl wants plain numbers; a unit behind one makes it no number at all. */
export const numberWithUnit: Rule = {
  id: 'number-with-unit',
  summary: 'A number with a unit, where a plain number is wanted.',
  severity: 'error',
  formats: ['xl-cfg', 'xl-conf', 'xend-config'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnits
}

function* findUnits(context: Context): Iterable<Finding> {
  for (const { setting, row, misfit } of misfits(context)) {
    const { slip, outcome, value } = misfit
    if (slip !== 'number' || value.kind !== 'text' || !amount.test(value.text)) continue
    const unit = unitOf(row)
    const help = unit ? `; it counts in ${unit}` : ''
    yield {
      case: outcome,
      severity: severityOf(outcome),
      needs: needsOf(context),
      at: value.origin,
      message: `\`${value.text}\` is not a plain number, so ${consequence(setting.name, outcome, context.format)}${help}.`,
      fixes: converted(value, unit)
    }
  }
}

function unitOf({ type }: Option): string | undefined {
  return type.kind === 'integer' ? type.unit : undefined
}

/** Powers of 1024. */
const powers: Readonly<Record<string, number>> = { K: 1, M: 2, G: 3, T: 4 }

/** The amount in the unit that the option counts in, if it is a whole number of them. */
function converted({ text, origin }: Text, unit: string | undefined): Fix[] {
  const [, digits = '', letter = ''] = amount.exec(text) ?? []
  const power = powers[unit === 'MiB' || unit === 'KiB' ? unit.charAt(0) : '']
  if (power === undefined) return []
  const number = Number(digits) * 1024 ** ((powers[letter.toUpperCase()] ?? 0) - power)
  if (!Number.isSafeInteger(number)) return []
  return [
    {
      title: `Change to \`${number}\` (${unit}), which then counts`,
      edits: [{ start: origin.start, end: origin.end, text: String(number) }],
      safe: false
    }
  ]
}
