import type { Context, Finding, Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** A key of a device that xl warns of: it has another name now, or does nothing. */
export const deviceKeyOld: Rule = {
  id: 'device-key-old',
  summary: 'A key of a `vif` that has another name now, or that xl drops with a line.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findOldKeys
}

function* findOldKeys(context: Context): Iterable<Finding> {
  const { survey, places } = surveyOf(context)
  // What is refused has no plan that could stay the same.
  const safe = survey.ends.length === 0
  for (const { text, piece } of survey.remarks) {
    const [, key = '', use] =
      /^the (\w+) parameter (?:is deprecated, please use (\w+)|for vifs is currently not supported)/.exec(
        text
      ) ?? []
    if (!piece || key === '') continue
    const start = piece.start - key.length - 1
    const whole = piece.value.text
    if (whole.slice(start, piece.start) !== `${key}=`) continue
    const at = places.of({ text: key, start, value: piece.value })
    if (!at) continue
    if (use)
      yield {
        case: 'renamed',
        severity: 'hint',
        at,
        message: `\`${key}\` is called \`${use}\` now, and xl warns of the old name at each start.`,
        fixes: [
          {
            title: `Write \`${use}\`, which is the same`,
            edits: [{ start: at.start, end: at.end, text: use }],
            safe
          }
        ]
      }
    else
      yield {
        case: 'dropped',
        at,
        message: `\`${key}\` does nothing: xl says that it does not support it, and goes on.`
      }
  }
}
