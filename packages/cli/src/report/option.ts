import { type Option, type Parameter, specifications } from '@xenlint/catalogue'
import { describe, inReleases, inType } from '@xenlint/service'
import { hanging, wrap } from '../wrap.js'

const width = 80

/** All that is known of an option, for people. */
export function optionText(row: Option, tableId: string): string {
  const { name, summary, facts, notes, example } = describe(row)
  const rows: (readonly [string, string])[] = [
    ...facts,
    ...(example ? [['example', example] as const] : []),
    ...notes.map((text) => ['note', text] as const),
    ...languageRows(row)
  ]
  return [
    `${name} (${tableId})`,
    ...wrap(summary, width - 2).map((line) => `  ${line}`),
    '',
    ...rows.flatMap(([label, text]) => {
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
    inType(row.type),
    row.required ? 'required' : '',
    row.default ? `default ${row.default}` : '',
    row.since || row.until ? inReleases(row) : '',
    row.deprecated ? `deprecated${row.deprecated.use ? `, use \`${row.deprecated.use}\`` : ''}` : '',
    row.note ?? ''
  ]
  return `${row.name}: ${facts.filter(Boolean).join('; ')}`
}

/** One line of a list: name, releases, summary. */
export function optionRow(row: Option, column: number): string {
  const span = row.since || row.until ? ` (${inReleases(row)})` : ''
  const [first = '', ...rest] = hanging(`${row.summary}${span}`, column, width)
  return [
    `  ${row.name}`.padEnd(column - 1) +
      (row.name.length + 3 > column ? `\n${first}` : ` ${first.slice(column)}`),
    ...rest
  ].join('\n')
}
