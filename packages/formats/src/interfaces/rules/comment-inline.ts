import { interfaceOptions } from '@xenlint/catalogue'
import {
  commandOptions,
  type Iface,
  type Line,
  linesOf,
  type OptionLine,
  originIn,
  splitLine,
  type Word,
  wordsOf
} from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { commentMove } from '../edits.js'
import { readingOf } from '../reading.js'

/** Only a line that begins with `#` is a comment; what stands behind a value is a part of it. */
export const commentInline: Rule = {
  id: 'comment-inline',
  summary: 'A `#` behind a value: ifup takes it and what follows for a part of the value.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findComments
}

function* findComments(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  if (reading.dialect.id !== 'classic') return
  for (const iface of reading.ifaces) {
    yield* inHeading(context, iface)
    for (const line of iface.lines) yield* inOption(context, iface, line)
  }
  for (const line of linesOf(context.tree)) yield* inList(context, line)
}

function* inHeading(context: Context, iface: Iface): Iterable<Finding> {
  const { text, file } = context
  const comment = /[ \t](#.*)$/.exec(text.slice(iface.origin.start, iface.origin.end))
  if (!comment?.[1]) return
  const isFolded = text.slice(iface.origin.start, iface.origin.end).includes('\n')
  const start = iface.origin.end - comment[1].length
  yield {
    case: 'heading',
    at: { file, start, end: iface.origin.end },
    severity: 'hint',
    message: 'ifup ignores the comment on this line, yet warns of it.',
    fixes: isFolded ? [] : [commentMove(text, start, iface.origin.end, true)]
  }
}

function* inOption(context: Context, iface: Iface, line: OptionLine): Iterable<Finding> {
  if (commandOptions.has(line.name)) return
  const comment = commentIn(context, line.line, line.words.value)
  if (!comment) return
  const row = interfaceOptions().find(({ name }) => name === line.name)
  const effect = effectOf(iface, line)
  const name = `\`${line.name}\``
  const shared = {
    at: comment.at,
    fixes:
      comment.isWhole || comment.isFolded
        ? []
        : [commentMove(context.text, comment.at.start, comment.at.end, false, `; ${name} changes`)]
  }
  if (effect === 'breaks') {
    yield {
      ...shared,
      case: 'breaks',
      message: `The \`#\` is a part of ${name} and reaches the shell, which drops the rest of the command: \`${iface.name}\` does not come up.`
    }
  } else if (effect === 'differs') {
    yield {
      ...shared,
      case: 'value',
      severity: 'warning',
      message: row?.methods
        ? `The \`#\` is a part of ${name} and reaches the shell, which drops what ifup puts behind it.`
        : `The comment is a part of ${name}: ${row?.reader ?? 'its reader'} gets its words too.`
    }
  } else {
    yield {
      ...shared,
      case: 'harmless',
      severity: 'hint',
      message: `The comment is a part of ${name}, which happens to do no harm.`
    }
  }
}

function effectOf({ family, method, options }: Iface, { name, value }: OptionLine): string {
  const row = interfaceOptions().find((each) => each.name === name)
  const beside = row?.beside?.[`${family} ${method}`] ?? []
  if (!beside.every((each) => options.some((option) => option.name === each))) return 'harmless'
  const effect = row?.comment[`${family} ${method}`] ?? row?.comment['*'] ?? 'harmless'
  // ifup cuts an address at the slash and puts the mask behind it, and the comment with what it cuts.
  const isCut = family === 'inet' && method === 'static' && name === 'address'
  if (!isCut) return effect
  const hasMask = options.some((option) => option.name === 'netmask')
  return /^[^#\s]+\/\d+\s/.test(value) || (hasMask && /^[^#\s]+\//.test(value)) ? 'harmless' : 'breaks'
}

function* inList(context: Context, line: Line): Iterable<Finding> {
  const { first, rest } = splitLine(line)
  const isAuto = first.text === 'auto'
  if (!isAuto && !/^(allow-.+|no-auto-down|no-scripts|source|source-dir.*|mapping)$/.test(first.text)) return
  if (line.stanza && line.branch.type === 'option') return
  const comment = commentIn(context, line, rest)
  if (!comment) return
  const names = wordsOf(line, rest.start)
    .filter(({ start }) => start >= comment.start)
    .map(({ text }) => `\`${text}\``)
  yield {
    case: isAuto ? 'names' : 'words',
    at: comment.at,
    severity: isAuto ? 'warning' : 'hint',
    message: isAuto
      ? `\`auto\` takes ${list(names)} for ${names.length > 1 ? 'interfaces' : 'an interface'}, which \`ifup -a\` does not know, so it ends with an error.`
      : `\`${first.text}\` takes the words of the comment for more of its own.`,
    fixes:
      comment.isFolded || comment.isWhole
        ? []
        : [commentMove(context.text, comment.at.start, comment.at.end, false)]
  }
}

interface Comment {
  readonly start: number
  readonly at: Finding['at']
  /** True where nothing stands before it. */
  readonly isWhole: boolean
  readonly isFolded: boolean
}

/** The comment in a value: a `#` at its start or behind a blank. */
function commentIn({ text: source, file }: Context, line: Line, value: Word): Comment | undefined {
  const match = /(?:^|[ \t])(#.*)$/s.exec(value.text)
  if (!match?.[1]) return undefined
  const text = match[1]
  const start = value.start + value.text.length - text.length
  return {
    start,
    at: originIn(line, { text, start }, file),
    isWhole: text.length === value.text.length,
    isFolded: source.slice(line.branch.start, line.branch.end).includes('\n')
  }
}

function list(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '')
}
