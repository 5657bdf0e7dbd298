import { compareVersions } from '@xenlint/catalogue'
import { passesOver, programOf } from '../reader.js'
import { needsOf, rowsOf } from '../reading.js'
import type { Context, Finding, Rule } from '../rule.js'

/** An option of a newer release: an older one passes over it without a word. */
export const optionNotYet: Rule = {
  id: 'option-not-yet',
  summary: 'An option that the release does not read yet.',
  severity: 'warning',
  formats: ['xl-cfg', 'xl-conf', 'xen-command-line'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findEarlyOptions
}

function* findEarlyOptions(context: Context): Iterable<Finding> {
  const { format, settings, option } = context
  for (const { name, nameOrigin } of settings) {
    const since = option(name)?.since
    if (!since || rowsOf(context).has(name) || compareVersions(context.release.xen, since) >= 0) continue
    yield {
      case: 'early',
      needs: needsOf(context),
      at: nameOrigin,
      message: `\`${name}\` is read from Xen ${since} on, and an older ${programOf(format)} ${passesOver(format)}.`
    }
  }
}
