import { consequence, misfits, needsOf, severityOf } from '../reading.js'
import type { Context, Finding, Rule } from '../rule.js'

/** A list of one is a list: without its brackets the reader passes over it, and the guest has no disk. */
export const listAsText: Rule = {
  id: 'list-as-text',
  summary: 'A single value where a list is wanted.',
  severity: 'error',
  formats: ['xl-cfg', 'xl-conf'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnlistedValues
}

function* findUnlistedValues(context: Context): Iterable<Finding> {
  for (const { setting, misfit } of misfits(context)) {
    const { slip, outcome, value } = misfit
    if (slip !== 'single') continue
    const { start, end } = value.origin
    yield {
      case: outcome,
      severity: severityOf(outcome),
      needs: needsOf(context),
      at: value.origin,
      message: `\`${setting.name}\` wants a list in brackets, so ${consequence(setting.name, outcome, context.format)}.`,
      fixes: [
        {
          title: 'Put it in brackets, so that it takes effect',
          edits: [
            { start, end: start, text: '[ ' },
            { start: end, end, text: ' ]' }
          ],
          safe: false
        }
      ]
    }
  }
}
