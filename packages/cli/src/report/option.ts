import {
  type Option,
  type Parameter,
  type Specification,
  specification,
  within,
  type XenVersion
} from '@xenlint/catalogue'
import { describe, inReleases, inType, languagesOf, saidItems, standsAlone } from '@xenlint/service'
import { paint } from '../paint.js'
import { hanging, wrap } from '../wrap.js'

const width = 80

/** All that is known of an option, for people; `xen` leaves out what another release reads inside its strings. */
export function optionText(row: Option, tableId: string, colour: boolean, xen?: XenVersion): string {
  const style = paint(colour)
  const { name, summary, facts, notes, example } = describe(row, tableId, xen === undefined ? [] : [xen])
  const rows: (readonly [string, string])[] = [
    ...facts,
    ...(example?.split('\n') ?? []).map((line, index) => [index === 0 ? 'example' : '', line] as const),
    ...notes.map((text) => ['note', text] as const),
    ...languageRows(row, xen),
    ...itemRows(row, xen)
  ]
  return [
    `${style.strong(name)} (${tableId})`,
    ...wrap(summary, width - 2).map((line) => `  ${line}`),
    '',
    ...rows.flatMap(([label, text]) => {
      const [first = '', ...rest] = hanging(text, 14, width).flatMap(cut)
      return [`  ${style.faint(label.padEnd(12))}${first.slice(14)}`, ...rest]
    }),
    ''
  ].join('\n')
}

// A form without blanks goes on behind a comma.
function cut(line: string): string[] {
  const at = line.lastIndexOf(',', width - 1)
  if (line.length <= width || at < 14) return [line]
  return [line.slice(0, at + 1), ...cut(' '.repeat(14) + line.slice(at + 1))]
}

// What stands inside the strings of an option that has a language of its own, as far as a release reads it.
function languageRows(row: Option, xen: XenVersion | undefined): (readonly [string, string])[] {
  return languagesOf(row.type)
    .flatMap((language) => specification(language) ?? [])
    .flatMap((language) => {
      const { separator = ',', parameters = [], syntax } = language
      const read = parameters.filter((each) => xen === undefined || within(each, xen))
      const form = syntax ?? `parameters with \`${separator}\` between them`
      const lines = [...(row.syntax ? [] : [form]), ...alike(read, language, xen)]
      return lines.map((text, index) => [index === 0 ? 'inside' : '', text] as const)
    })
}

function itemRows(row: Option, xen: XenVersion | undefined): (readonly [string, string])[] {
  return saidItems(row, xen === undefined ? [] : [xen]).map(
    (text, index) => [index === 0 ? 'inside' : '', text] as const
  )
}

/** A row for each parameter; many that share all but their names share one. */
function alike(
  parameters: readonly Parameter[],
  language: Specification,
  xen: XenVersion | undefined
): string[] {
  const names = new Map<string, string[]>()
  const words = new Map(parameters.map((row) => [row, parameterWords(row, language, xen)]))
  for (const [{ name }, text] of words) names.set(text, [...(names.get(text) ?? []), name])
  const shared = (text: string): boolean => (names.get(text)?.length ?? 0) >= fewest
  return [
    ...[...words]
      .filter(([, text]) => !shared(text))
      .map(([{ name }, text]) => (text ? `${name}: ${text}` : name)),
    ...[...names].filter(([text]) => shared(text)).map(([text, all]) => `${all.join(', ')}: each ${text}`)
  ]
}

const fewest = 5

function parameterWords(row: Parameter, language: Specification, xen: XenVersion | undefined): string {
  const facts = [
    standsAlone(language, row.name) ? '' : inType(row.type, xen === undefined ? [] : [xen]),
    row.required ? 'required' : '',
    row.default ? `default ${row.default}` : '',
    xen === undefined && (row.since || row.until) ? inReleases(row) : '',
    row.deprecated ? `deprecated${row.deprecated.use ? `, use \`${row.deprecated.use}\`` : ''}` : '',
    row.note ?? ''
  ]
  return facts.filter(Boolean).join('; ')
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
