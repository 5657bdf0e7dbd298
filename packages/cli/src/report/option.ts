import { type Option, type Parameter, type Span, specifications, type ValueType } from '@xenlint/catalogue'
import { hanging, wrap } from '../wrap.js'

const width = 80

/** All that is known of an option, for people. */
export function optionText(row: Option, tableId: string): string {
  const rows: (readonly [string, string])[] = [
    ['value', [typeWords(row.type), row.syntax ? `written ${row.syntax}` : ''].filter(Boolean).join('; ')],
    ['default', row.default ?? ''],
    ['example', row.example ?? ''],
    ['read by', spanWords(row)],
    ['guests', row.guests?.map((guest) => guest.toUpperCase()).join(', ') ?? ''],
    ['machines', row.arch?.join(', ') ?? ''],
    ['deprecated', deprecatedWords(row)],
    ['instead', row.replacement ?? ''],
    ...(row.requires ?? []).map((text) => ['needs', text] as const),
    ...(row.conflicts ?? []).map((text) => ['conflicts', text] as const),
    ...(row.changes ?? []).map(
      (change) => ['changed', `${spanWords(change)}: ${changeWords(change)}`] as const
    ),
    ...(row.notes ?? []).map((text) => ['note', text] as const),
    ...languageRows(row)
  ]
  return [
    `${row.name} (${tableId})`,
    ...wrap(row.summary, width - 2).map((line) => `  ${line}`),
    '',
    ...rows
      .filter(([, text]) => text !== '')
      .flatMap(([label, text]) => {
        const [first = '', ...rest] = hanging(text, 14, width)
        return [`  ${label.padEnd(12)}${first.slice(14)}`, ...rest]
      }),
    ''
  ].join('\n')
}

// What stands inside the strings of an option that has a language of its own.
function languageRows({ name }: Option): (readonly [string, string])[] {
  return specifications()
    .filter(({ options }) => options.includes(name))
    .flatMap(({ separator, parameters, syntax }) => [
      ['inside', syntax ?? `parameters with \`${separator ?? ','}\` between them`] as const,
      ...(parameters ?? []).map((each) => ['', parameterWords(each)] as const)
    ])
}

function parameterWords(row: Parameter): string {
  const facts = [
    typeWords(row.type),
    row.required ? 'required' : '',
    row.default ? `default ${row.default}` : '',
    row.since || row.until ? spanWords(row) : '',
    row.deprecated ? `deprecated${row.deprecated.use ? `, use \`${row.deprecated.use}\`` : ''}` : '',
    row.note ?? ''
  ]
  return `${row.name}: ${facts.filter(Boolean).join('; ')}`
}

/** One line of a list: name, releases, summary. */
export function optionRow(row: Option, column: number): string {
  const span = row.since || row.until ? ` (${spanWords(row)})` : ''
  const [first = '', ...rest] = hanging(`${row.summary}${span}`, column, width)
  return [
    `  ${row.name}`.padEnd(column - 1) +
      (row.name.length + 3 > column ? `\n${first}` : ` ${first.slice(column)}`),
    ...rest
  ].join('\n')
}

function spanWords({ since, until }: Span): string {
  if (since && until) return `Xen ${since} up to, but not including, ${until}`
  if (since) return `Xen ${since} and later`
  return until ? `Xen before ${until}` : 'every release'
}

function typeWords(type: ValueType): string {
  switch (type.kind) {
    case 'flag':
      return '0 or 1'
    case 'integer':
      return `a number${bounds(type.min, type.max)}${type.unit ? ` of ${type.unit}` : ''}`
    case 'size':
      return `a size${type.unit ? `, in ${type.unit} unless a letter says otherwise` : ''}`
    case 'string':
      return 'a text'
    case 'choice':
      return type.of.map((word) => `"${word}"`).join(', ')
    case 'list':
      return `a list; each item ${typeWords(type.of)}`
    case 'spec':
      return `a ${type.language} text`
    case 'either':
      return type.of.map(typeWords).join('; or ')
  }
}

function bounds(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`
  if (min !== undefined) return ` from ${min}`
  return max === undefined ? '' : ` up to ${max}`
}

function deprecatedWords({ deprecated }: Option): string {
  if (!deprecated) return ''
  return `${spanWords(deprecated)}${deprecated.use ? `; use \`${deprecated.use}\`` : ''}`
}

type Change = NonNullable<Option['changes']>[number]

function changeWords({ since: _, until: __, type, ...other }: Change): string {
  const words = Object.entries(other).map(([key, value]) => `${key} ${[value].flat().join(', ')}`)
  return [...(type ? [typeWords(type)] : []), ...words].join('; ')
}
