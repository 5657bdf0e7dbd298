import { compareVersions, xenVersions } from '@xenlint/catalogue'
import { passesOver, programOf } from '../reader.js'
import type { Context, Finding, Rule } from '../rule.js'
import { withoutStatement } from '../statement.js'

/** An option that older releases read and newer ones pass over. */
export const optionRemoved: Rule = {
  id: 'option-removed',
  summary: 'An option that is no longer read.',
  severity: 'warning',
  formats: ['xl-cfg', 'xl-conf', 'xen-command-line'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findRemovedOptions
}

function* findRemovedOptions(context: Context): Iterable<Finding> {
  const { format, text, settings, option } = context
  for (const { name, nameOrigin, origin } of settings) {
    const row = option(name)
    if (!row?.until || row.until === xenVersions[0]) continue
    if (compareVersions(context.release.xen, row.until) < 0) continue
    const manner = row.farewell ? 'which says so and goes on' : `which ${passesOver(format)}`
    const instead = row.replacement ? `; use \`${row.replacement}\`` : ''
    yield {
      case: 'removed',
      at: nameOrigin,
      message: `\`${name}\` is no longer read by ${programOf(format)}, ${manner}${instead}.`,
      fixes: [
        {
          title: 'Delete the setting, which has no effect',
          edits: [withoutStatement(text, origin)],
          safe: false
        }
      ]
    }
  }
}
