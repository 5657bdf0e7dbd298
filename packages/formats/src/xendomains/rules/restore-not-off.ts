import type { Context, Finding, Rule } from '@xenlint/validator'
import { changed, variablesOf } from '../variables.js'

/** Debian's script asks only whether the variable is empty. */
export const restoreNotOff: Rule = {
  id: 'restore-not-off',
  summary: 'A word that is meant to keep saved guests from being restored, and does not.',
  severity: 'warning',
  formats: ['xendomains'],
  script: 'debian',
  status: 'stable',
  since: '0.1.0',
  check: findWords
}

const meansNo = /^(?:false|no|n|f|off|0|never|none|disabled?)$/i

function* findWords(context: Context): Iterable<Finding> {
  const variables = variablesOf(context)
  const restore = variables?.get('XENDOMAINS_RESTORE')
  const save = variables?.get('XENDOMAINS_SAVE')
  if (!restore || !save || save.text === '' || !meansNo.test(restore.text.trim())) return
  yield {
    case: 'word',
    at: restore.origin,
    message: `Debian's script restores what lies in \`${save.text}\` for any word here, \`${restore.text}\` too; only nothing at all keeps it from that.`,
    related: [{ at: save.origin, message: 'Guests are saved to this folder at shutdown.' }],
    fixes: changed(
      [restore, save],
      '""',
      'Set both to nothing: guests are shut down, never saved or restored'
    )
  }
}
