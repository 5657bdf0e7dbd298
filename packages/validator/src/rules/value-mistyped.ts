import { type Choice, nearestOf, type ValueType } from '@xenlint/catalogue'
import type { Text } from '@xenlint/model'
import { type Misfit, wordsOf } from '../misfit.js'
import { programOf } from '../reader.js'
import {
  amount,
  consequence,
  isAdded,
  isNumber,
  misfits,
  needsOf,
  octal,
  type Reading,
  readings,
  severityOf,
  shown
} from '../reading.js'
import type { Context, Finding, Fix, Rule } from '../rule.js'
import { strayWords } from '../stray-words.js'
import { misreadXenValues } from '../xen-values.js'

/** A value that the reader cannot use: a word for a number, a word it does not know, a number too large. */
export const valueMistyped: Rule = {
  id: 'value-mistyped',
  summary: 'A value that the option cannot take.',
  severity: 'error',
  formats: ['xl-cfg', 'xl-conf', 'xend-config', 'xen-command-line', 'grub-default', 'interfaces'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findMistypedValues
}

function* findMistypedValues(context: Context): Iterable<Finding> {
  if (context.format === 'xen-command-line') return yield* misreadXenValues(context)
  if (textual.has(context.format)) return yield* strayWords(context)
  for (const finding of mistyped(context)) yield { ...finding, needs: needsOf(context) }
}

/** Formats whose values are texts for all but the program that uses them in the end. */
const textual: ReadonlySet<string> = new Set(['grub-default', 'interfaces'])

function* mistyped(context: Context): Iterable<Finding> {
  for (const reading of readings(context))
    if (isAdded(reading.setting, reading.row)) yield added(reading, context.format)
  for (const { misfit, ...reading } of misfits(context)) {
    const { slip, value } = misfit
    if (value.kind !== 'text') continue
    if (slip === 'number' && !amount.test(value.text) && !(isNumber(reading.row) && octal.test(value.text)))
      yield noNumber(reading, misfit, value, context.format)
    if (slip === 'word' && !isMeant(reading, misfit, value)) yield noWord(reading, misfit, value, context)
    if (slip === 'form') yield wrongForm(reading, misfit, value, context.format)
    if (slip === 'bounds') yield outOfBounds(reading, misfit, value, context.format)
  }
}

/** True for a word of another reader whose meaning this one happens to take by default. */
function isMeant({ row }: Reading, { outcome, wanted }: Misfit, { text }: Text): boolean {
  const instead = choiceOf(wanted)?.instead?.[text]
  return outcome === 'silent' && instead !== undefined && (row.default?.startsWith(instead) ?? false)
}

function added({ setting }: Reading, format: string): Finding {
  return {
    case: 'added',
    severity: 'warning',
    at: setting.nameOrigin,
    message: `\`${setting.name}\` is a number, and \`+=\` adds texts and lists only, so ${consequence(setting.name, 'warned', format)}.`
  }
}

function noNumber(
  { setting, row }: Reading,
  { outcome, wanted }: Misfit,
  value: Text,
  format: string
): Finding {
  const { name } = setting
  const isFlag = row.type.kind === 'flag' || wanted.kind === 'flag'
  const help = isFlag ? '; write 1 or 0' : ''
  return {
    case: `number-${outcome}`,
    severity: severityOf(outcome),
    at: value.origin,
    message: `${shown(value.text)} is not a number, so ${consequence(name, outcome, format)}${help}.`,
    fixes: isFlag ? asFlag(name, value) : []
  }
}

const yes = ['yes', 'true', 'on', 'y', 'enable', 'enabled']
const no = ['no', 'false', 'off', 'n', 'disable', 'disabled']

function asFlag(name: string, { text, origin }: Text): Fix[] {
  const word = text.trim().toLowerCase()
  const digit = yes.includes(word) ? '1' : no.includes(word) ? '0' : undefined
  if (!digit) return []
  return [replaced(origin, digit, `Change to \`${digit}\`, which sets \`${name}\``)]
}

function noWord(
  { setting }: Reading,
  { outcome, wanted }: Misfit,
  value: Text,
  { format, release }: Context
): Finding {
  const choice = choiceOf(wanted)
  const words = choice ? wordsOf(choice, release.xen) : []
  const [, mark = '', word = ''] = /^(!?)(.*)$/s.exec(value.text) ?? []
  const guess = choice?.instead?.[word] ?? nearestOf(words, word.toLowerCase())
  const then =
    outcome === 'silent'
      ? `${programOf(format)} takes its default without a word`
      : consequence(setting.name, outcome, format)
  return {
    case: `word-${outcome}`,
    severity: severityOf(outcome),
    at: value.origin,
    message: `${shown(value.text)} is not a value of \`${setting.name}\`, so ${then}${guess ? `; did you mean \`${mark}${guess}\`?` : alternatives(words)}`,
    fixes: guess
      ? [replaced(value.origin, `"${mark}${guess}"`, titleOf(`${mark}${guess}`, choice?.says?.[guess]))]
      : []
  }
}

function titleOf(word: string, says: string | undefined): string {
  return `Change to \`${word}\`${says ? `: ${says}` : ', which then counts'}`
}

function choiceOf(type: ValueType): Choice | undefined {
  return type.kind === 'choice' ? type : undefined
}

/** The words that would do, unless they are too many for a sentence. */
function alternatives(words: readonly string[]): string {
  if (words.length > 8) return '.'
  const quoted = words.map((word) => `\`${word}\``)
  const last = quoted.pop() ?? ''
  return quoted.length > 0 ? `; it takes ${quoted.join(', ')} or ${last}.` : `; it takes ${last}.`
}

function wrongForm({ setting, row }: Reading, { outcome }: Misfit, value: Text, format: string): Finding {
  const help = row.syntax ? `; it is written \`${row.syntax}\`` : ''
  return {
    case: `form-${outcome}`,
    severity: severityOf(outcome),
    at: value.origin,
    message: `${shown(value.text)} is not a value of \`${setting.name}\`, so ${consequence(setting.name, outcome, format)}${help}.`
  }
}

function outOfBounds(
  { setting }: Reading,
  { outcome, wanted }: Misfit,
  value: Text,
  format: string
): Finding {
  const { min, max } = wanted.kind === 'integer' ? wanted : {}
  const bounds = max === undefined ? `below ${min}` : `outside ${min ?? 'the least'} to ${max}`
  return {
    case: `bounds-${outcome}`,
    severity: severityOf(outcome),
    at: value.origin,
    message: `${shown(value.text)} is ${bounds}, so ${consequence(setting.name, outcome, format)}.`
  }
}

function replaced({ start, end }: { start: number; end: number }, text: string, title: string): Fix {
  return { title, edits: [{ start, end, text }], safe: false }
}
