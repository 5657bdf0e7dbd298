import { linesOf, originIn, splitLine } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { removal } from '../edits.js'
import { readingOf } from '../reading.js'

/** Outside a stanza a class line without names says nothing. */
export const autoEmpty: Rule = {
  id: 'auto-empty',
  summary: 'An `auto` or `allow-` line that names no interface.',
  severity: 'hint',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findEmpty
}

function* findEmpty(context: Context): Iterable<Finding> {
  if (readingOf(context).dialect.id !== 'classic') return
  for (const line of linesOf(context.tree)) {
    const { first, rest } = splitLine(line)
    const says = /^(auto|allow-.+)$/.test(first.text)
    if (!says || rest.text !== '' || line.stanza?.type === 'iface') continue
    yield {
      case: 'names-missing',
      at: originIn(line, first, context.file),
      message: `\`${first.text}\` names no interface, so it does nothing.`,
      fixes: [removal(context.text, line.branch, 'Remove the line')]
    }
  }
}
