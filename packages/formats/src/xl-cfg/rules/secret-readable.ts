import { deviceStrings, type Origin } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { keysOf } from '../device-parts.js'
import { surveyOf } from '../survey.js'

/** Debian makes files that everybody may read. */
export const secretReadable: Rule = {
  id: 'secret-readable',
  summary: 'A password in a file that everybody on the host may read.',
  severity: 'hint',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'preview',
  since: '0.1.0',
  check: findReadableSecrets
}

const readByOthers = 0o004

function* findReadableSecrets(context: Context): Iterable<Finding> {
  const { mode, settings, option } = context
  if (mode === undefined || (mode & readByOthers) === 0) return
  for (const { name, nameOrigin, value } of settings)
    if (option(name)?.secret && value.kind === 'text' && value.text !== '')
      yield finding(nameOrigin, name, mode)
  for (const string of deviceStrings(surveyOf(context), 'vfb', 'vfbs'))
    for (const { key, value, at } of keysOf(string))
      if (option(key)?.secret && value !== '') yield finding(at, key, mode)
}

function finding(at: Origin, name: string, mode: number): Finding {
  const shown = mode.toString(8).padStart(3, '0')
  return {
    case: 'readable',
    at,
    message: `Everybody with an account may read this \`${name}\`, as the mode of the file is ${shown}; \`chmod 600\` leaves it to root, who runs xl.`
  }
}
