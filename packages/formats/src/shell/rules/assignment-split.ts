import type { Assignment, Command } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { isVariable, type ShellReader, shellFileOf } from '../outcome.js'

/** A blank outside quotes ends a value, and what follows is an assignment of its own if there is an `=` in it. */
export const assignmentSplit: Rule = {
  id: 'assignment-split',
  summary: 'A value that ends at a blank: the words behind it become variables that nobody reads.',
  severity: 'warning',
  formats: ['default-xen', 'grub-default', 'xendomains'],
  status: 'stable',
  since: '0.1.0',
  check: findSplits
}

function* findSplits({ tree, file, format, text, option }: Context): Iterable<Finding> {
  const read = shellFileOf(tree, file, format)
  if (!read) return
  for (const command of read.program.lines) {
    const [first, ...others] = assignmentsOf(command)
    if (!first || !(option(first.name) || isVariable(read.reader, first.name))) continue
    for (const other of others) {
      if (isMeant(other, read.reader, text) || option(other.name)) continue
      const word = text.slice(other.start, other.end)
      yield {
        case: 'split',
        at: { file, start: other.start, end: other.end },
        message: `\`${first.name}\` ends at the blank in front, so \`${word}\` is no part of it but a variable that nobody reads.`,
        fixes: quoted(text, first, command.end)
      }
      break
    }
  }
}

function assignmentsOf(command: Command): readonly Assignment[] {
  return command.kind === 'simple' && command.words.length === 0 ? command.assignments : []
}

// Words of a kernel are written small; a variable that somebody wants is used further on.
function isMeant({ name }: Assignment, reader: ShellReader, text: string): boolean {
  if (isVariable(reader, name) || !/[a-z]/.test(name)) return true
  return new RegExp(`\\$\\{?#?${name}(?![A-Za-z0-9_])`).test(text)
}

function quoted(text: string, first: Assignment, end: number): Fix[] {
  const { value } = first
  if (!value || /["'`$\\#;&|<>()*?~\n\r]/.test(text.slice(value.start, end))) return []
  const edits = [
    { start: value.start, end: value.start, text: '"' },
    { start: end, end, text: '"' }
  ]
  return [{ title: `Put the whole value of \`${first.name}\` in double quotes`, edits, safe: false }]
}
