import type { Context, Finding, Rule } from '@xenlint/validator'
import { changed, variablesOf } from '../variables.js'

/** Guests that were saved and started afresh leave a state behind that fits their disks no more. */
export const savedForever: Rule = {
  id: 'saved-forever',
  summary: 'Guests that are saved at shutdown and never restored.',
  severity: 'warning',
  formats: ['xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findSaves
}

function* findSaves(context: Context): Iterable<Finding> {
  const variables = variablesOf(context)
  const save = variables?.get('XENDOMAINS_SAVE')
  if (!variables || !save || save.text === '' || !variables.isEmpty('XENDOMAINS_RESTORE')) return
  const restore = variables.get('XENDOMAINS_RESTORE')
  yield {
    case: 'unrestored',
    at: save.origin,
    message: `Guests are saved to \`${save.text}\` at shutdown and never restored, as \`XENDOMAINS_RESTORE\` is ${restore ? 'empty' : 'not set'}: they start afresh, and the old states stay.`,
    ...(restore && { related: [{ at: restore.setting.origin, message: 'Nothing is restored.' }] }),
    fixes: changed([save], '""', 'Save no guest: all are shut down')
  }
}
