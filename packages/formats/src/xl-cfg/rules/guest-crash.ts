import type { Setting } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { optionAt } from '../remark-words.js'
import { surveyOf } from '../survey.js'

/** A value on which xl crashes. */
export const guestCrash: Rule = {
  id: 'guest-crash',
  summary: 'A value on which xl crashes, mostly without a word.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findCrash
}

function* findCrash(context: Context): Iterable<Finding> {
  const { survey, places } = surveyOf(context)
  for (const { stop } of survey.ends) {
    if (typeof stop.status !== 'string') continue
    const setting = stop.setting && places.settingOf(stop.setting)
    const at = stop.piece ? places.of(stop.piece) : setting?.value.origin
    if (!at) continue
    const option = optionAt(context.settings, at)?.name ?? ''
    const shown = stop.piece?.text ? `\`${stop.piece.text}\`` : 'what stands here'
    const signal = stop.status.replace('signal ', '')
    yield {
      case: option,
      at,
      needs: needsOf(context),
      message: `xl crashes on ${shown} (${signal})${help(option, stop.piece?.text, setting)}.`
    }
  }
}

function help(option: string, text: string | undefined, setting: Setting | undefined): string {
  if (option === 'pci') return '; a device is written with its function, `0000:01:00.0`'
  if (option === 'bootloader_args') return '; leave the option out, or write `[]`'
  if (text === undefined)
    return setting?.value.kind === 'list'
      ? '; the list may not hold lists'
      : ', as it has no memory for so many'
  return text === '' ? '; leave it out' : ''
}
