import type { Context, Finding, Rule } from '@xenlint/validator'
import { readingOf } from '../reading.js'

/** Three programs read files of this name, each in its own way. */
export const interfacesDialect: Rule = {
  id: 'interfaces-dialect',
  summary: 'A file that is written for ifupdown2, for ifupdown-ng or for a template engine.',
  severity: 'hint',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: sayDialect
}

const reasons = {
  ifupdown2: 'is understood by ifupdown2, not by ifupdown; what only ifupdown does is not checked here',
  'ifupdown-ng': 'is understood by ifupdown-ng, not by ifupdown; what only ifupdown does is not checked here',
  template: 'is to be filled in by a template engine; only the result can be checked'
}

function* sayDialect(context: Context): Iterable<Finding> {
  const { id, shownBy } = readingOf(context).dialect
  if (id === 'classic' || !shownBy) return
  yield { case: id, at: shownBy.at, message: `\`${shownBy.word}\` ${reasons[id]}.` }
}
