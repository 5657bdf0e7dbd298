import {
  type Choice,
  compareVersions,
  type GuestType,
  type Option,
  type Outcome,
  optionAt,
  readerOf,
  type Slip,
  type Span,
  specification,
  type ValueType,
  within,
  type XenVersion,
  xenVersions,
  xenWordList
} from '@xenlint/catalogue'
import { programOf } from '@xenlint/validator'
import { interfaceFacts } from './interface-facts.js'

/** What is to be said of an option; backticks mark what is written as it stands. */
export interface Description {
  readonly name: string
  readonly summary: string
  /** A word, and what it says of the option: `value`, `default`, `read by`. */
  readonly facts: readonly (readonly [label: string, text: string])[]
  readonly notes: readonly string[]
  readonly example?: string
}

/** What the releases that are asked about read, as the newest of them does; without any, all of it. */
export function describe(option: Option, table: string, releases: readonly XenVersion[] = []): Description {
  const newest = releases.at(-1)
  const row = newest === undefined ? option : optionAt(option, newest)
  const facts: (readonly [string, string | undefined])[] = [
    ['value', valueIn(row, table, releases)],
    ['written as', row.syntax && marked(row.syntax)],
    ['default', row.default],
    ...(table === 'interfaces' ? interfaceFacts(row.name) : [['read by', inReleases(row)] as const]),
    ['guests', row.guests && inGuests(row.guests)],
    [
      'effect on',
      row.effect && !row.guests?.every((guest) => row.effect?.includes(guest))
        ? inGuests(row.effect)
        : undefined
    ],
    ['machines', row.arch?.join(', ')],
    ['deprecated', inDeprecation(row, table)],
    ['instead', row.replacement && named(row.replacement)],
    ['later', row.farewell && `${programOf(table)} says: ${code(row.farewell)}`],
    ['exactly', row.becomes?.map(inForm).join('; ')],
    ['wrong value', inOutcomes(row, table)],
    ['not with', row.conflicts?.join('; ')],
    ['needs', row.requires?.join('; ')],
    [
      'seen in',
      row.proof === 'oracle' && xlTables.includes(table)
        ? 'the real programs of Xen 4.14, 4.17 and 4.20'
        : row.sources.join(', ')
    ]
  ]
  return {
    name: row.name,
    summary: row.summary,
    facts: facts.flatMap(([label, text]) => (text ? [[label, text] as const] : [])),
    notes: [
      ...(option.notes ?? []),
      ...changesOf(option, releases),
      ...languagesOf(row.type).flatMap(notesOf)
    ],
    ...(row.example ? { example: row.example } : {})
  }
}

function valueIn(row: Option, table: string, releases: readonly XenVersion[]): string {
  const { type, secret } = row
  const types = type.kind === 'either' ? type.of : [type]
  const texts = types.map((each) => {
    const flag = each.kind === 'flag' ? readerOf(table)?.flag : undefined
    const items = each.kind === 'string' && !row.syntax ? inItems(row, releases) : undefined
    return flag ?? items ?? inType(each, releases)
  })
  return texts.join(', or ') + (secret ? '; a secret, which is never shown' : '')
}

// The words that a text is made of, where no sentence says more.
function inItems(
  { items = [], separator = ',' }: Option,
  releases: readonly XenVersion[]
): string | undefined {
  if (items.length === 0) return undefined
  const spans = Object.fromEntries(items.map(({ word, ...item }) => [word, spanOf(item)]))
  const words = inWords({ kind: 'choice', of: items.map(({ word }) => word), spans }, releases)
  const between = separator === ' ' ? 'blanks' : code(separator)
  return separator === '' ? `one of ${words}` : `${words}, several with ${between} between them`
}

/** The languages of the strings that a value may hold. */
export function languagesOf(type: ValueType): string[] {
  if (type.kind === 'either') return [...new Set(type.of.flatMap(languagesOf))]
  if (type.kind === 'list') return languagesOf(type.of)
  return type.kind === 'spec' ? [type.language] : []
}

function notesOf(language: string): readonly string[] {
  return specification(language)?.notes ?? []
}

/** An option as Markdown, for editors. */
export function optionMarkdown(option: Option, table: string, releases?: readonly XenVersion[]): string {
  const { name, summary, facts, notes, example } = describe(option, table, releases)
  const parts = [
    `**${code(name)}** – ${summary}`,
    facts
      .filter(isForEditors)
      .map(([label, text]) => `- ${label}: ${text}`)
      .join('\n')
  ]
  const said = saidItems(option, releases)
  if (said.length > 0) parts.push(said.map((text) => `- ${text}`).join('\n'))
  if (notes.length > 0) parts.push(notes.join('  \n'))
  if (example) parts.push(`\`\`\`${table}\n${example}\n\`\`\``)
  return parts.join('\n\n')
}

/** What the words of a value mean, where they do not tell themselves; of the releases that are asked about. */
export function saidItems({ items = [] }: Option, releases: readonly XenVersion[] = []): string[] {
  return items
    .filter((item) => releases.length === 0 || releases.some((xen) => within(item, xen)))
    .flatMap(({ word, says, ...span }) => {
      if (!says) return []
      const isEverywhere = releases.length > 0 ? releases.every((xen) => within(span, xen)) : !hasSpan(span)
      return [`${code(word)}: ${says}${isEverywhere ? '' : `; ${inReleases(span)}`}`]
    })
}

function hasSpan({ since, until }: Span): boolean {
  return since !== undefined || until !== undefined
}

// Who edits a line wants to know what to write; where that was seen, `xenlint options` tells.
function isForEditors([label, text]: readonly [label: string, text: string]): boolean {
  return label !== 'seen in' && !(label === 'read by' && text === inReleases({}))
}

// `^(?:no|n|0)$` stands for words of which the first is shown, another form for any value.
function inForm({ of, write, where }: NonNullable<Option['becomes']>[number]): string {
  const word = /^\^\(\?:(\w+)/.exec(of)?.[1] ?? (of === '^0+$' ? '0' : /[0-9]/.test(of) ? 'N' : 'VALUE')
  return `${code(word)} becomes ${code(write.replaceAll('{0}', () => word))} ${where}`
}

// What takes the place of an option is a name, or a sentence that marks its names itself.
function named(replacement: string): string {
  return replacement.includes('`') || replacement.includes(' ') ? replacement : code(replacement)
}

// A form is shown as it stands; a sentence about it is none, and marks its words itself.
function marked(text: string): string {
  return !text.includes('`') && /[<[|{]|^\S*=\S*$/.test(text) ? code(text) : text
}

function code(text: string): string {
  return `\`${text}\``
}

/** What a value may be, in words; where releases are asked about, of these. */
export function inType(type: ValueType, releases: readonly XenVersion[] = []): string {
  switch (type.kind) {
    case 'flag':
      return '0 or 1'
    case 'integer':
      return ['a whole number', type.unit && `in ${units[type.unit] ?? type.unit}`, inBounds(type)]
        .filter(Boolean)
        .join(', ')
    case 'size':
      return type.unit ? `a size, in ${type.unit} where it has no unit` : 'a size'
    case 'string':
      return 'a text'
    case 'choice':
      return `one of ${inWords(type, releases)}`
    case 'list':
      return `a list of ${inPlural(type.of, releases)}`
    case 'spec':
      return 'a text with a form of its own'
    case 'either':
      return type.of.map((each) => inType(each, releases)).join(', or ')
  }
}

const units: Readonly<Record<string, string>> = { B: 'bytes', s: 'seconds', ms: 'milliseconds' }

function inPlural(type: ValueType, releases: readonly XenVersion[]): string {
  switch (type.kind) {
    case 'string':
      return 'texts'
    case 'spec':
      return 'texts with a form of their own'
    case 'list':
      return `lists of ${inPlural(type.of, releases)}`
    case 'choice':
      return `words: ${inWords(type, releases)}`
    case 'flag':
    case 'integer':
    case 'size':
    case 'either':
      return `values, each ${inType(type, releases)}`
  }
}

const matches = { 'any-case': ', in upper or lower case', prefix: ', or a beginning of one' }

function inWords({ of, spans, match }: Choice, releases: readonly XenVersion[]): string {
  const words = of.flatMap((word) => {
    const span = spans?.[word]
    if (word === '' || (span && releases.length > 0 && !releases.some((xen) => within(span, xen)))) return []
    const isEverywhere = !span || (releases.length > 0 && releases.every((xen) => within(span, xen)))
    return [isEverywhere ? code(word) : `${code(word)} (${inReleases(span)})`]
  })
  return `${words.join(', ')}${match ? matches[match] : ''}`
}

function inBounds({ min, max }: { min?: number; max?: number }): string | undefined {
  if (min === undefined) return max === undefined ? undefined : `at most ${max}`
  return max === undefined ? `at least ${min}` : `from ${min} to ${max}`
}

/** The releases of a span, in words. */
export function inReleases({ since, until }: Span): string {
  const first = xenVersions[0] ?? ''
  const isFromFirst = since === undefined || compareVersions(since, first) <= 0
  if (until === undefined) return isFromFirst ? 'every release' : `Xen ${since} and later`
  const last = xenVersions.findLast((version) => compareVersions(version, until) < 0)
  if (last === undefined) return 'no release'
  if (isFromFirst) return `Xen up to ${last}`
  return last === since ? `Xen ${last}` : `Xen ${since} to ${last}`
}

const guestNames: Readonly<Record<GuestType, string>> = { hvm: 'HVM', pv: 'PV', pvh: 'PVH' }

function inGuests(guests: readonly GuestType[]): string {
  return guests.map((guest) => guestNames[guest]).join(', ')
}

function inDeprecation({ deprecated }: Option, table: string): string | undefined {
  if (!deprecated) return undefined
  const facts = [
    deprecated.since && `from Xen ${deprecated.since}`,
    deprecated.use && `use ${code(deprecated.use)}`,
    deprecated.said && `${programOf(table)} says: ${code(deprecated.said)}`
  ]
  return facts.filter(Boolean).join('; ')
}

const slips: Readonly<Record<Slip, string>> = {
  list: 'a list',
  single: 'a single value',
  number: 'text that is no number',
  word: 'another word',
  bounds: 'a number out of bounds',
  form: 'a text that looks otherwise'
}

function inSlip(slip: Slip, { kind }: ValueType): string {
  return slip === 'number' && kind === 'flag' ? 'a word such as `yes`' : slips[slip]
}

const outcomesInOrder: readonly Outcome[] = ['refused', 'warned', 'silent']

const outcomes: Readonly<Record<Outcome, string>> = {
  warned: 'warns and goes on as if it were not there',
  silent: 'goes on as if it were not there, without a word',
  refused: 'stops'
}

function inOutcomes({ name, type, wrong = {}, until }: Option, table: string): string | undefined {
  if (until === xenVersions[0]) return undefined
  const reader = readerOf(table)
  const told = xlTables.includes(table) ? { ...usual(type), ...wrong } : wrong
  const slipsOf = (outcome: Outcome): string =>
    Object.entries(told)
      .filter(([, each]) => each === outcome)
      .map(([slip]) => inSlip(slip as Slip, type))
      .join(' or ')
  const said = outcomesInOrder.flatMap((outcome) => {
    const slip = slipsOf(outcome)
    return slip ? [`at ${slip} ${programOf(table)} ${outcomes[outcome]}`] : []
  })
  const kind = reader?.remarks && xenWordList(name, xenVersions.at(-1) ?? '') ? 'choice' : type.kind
  return [...said, reader?.wrong?.[kind] ?? ''].filter(Boolean).join('; ') || undefined
}

const xlTables = ['xl-cfg', 'xl-conf']

// What xl does with every value of another kind, unless the row says otherwise.
function usual(type: ValueType): Partial<Record<Slip, Outcome>> {
  switch (type.kind) {
    case 'flag':
    case 'integer':
      return { list: 'warned', number: 'warned' }
    case 'list':
      return { single: 'warned' }
    case 'either':
      return type.of.some(({ kind }) => kind === 'list') ? {} : { list: 'warned' }
    case 'choice':
    case 'size':
    case 'spec':
    case 'string':
      return { list: 'warned' }
  }
}

// What a stretch of releases does otherwise; of the newest one that is asked about the row itself says it.
function changesOf({ changes = [] }: Option, releases: readonly XenVersion[]): string[] {
  const newest = releases.at(-1)
  if (newest === undefined) return changes.flatMap((change) => inChange(change))
  return changes
    .filter((change) => releases.some((xen) => within(change, xen)))
    .flatMap((change) => {
      const own = within(change, newest) ? { ...spanOf(change), notes: change.notes ?? [] } : change
      return inChange(
        own,
        releases.every((xen) => within(change, xen))
      )
    })
}

type Change = NonNullable<Option['changes']>[number]

function inChange(change: Change, isForAll = false): string[] {
  const { type, default: value, guests, syntax, notes } = change
  const what = [
    type && inType(type),
    syntax && marked(syntax),
    value && `by default ${value}`,
    guests && `read for ${inGuests(guests)} guests`,
    ...(notes ?? [])
  ].filter((each) => each !== undefined)
  if (what.length === 0) return []
  const text = what.join(', ').replace(/\.?$/, '.')
  return [
    isForAll ? text.replace(/^[a-z]/, (letter) => letter.toUpperCase()) : `${inReleases(change)}: ${text}`
  ]
}

function spanOf({ since, until }: Span): Span {
  return { ...(since ? { since } : {}), ...(until ? { until } : {}) }
}
