import { deviceKeys, nearestOf, within } from '@xenlint/catalogue'
import { type DeviceString, deviceStrings } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** A part of a `vfb` that xl passes over without a word. */
export const framebufferPartLost: Rule = {
  id: 'framebuffer-part-lost',
  summary: 'A part of a `vfb` that xl passes over, without a word.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findLostParts
}

function* findLostParts(context: Context): Iterable<Finding> {
  const devices = deviceStrings(surveyOf(context), 'vfb', 'vfbs')
  if (devices.length === 0) return
  const { xen } = context.release
  const keys = (deviceKeys().get('vfb') ?? [])
    .filter((row) => within(row, xen))
    .flatMap(({ key }) => key ?? [])
  for (const device of devices) yield* lostIn(device, keys)
}

function* lostIn({ text, place }: DeviceString, keys: readonly string[]): Iterable<Finding> {
  for (const match of text.matchAll(/[^,]+/g)) {
    const [field] = match
    const start = match.index + field.length - field.replace(/^ +/, '').length
    const [word = '', ...values] = text.slice(start, match.index + field.length).split('=')
    const at = place(start, start + word.length)
    if (values.length === 0) {
      yield {
        case: 'unassigned',
        at,
        message: 'What stands here has no `=`, so xl passes over it and all that stands behind.'
      }
      return
    }
    if (keys.includes(word)) continue
    if (word === 'type' && values.join('=') === 'vnc') {
      const message = '`type=vnc` was for xm; xl passes over it, and shows the screen by VNC anyway.'
      yield { case: 'type-vnc', at, severity: 'hint', message }
      continue
    }
    const guess = nearestOf(keys, word)
    // It may be the rest of a password with a comma in it.
    const isKey = guess !== undefined || (/^[a-z_]+$/.test(word) && !/pas/i.test(text.slice(0, start)))
    const shown = isKey ? `\`${word}\`` : 'What stands here'
    yield {
      case: 'key',
      at,
      message: `${shown} is nothing that \`vfb\` knows, and xl passes over it without a word${guess ? `; did you mean \`${guess}\`?` : '.'}`,
      fixes: guess
        ? [
            {
              title: `Change to \`${guess}\`, which then counts`,
              edits: [{ start: at.start, end: at.end, text: guess }],
              safe: false
            }
          ]
        : []
    }
  }
}
