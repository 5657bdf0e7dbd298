import { foreign, isLinuxWord, option as optionOf, xenVersions } from '@xenlint/catalogue'
import type { Setting } from '@xenlint/model'
import { passesOver, programOf } from '../reader.js'
import type { Context, Finding, Rule } from '../rule.js'

/** xl drops a name it does not know without a word, and starts the guest without it. */
export const optionUnknown: Rule = {
  id: 'option-unknown',
  summary: 'A name that no release reads.',
  severity: 'warning',
  formats: ['xl-cfg', 'xl-conf', 'xend-config', 'xen-command-line'],
  status: 'stable',
  since: '0.1.0',
  check: findUnknownOptions
}

/** Names that stand in the one file though only the other is read for them. */
const others: Readonly<Record<string, { readonly table: string; readonly place: string }>> = {
  'xl-cfg': { table: 'xl-conf', place: '`/etc/xen/xl.conf`' },
  'xl-conf': { table: 'xl-cfg', place: "a guest's own file" }
}

function* findUnknownOptions(context: Context): Iterable<Finding> {
  const { format, settings, option } = context
  const set = new Set(settings.map(({ name }) => name))
  for (const setting of settings) {
    const row = option(setting.name)
    if (row && row.until !== xenVersions[0]) continue
    if (format === 'xen-command-line' && isLinuxWord(setting.name)) continue
    yield foreignOption(setting, format) ??
      strayOption(setting, format) ??
      unknownOption(setting, set, context)
  }
}

function foreignOption({ name, nameOrigin }: Setting, format: string): Finding | undefined {
  const row = foreign(format, name)
  if (!row) return undefined
  const instead = row.use ? `; \`${row.use}\` takes its place` : ''
  return {
    case: 'foreign',
    severity: 'hint',
    at: nameOrigin,
    message: `\`${name}\` belongs to ${row.tool}, and ${programOf(format)} ignores it${instead}.`
  }
}

function strayOption({ name, nameOrigin }: Setting, format: string): Finding | undefined {
  const other = others[format]
  if (!other || !optionOf(other.table, name)) return undefined
  return {
    case: 'elsewhere',
    at: nameOrigin,
    message: `\`${name}\` is read from ${other.place} only, so it has no effect here.`
  }
}

function unknownOption(
  { name, nameOrigin }: Setting,
  set: ReadonlySet<string>,
  { format, nearest }: Context
): Finding {
  const fact = `\`${name}\` is no option of ${programOf(format)}, which ${passesOver(format)}`
  const guess = nearest(name)
  if (!guess) return { case: 'unknown', at: nameOrigin, message: `${fact}.` }
  if (set.has(guess))
    return { case: 'misspelt', at: nameOrigin, message: `${fact}; \`${guess}\` is set beside it.` }
  const { start, end } = nameOrigin
  return {
    case: 'misspelt',
    at: nameOrigin,
    message: `${fact}; did you mean \`${guess}\`?`,
    fixes: [
      {
        title: `Change to \`${guess}\`, which then takes effect`,
        edits: [{ start, end, text: guess }],
        safe: false
      }
    ]
  }
}
