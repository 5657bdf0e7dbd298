import type { Context, Finding, Rule } from '@xenlint/validator'
import { shellFileOf } from '../outcome.js'

/** A shell ends a line at the newline, so the carriage return in front of it is text like any other. */
export const carriageReturn: Rule = {
  id: 'carriage-return',
  summary:
    'Lines that end as on Windows: the shell takes the carriage return for a part of the value or the command.',
  severity: 'error',
  formats: ['default-xen', 'grub-default', 'xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findReturns
}

function* findReturns({ tree, file, format, text, settings }: Context): Iterable<Finding> {
  const read = shellFileOf(tree, file, format)
  const first = text.indexOf('\r')
  if (!read || first < 0) return
  const { outcome, reader } = read
  const run = outcome.met.find(({ name }) => /^\r+$/.test(name))
  const held = settings.filter(({ value }) => value.kind === 'text' && value.text.includes('\r'))
  const [example] = held
  if (!run && !example) return
  const at = { file, start: first, end: first + 1 }
  const edits = [...text.matchAll(/\r+/g)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    text: ''
  }))
  const fixes = [{ title: 'Take all carriage returns away; values lose theirs', edits, safe: false }]
  if (run && reader.stopsOnFailure) {
    const message = `The carriage return of an otherwise empty line is a command for the shell: \`${reader.program}\` stops with status 127 and leaves the old grub.cfg as it is.`
    yield { case: 'command', at: run.nameOrigin, message, fixes }
    return
  }
  const some = held.length > 1 ? `${held.length} values` : `the value of \`${example?.name}\``
  const message = example
    ? `A carriage return ends ${some}, as the shell does not take it for a part of the line end.`
    : 'The carriage return of an otherwise empty line is a command for the shell, which says that it is not found.'
  yield { case: 'value', at, severity: 'warning', message, fixes }
}
