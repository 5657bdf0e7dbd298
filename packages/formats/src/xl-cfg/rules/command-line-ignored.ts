import type { Context, Finding, Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** `root` and `extra` beside a `cmdline`, which alone counts. */
export const commandLineIgnored: Rule = {
  id: 'command-line-ignored',
  summary: '`root` or `extra` beside `cmdline`, which counts alone.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findIgnoredWords
}

function* findIgnoredWords(context: Context): Iterable<Finding> {
  const { survey } = surveyOf(context)
  if (!survey.remarks.some(({ text }) => text.startsWith('Warning: ignoring root= and extra='))) return
  for (const name of ['root', 'extra']) {
    const setting = context.settings.findLast((each) => each.name === name)
    if (setting)
      yield {
        case: name,
        at: setting.origin,
        message: `\`${name}\` is ignored, as \`cmdline\` is set; put its words there.`
      }
  }
}
