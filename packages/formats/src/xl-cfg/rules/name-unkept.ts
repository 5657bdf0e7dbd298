import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { settingOf } from '../guest-fields.js'

/** A name that xl takes from the file, and cannot work with afterwards. */
export const nameUnkept: Rule = {
  id: 'name-unkept',
  summary: 'A name that a guest cannot have, or that xl takes for something else.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnkeptNames
}

function* findUnkeptNames(context: Context): Iterable<Finding> {
  const setting = settingOf(context, 'name')
  if (setting?.value.kind !== 'text') return
  const { text, origin: at } = setting.value
  const needs = needsOf(context)
  if (text.includes('/'))
    yield {
      case: 'slash',
      at,
      needs,
      message: `\`${text}\` has a \`/\`, so xl cannot open the log of the guest and fails with the guest half made.`
    }
  else if (text === 'Domain-0')
    yield { case: 'dom0', at, needs, message: '`Domain-0` is the name of dom0, so xl refuses the guest.' }
  else if (/^\d+$/.test(text))
    yield {
      case: 'number',
      severity: 'hint',
      at,
      message: `\`${text}\` is a number, which commands of xl take for the number of a domain.`
    }
}
