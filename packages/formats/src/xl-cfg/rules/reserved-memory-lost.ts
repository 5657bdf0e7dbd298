import type { Context, Finding, Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** An `rdm` that xl drops without a word. */
export const reservedMemoryLost: Rule = {
  id: 'reserved-memory-lost',
  summary: 'An `rdm` that xl reads and drops, in silence from Xen 4.15 on.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findLostReserve
}

function* findLostReserve(context: Context): Iterable<Finding> {
  const { survey } = surveyOf(context)
  const setting = context.settings.findLast(({ name }) => name === 'rdm')
  const value = survey.counting.get('rdm')?.value
  if (!setting || value?.kind !== 'text' || survey.guest !== 'hvm' || survey.reservesMemory) return
  const policy = /policy=(strict|relaxed)/.test(value.text)
  const why = policy ? ', as these releases take a `policy` that exists for a fault' : ''
  yield {
    case: policy ? 'policy' : 'other',
    at: setting.value.origin,
    message: `xl drops all of \`${value.text}\`${why}; \`strategy=host\` alone is read.`
  }
}
