import type { Context, Finding, Rule } from '@xenlint/validator'
import { variablesOf } from '../variables.js'

/** The names say it, and are read over: these pauses count in millionths of a second. */
export const pauseTiny: Rule = {
  id: 'pause-tiny',
  summary: 'A pause between guests that is given in seconds, and read in microseconds.',
  severity: 'hint',
  formats: ['xendomains'],
  script: 'upstream',
  status: 'stable',
  since: '0.1.0',
  check: findPauses
}

/** Fewer than these nobody notices. */
const least = 1000

function* findPauses(context: Context): Iterable<Finding> {
  const variables = variablesOf(context)
  for (const name of ['XENDOMAINS_CREATE_USLEEP', 'XENDOMAINS_USLEEP']) {
    const pause = variables?.get(name)
    if (!pause || !/^[1-9][0-9]*$/.test(pause.text) || Number(pause.text) >= least) continue
    yield {
      case: 'tiny',
      at: pause.origin,
      message: `\`${pause.text}\` are microseconds, so there is no pause to speak of; a second is 1000000.`
    }
  }
}
