import type { Context, Finding, Rule } from '@xenlint/validator'
import { findingOf } from '../finding.js'
import { readingOf } from '../refused.js'

/** What xl's own parser refuses, on the lines that it names. */
export const syntaxRefused: Rule = {
  id: 'syntax-refused',
  summary: 'A line that makes xl refuse the whole file.',
  severity: 'error',
  formats: ['xl-cfg', 'xl-conf'],
  byRelease: true,
  refuses: 'each',
  status: 'stable',
  since: '0.1.0',
  check: findRefusals
}

function* findRefusals(context: Context): Iterable<Finding> {
  for (const explanation of readingOf(context).refused)
    yield findingOf(explanation, 'so xl refuses the file', context)
}
