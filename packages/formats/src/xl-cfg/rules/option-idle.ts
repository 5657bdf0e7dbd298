import type { GuestType } from '@xenlint/catalogue'
import { type Context, type Finding, type Rule, rowsOf } from '@xenlint/validator'
import { fieldOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** An option of another type of guest: it is known, and does nothing here. */
export const optionIdle: Rule = {
  id: 'option-idle',
  summary: 'An option that does nothing in a guest of this type.',
  severity: 'hint',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findIdleOptions
}

function* findIdleOptions(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  const type = fieldOf(surveyed, 'c_info.type') as GuestType | undefined
  // A guest that is refused may well be of the wrong type.
  if (!type || surveyed.survey.ends.length > 0) return
  const rows = rowsOf(context)
  for (const { name, nameOrigin } of context.settings) {
    const { guests, deprecated } = rows.get(name) ?? {}
    if (!guests || deprecated || guests.includes(type)) continue
    yield {
      case: 'type',
      at: nameOrigin,
      message: `\`${name}\` does nothing in a ${type.toUpperCase()} guest; it is for ${guests.map((each) => each.toUpperCase()).join(' and ')} guests.`
    }
  }
}
