import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { changed, type Variable, variablesOf } from '../variables.js'

/** Xen's own script compares with `true`, letter by letter; Debian's takes any word for yes. */
export const restoreUntrue: Rule = {
  id: 'restore-untrue',
  summary: "A yes that Xen's own script does not take for one, as it asks for `true`.",
  severity: 'warning',
  formats: ['xendomains'],
  script: 'upstream',
  status: 'stable',
  since: '0.1.0',
  check: findWords
}

function* findWords(context: Context): Iterable<Finding> {
  const variables = variablesOf(context)
  const save = variables?.get('XENDOMAINS_SAVE')
  const restore = variables?.get('XENDOMAINS_RESTORE')
  if (save && save.text !== '' && isOther(restore))
    yield {
      case: 'restore',
      at: restore.origin,
      message: `Xen's script restores for \`true\` alone: guests are saved to \`${save.text}\` at shutdown and start afresh, and the old states stay.`,
      related: [{ at: save.origin, message: 'Guests are saved to this folder at shutdown.' }],
      fixes: meansYes.test(restore.text) ? written(restore) : []
    }
  const only = variables?.get('XENDOMAINS_AUTO_ONLY')
  if (isOther(only) && meansYes.test(only.text))
    yield {
      case: 'auto-only',
      at: only.origin,
      message: `Xen's script asks for \`true\`, so \`${only.text}\` lets it save or shut down every guest, those of no file too.`,
      fixes: written(only)
    }
}

const meansYes = /^(?:true|yes|y|t|on|1|enabled?)$/i

function isOther(variable: Variable | undefined): variable is Variable {
  return variable !== undefined && variable.text !== '' && variable.text !== 'true'
}

function written(variable: Variable): Fix[] {
  return changed([variable], 'true', 'Write `true`, so that it counts')
}
