import type { Context, Finding, Rule } from '@xenlint/validator'
import { readingOf } from '../reading.js'

/** `rename` wants `CURRENT=NEW`; ifup looks before it brings anything up. */
export const renameTargetless: Rule = {
  id: 'rename-targetless',
  summary: 'A `rename` that says no new name, at which ifup stops.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findTargetless
}

function* findTargetless(context: Context): Iterable<Finding> {
  const { dialect, accepted, renames } = readingOf(context)
  if (dialect.id !== 'classic' || !accepted) return
  // A pattern without a match is passed over, and only the host knows what it matches.
  const first = renames.find(({ name }) => !/[=/]/.test(name))
  if (!first) return
  yield {
    case: 'target-missing',
    at: first.origin,
    message: `\`${first.name}\` has no new name, so ifup stops before it brings anything up; write \`${first.name}=…\`.`
  }
}
