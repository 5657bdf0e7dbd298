import {
  type Option,
  type Parameter,
  specification,
  type ValueType,
  within,
  type XenVersion
} from '@xenlint/catalogue'
import { describe, inReleases, inType } from '@xenlint/service'
import { hanging, wrap } from '../wrap.js'

const width = 80

/** All that is known of an option, for people; `xen` leaves out what another release reads inside its strings. */
export function optionText(row: Option, tableId: string, xen?: XenVersion): string {
  const { name, summary, facts, notes, example: shown } = describe(row)
  const example = shown ?? (tableId === 'xl-cfg' ? written(row) : undefined)
  const rows: (readonly [string, string])[] = [
    ...facts,
    ...(example ? [['example', example] as const] : []),
    ...notes.map((text) => ['note', text] as const),
    ...languageRows(row, xen)
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

// What stands inside the strings of an option that has a language of its own, as far as a release reads it.
function languageRows({ type }: Option, xen: XenVersion | undefined): (readonly [string, string])[] {
  return languagesOf(type)
    .flatMap((language) => specification(language) ?? [])
    .flatMap(({ separator, bare = false, parameters = [], syntax }) => {
      const read = parameters.filter((each) => xen === undefined || within(each, xen))
      return [
        ['inside', syntax ?? `parameters with \`${separator ?? ','}\` between them`] as const,
        ...alike(read, bare, xen).map((text) => ['', text] as const)
      ]
    })
}

function languagesOf(type: ValueType): readonly string[] {
  if (type.kind === 'either') return [...new Set(type.of.flatMap(languagesOf))]
  if (type.kind === 'list') return languagesOf(type.of)
  return type.kind === 'spec' ? [type.language] : []
}

/** A row for each parameter; many that share all but their names share one. */
function alike(parameters: readonly Parameter[], bare: boolean, xen: XenVersion | undefined): string[] {
  const names = new Map<string, string[]>()
  const words = new Map(parameters.map((row) => [row, parameterWords(row, bare, xen)]))
  for (const [{ name }, text] of words) names.set(text, [...(names.get(text) ?? []), name])
  const shared = (text: string): boolean => (names.get(text)?.length ?? 0) >= fewest
  return [
    ...[...words].filter(([, text]) => !shared(text)).map(([{ name }, text]) => `${name}: ${text}`),
    ...[...names].filter(([text]) => shared(text)).map(([text, all]) => `${all.join(', ')}: each ${text}`)
  ]
}

const fewest = 5

function parameterWords(row: Parameter, bare: boolean, xen: XenVersion | undefined): string {
  const facts = [
    bare ? '' : inType(row.type),
    row.required ? 'required' : '',
    row.default ? `default ${row.default}` : '',
    xen === undefined && (row.since || row.until) ? inReleases(row) : '',
    row.deprecated ? `deprecated${row.deprecated.use ? `, use \`${row.deprecated.use}\`` : ''}` : '',
    row.note ?? ''
  ]
  return facts.filter(Boolean).join('; ')
}

/** What may be written where the row shows nothing better. */
function written({ name, type, secret }: Option): string | undefined {
  const value = secret ? undefined : valueIn(type)
  return value === undefined ? undefined : `${name} = ${value}`
}

function valueIn(type: ValueType): string | undefined {
  switch (type.kind) {
    case 'flag':
      return '1'
    case 'integer':
      return type.min === undefined ? undefined : `${type.min}`
    case 'choice':
      return `"${type.of[0]}"`
    case 'list': {
      const item = valueIn(type.of)
      return item && `[ ${item} ]`
    }
    case 'either':
      return valueIn(type.of.at(-1) as ValueType)
    case 'size':
    case 'string':
    case 'spec':
      return undefined
  }
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
