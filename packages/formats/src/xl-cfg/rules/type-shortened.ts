import type { GuestType } from '@xenlint/catalogue'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { fieldOf, settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** xl compares `type` by as many letters as are written. */
export const typeShortened: Rule = {
  id: 'type-shortened',
  summary: 'A `type` that is not written in full, or empty: xl takes the first that begins so.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findShortType
}

function* findShortType(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  const type = fieldOf(surveyed, 'c_info.type') as GuestType | undefined
  const { value, operation } = settingOf(context, 'type') ?? {}
  if (!type || value?.kind !== 'text' || value.text === type || !type.startsWith(value.text)) return
  const { start, end } = value.origin
  yield {
    case: value.text === '' ? 'empty' : 'short',
    at: value.origin,
    severity: value.text === '' ? 'warning' : 'hint',
    needs: needsOf(context),
    message: `${value.text === '' ? 'An empty `type`' : `\`${value.text}\``} counts as \`${type}\`, as xl compares no more letters than are written.`,
    fixes:
      operation === 'set'
        ? [
            {
              title: `Write \`"${type}"\`, which is the same`,
              edits: [{ start, end, text: `"${type}"` }],
              // What is refused has no plan that could stay the same.
              safe: surveyed.survey.ends.length === 0
            }
          ]
        : []
  }
}
