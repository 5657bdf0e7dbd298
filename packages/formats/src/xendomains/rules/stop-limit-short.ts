import type { Context, Finding, Rule } from '@xenlint/validator'
import { changed, type Variables, variablesOf } from '../variables.js'

/** Debian's script counts seconds from 0 to the limit; where that is no number it does not count at all. */
export const stopLimitShort: Rule = {
  id: 'stop-limit-short',
  summary: 'A limit that kills each save at once, and lets no guest end in peace.',
  severity: 'warning',
  formats: ['xendomains'],
  script: 'debian',
  status: 'stable',
  since: '0.1.0',
  check: findShortLimits
}

const name = 'XENDOMAINS_STOP_MAXWAIT'

function* findShortLimits(context: Context): Iterable<Finding> {
  const variables = variablesOf(context)
  if (!variables) return
  const limit = variables.get(name)
  if (limit) {
    const found = judge(limit.text.trim(), variables)
    const fixes = changed([limit], '300', 'Give each save and each guest five minutes')
    if (found) yield { at: limit.setting.origin, ...found, fixes }
    return
  }
  const first = moving(variables) ?? variables.get('XENDOMAINS_AUTO')
  if (!first || !variables.isEmpty(name)) return
  yield {
    case: 'unset',
    at: first.setting.origin,
    message: `\`${name}\` is not set, so the script ${without(variables)}.`
  }
}

function judge(text: string, variables: Variables): Pick<Finding, 'case' | 'message'> | undefined {
  if (/^0+$/.test(text)) {
    const killed = moving(variables) ? 'a save or a migration that takes longer is killed, and ' : ''
    const message = `\`${text}\` is about a second for Debian's script, not for ever: ${killed}guests that are still shutting down are left behind.`
    return { case: 'zero', message }
  }
  // What seq takes for a number counts.
  if (text !== '' && Number(text) > 0) return undefined
  const is = text === '' ? 'empty' : `\`${text}\`, which is no number of seconds`
  return {
    case: text === '' ? 'empty' : 'number',
    message: `\`${name}\` is ${is}, so the script ${without(variables)}.`
  }
}

function without(variables: Variables): string {
  return moving(variables)
    ? 'kills every save and migration at once, and waits for no guest to shut down'
    : 'waits for no guest to shut down'
}

function moving(variables: Variables): ReturnType<Variables['get']> {
  return [variables.get('XENDOMAINS_SAVE'), variables.get('XENDOMAINS_MIGRATE')].find(
    (each) => each !== undefined && each.text !== ''
  )
}
