import { bootImages, type GuestType, isMatch } from '@xenlint/catalogue'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { fieldOf, settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** Two ways to boot in one guest, or one that is for another type of guest. */
export const bootMixed: Rule = {
  id: 'boot-mixed',
  summary: 'A kernel beside a bootloader, or one that is for another type of guest.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findMixedBoot
}

function* findMixedBoot(context: Context): Iterable<Finding> {
  const type = fieldOf(surveyOf(context), 'c_info.type') as GuestType | undefined
  const kernel = settingOf(context, 'kernel')
  if (!type) return
  if (type !== 'hvm' && kernel && settingOf(context, 'bootloader'))
    yield {
      case: 'both',
      at: kernel.origin,
      message:
        '`kernel` stands beside `bootloader`, which then looks for it on the disk of the guest, not on the host; keep one of the two.'
    }
  for (const { option, pattern, guests, what } of bootImages()) {
    const setting = settingOf(context, option)
    const { value } = setting ?? {}
    if (value?.kind !== 'text' || guests.includes(type) || !isMatch(pattern, value.text)) continue
    const fact =
      guests.length > 0
        ? `${what}, and this is ${type === 'hvm' ? 'an' : 'a'} ${type.toUpperCase()} guest`
        : what
    yield { case: 'wrong-image', at: value.origin, message: `\`${value.text}\` is ${fact}.` }
  }
}
