import type { Context, Finding, Rule } from '@xenlint/validator'
import { findingOf } from '../finding.js'
import { readingOf } from '../refused.js'

/** Faults that xl passes over while it recovers from another: it names them once that one is mended. */
export const syntaxMasked: Rule = {
  id: 'syntax-masked',
  summary: 'A fault that xl will only name once those before it are mended.',
  severity: 'hint',
  formats: ['xl-cfg', 'xl-conf'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findMasked
}

function* findMasked(context: Context): Iterable<Finding> {
  for (const explanation of readingOf(context).masked)
    yield findingOf(explanation, 'which xl does not say while faults before it stand', context)
}
