import type { Context, Finding, Rule } from '@xenlint/validator'
import { variablesOf } from '../variables.js'

/** The script puts these words behind `xl migrate ID`, and xl wants a host among them. */
export const migrationHostless: Rule = {
  id: 'migration-hostless',
  summary: 'Words for `xl migrate` that name no host to move guests to.',
  severity: 'warning',
  formats: ['xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findHostless
}

function* findHostless(context: Context): Iterable<Finding> {
  const words = variablesOf(context)?.get('XENDOMAINS_MIGRATE')
  if (!words || words.text === '' || namesHost(words.text)) return
  yield {
    case: 'hostless',
    at: words.origin,
    message: `\`${words.text}\` names no host, so \`xl migrate\` refuses every guest, and each is saved or shut down instead.`
  }
}

// `-s` and `-C` take the next word for their own.
function namesHost(text: string): boolean {
  const words = text.split(/[ \t\n]+/).filter((word) => word !== '')
  return words.some(
    (word, index) => !word.startsWith('-') && !/^-[a-zA-Z]*[sC]$/.test(words[index - 1] ?? '')
  )
}
