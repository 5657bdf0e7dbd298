import { deviceStrings } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { keysOf } from '../device-parts.js'
import { surveyOf } from '../survey.js'

/** An interval of a rate that is a thousand or a million times longer than it looks. */
export const rateInSeconds: Rule = {
  id: 'rate-in-seconds',
  summary: 'A rate whose interval has no unit, and so counts seconds.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findBareIntervals
}

function* findBareIntervals(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  // What is refused has no plan that could stay the same.
  const safe = surveyed.survey.ends.length === 0
  for (const string of deviceStrings(surveyed, 'vif', 'nics'))
    for (const { key, value, at } of keysOf(string)) {
      const [, interval] = (key === 'rate' && /^[^@]+@([0-9]+)$/.exec(value)) || []
      if (interval === undefined) continue
      yield {
        case: 'seconds',
        at,
        message: `The interval \`${interval}\` has no unit and counts seconds, although the manual says microseconds; write \`${interval}s\` or \`${interval}us\`.`,
        fixes: [
          {
            title: `Write \`${interval}s\`, which is what counts now`,
            edits: [{ start: at.end, end: at.end, text: 's' }],
            safe
          }
        ]
      }
    }
}
