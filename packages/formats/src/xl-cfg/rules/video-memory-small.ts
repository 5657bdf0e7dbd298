import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { settingOf } from '../guest-fields.js'
import { unfitOf } from '../unfit.js'

/** Less memory for the graphics card than libxl accepts. */
export const videoMemorySmall: Rule = {
  id: 'video-memory-small',
  summary: 'Less `videoram` than the graphics card must have.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findSmallMemory
}

function* findSmallMemory(context: Context): Iterable<Finding> {
  const setting = settingOf(context, 'videoram')
  if (!setting) return
  for (const { card, why } of unfitOf(context)) {
    if (!card) continue
    const { start, end } = setting.value.origin
    const least = String(card.leastMiB)
    yield {
      case: card.kind,
      at: setting.value.origin,
      needs: needsOf(context),
      message: `The guest is not created: ${why}.`,
      fixes: [
        {
          title: `Change to \`${least}\`, the least that will do`,
          edits: [{ start, end, text: least }],
          safe: false
        }
      ]
    }
  }
}
