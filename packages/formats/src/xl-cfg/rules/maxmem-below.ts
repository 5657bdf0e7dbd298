import { draftAt } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** The most memory of a guest, less than what it is to start with. */
export const maxmemBelow: Rule = {
  id: 'maxmem-below',
  summary: 'A `maxmem` that is less than `memory`.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findLowMaximum
}

const kibPerMiB = 1024n

function* findLowMaximum(context: Context): Iterable<Finding> {
  const { survey } = surveyOf(context)
  const wanted = draftAt(survey.draft, 'b_info.target_memkb')
  const most = draftAt(survey.draft, 'b_info.max_memkb')
  const setting = settingOf(context, 'maxmem')
  if (!setting || typeof wanted !== 'bigint' || typeof most !== 'bigint' || most <= 0n || most >= wanted)
    return
  const memory = wanted / kibPerMiB
  const maximum = most / kibPerMiB
  const gets = survey.guest === 'pv' ? memory : maximum
  const { start, end } = setting.value.origin
  yield {
    case: 'below',
    at: setting.value.origin,
    message: `\`maxmem\` is ${maximum} MiB, below \`memory\` (${memory} MiB); a ${survey.guest.toUpperCase()} guest starts with ${gets} MiB then.`,
    fixes:
      setting.operation === 'set'
        ? [
            {
              title: `Change to \`${memory}\`, so that the guest may have all of its \`memory\``,
              edits: [{ start, end, text: `${memory}` }],
              safe: false
            }
          ]
        : []
  }
}
