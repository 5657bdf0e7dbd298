import { type Deprecation, within } from '@xenlint/catalogue'
import type { Setting } from '@xenlint/model'
import { programOf } from '../reader.js'
import type { Context, Finding, Fix, Rule } from '../rule.js'

/** An option that is still read, though something else has taken its place. */
export const optionDeprecated: Rule = {
  id: 'option-deprecated',
  summary: 'An option that has given way to another.',
  severity: 'warning',
  formats: ['grub-default', 'xl-cfg', 'xl-conf'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findDeprecatedOptions
}

function* findDeprecatedOptions(context: Context): Iterable<Finding> {
  const { format, settings, option } = context
  for (const setting of settings) {
    const row = option(setting.name)
    const { deprecated } = row ?? {}
    if (!row || !deprecated) continue
    const { xen } = context.release
    if (!within(row, xen) || !within(deprecated, xen)) continue
    const { use, said } = deprecated
    const fact = use ? `has given way to \`${use}\`` : 'is to go'
    yield {
      case: said ? 'said' : 'silent',
      severity: said ? 'warning' : 'hint',
      at: setting.nameOrigin,
      message: `\`${setting.name}\` ${fact}${said ? `, as ${programOf(format)} warns at each start` : ''}.`,
      // Of guests the plans show that both are the same.
      fixes: rewritten(setting, deprecated, settings, format === 'xl-cfg')
    }
  }
}

/** The setting under its new name; none where its value has no counterpart, or either name is set elsewhere. */
function rewritten(
  setting: Setting,
  { use, values }: Deprecation,
  settings: readonly Setting[],
  safe: boolean
): Fix[] {
  const { name, nameOrigin, value, operation } = setting
  if (!use || !values || value.kind !== 'text' || operation !== 'set') return []
  if (settings.some((each) => each !== setting && (each.name === name || each.name === use))) return []
  const written = values === 'same' ? value.text : values[value.text]
  if (written === undefined) return []
  const edits = [{ start: nameOrigin.start, end: nameOrigin.end, text: use }]
  if (written !== value.text)
    edits.push({ start: value.origin.start, end: value.origin.end, text: `"${written}"` })
  return [{ title: `Write \`${use} = "${written}"\`, which means the same`, edits, safe }]
}
