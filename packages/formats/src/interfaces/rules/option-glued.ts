import { interfaceOptions } from '@xenlint/catalogue'
import { commandOptions, type Iface, type OptionLine } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { nextLineStart, removal } from '../edits.js'
import { readingOf } from '../reading.js'

/** A second line of one name is glued to the first by a newline, and the newline reaches the shell. */
export const optionGlued: Rule = {
  id: 'option-glued',
  summary:
    'A second line of an option that takes one value: it is lost, or splits the command that ifup runs.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findGlued
}

function* findGlued(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  if (reading.dialect.id !== 'classic') return
  for (const iface of reading.ifaces) {
    const first = new Map<string, OptionLine | 'inherited'>()
    for (const { name } of iface.inherits?.options ?? []) first.set(name, 'inherited')
    for (const line of iface.lines) {
      const before = first.get(line.name)
      if (before === undefined) first.set(line.name, line)
      else if (!commandOptions.has(line.name)) yield* judge(context, iface, line, before)
    }
  }
}

function* judge(
  { text }: Context,
  iface: Iface,
  line: OptionLine,
  before: OptionLine | 'inherited'
): Iterable<Finding> {
  const effect = effectOf(line.name, iface)
  const related = before === 'inherited' ? [] : [{ at: before.origin, message: 'The first one.' }]
  const name = `\`${line.name}\``
  const isAddress = line.name === 'address'
  if (effect === 'lost') {
    yield {
      case: 'lost',
      at: line.origin,
      severity: 'warning',
      message: isAddress
        ? `The second ${name} of \`${iface.name}\` is lost, as ifup takes the first; a stanza of its own would set both.`
        : `The second ${name} of \`${iface.name}\` is lost, as ifup takes the first.`,
      related,
      fixes: isAddress && line.value.includes('/') ? [split(text, iface, line)] : []
    }
  }
  if (effect === 'breaks') {
    yield {
      case: before === 'inherited' ? 'inherited' : 'breaks',
      at: line.origin,
      message: `ifup puts this ${name} behind the first with a newline, so the shell runs \`${line.value}\` as a command and \`${iface.name}\` does not come up.`,
      related,
      fixes: [removal(text, line.origin, `Remove the line; the first ${name} counts`)]
    }
  }
}

function effectOf(name: string, { family, method, options }: Iface): string | undefined {
  const row = interfaceOptions().find((each) => each.name === name)
  const beside = row?.beside?.[`${family} ${method}`] ?? []
  if (!beside.every((each) => options.some((option) => option.name === each))) return undefined
  return row?.repeat[`${family} ${method}`] ?? row?.repeat['*']
}

function split(text: string, { name, family, method, lines }: Iface, line: OptionLine): Fix {
  const end = Math.max(...lines.map(({ origin }) => origin.end))
  const behind = nextLineStart(text, end)
  const newline = text.slice(0, behind).endsWith('\n') ? '' : '\n'
  const stanza = `${newline}\niface ${name} ${family} ${method}\n    ${line.name} ${line.value}\n`
  const { edits } = removal(text, line.origin, '')
  const isLast = line.origin.end === end
  return {
    title: `Give the address a stanza of its own; \`${name}\` will have both`,
    edits: isLast
      ? edits.map((edit) => ({ ...edit, text: stanza }))
      : [...edits, { start: behind, end: behind, text: stanza }],
    safe: false
  }
}
