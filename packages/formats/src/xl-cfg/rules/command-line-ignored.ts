import type { Setting } from '@xenlint/model'
import { type Context, type Finding, type Fix, type Rule, withoutStatement } from '@xenlint/validator'
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
        message: `\`${name}\` is ignored, as \`cmdline\` is set; put its words there.`,
        fixes: moved(context, setting)
      }
  }
}

/** The words of a setting in `cmdline`; where they stand there already, nothing but the setting goes. */
function moved(context: Context, setting: Setting): Fix[] {
  const { settings, text } = context
  const line = settings.findLast(({ name }) => name === 'cmdline')
  if (line?.value.kind !== 'text' || setting.value.kind !== 'text') return []
  if (line.operation !== 'set' || setting.operation !== 'set' || line.value.spelled !== 'quoted') return []
  const words = (setting.name === 'root' ? `root=${setting.value.text}` : setting.value.text).trim()
  const known = line.value.text.split(/\s+/)
  const gone = withoutStatement(text, setting.origin)
  if (words.split(/\s+/).every((word) => known.includes(word)))
    return [
      { title: `Delete \`${setting.name}\`, whose words stand in \`cmdline\``, edits: [gone], safe: false }
    ]
  if (/["'\\]/.test(words)) return []
  const end = line.value.origin.end - 1
  const title = 'Move its words to `cmdline`, so that the kernel gets them'
  const space = line.value.text === '' || line.value.text.endsWith(' ') ? '' : ' '
  return [{ title, edits: [gone, { start: end, end, text: `${space}${words}` }], safe: false }]
}
