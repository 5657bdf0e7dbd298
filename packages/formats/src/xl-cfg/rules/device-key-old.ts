import type { Piece } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { type Surveyed, surveyOf } from '../survey.js'

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
        message: `\`${key}\` does nothing: xl says that it does not support it, and goes on.`,
        fixes: without(places, piece, start, safe)
      }
  }
}

/** Takes a key, its value and a comma away; none where the string holds escapes, or nothing would be left of it. */
function without({ of }: Surveyed['places'], piece: Piece, start: number, safe: boolean): Fix[] {
  const whole = piece.value.text
  const [value = ''] = /^[^,]*/.exec(whole.slice(piece.start)) ?? []
  const end = piece.start + value.length
  const isFirst = start === 0
  if (isFirst && whole[end] !== ',') return []
  const [from, to] = isFirst ? [0, end + 1] : [whole.lastIndexOf(',', start - 1), end]
  const at = from < 0 ? undefined : of({ text: whole.slice(from, to), start: from, value: piece.value })
  if (!at || at.end - at.start !== to - from) return []
  const edits = [{ start: at.start, end: at.end, text: '' }]
  return [{ title: 'Remove it, as it does nothing', edits, safe }]
}
