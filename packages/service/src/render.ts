import type { GuestType, Option, Outcome, Slip, Span, ValueType } from '@xenlint/catalogue'

/** What is to be said of an option; backticks mark what is written as it stands. */
export interface Description {
  readonly name: string
  readonly summary: string
  /** A word, and what it says of the option: `value`, `default`, `read by`. */
  readonly facts: readonly (readonly [label: string, text: string])[]
  readonly notes: readonly string[]
  readonly example?: string
}

export function describe(row: Option): Description {
  const facts: [string, string | undefined][] = [
    ['value', inType(row.type) + (row.secret ? '; a secret, which is never shown' : '')],
    ['written as', row.syntax && code(row.syntax)],
    ['default', row.default],
    ['read by', inReleases(row)],
    ['guests', row.guests && inGuests(row.guests)],
    ['effect on', row.effect && inGuests(row.effect)],
    ['machines', row.arch?.join(', ')],
    ['deprecated', inDeprecation(row)],
    ['instead', row.replacement && named(row.replacement)],
    ['exactly', row.becomes?.map(inForm).join('; ')],
    ['else', inOutcomes(row)],
    ['not with', row.conflicts?.join('; ')],
    ['needs', row.requires?.join('; ')],
    [
      'seen in',
      row.proof === 'oracle' ? 'the real programs of Xen 4.14, 4.17 and 4.20' : row.sources.join(', ')
    ]
  ]
  return {
    name: row.name,
    summary: row.summary,
    facts: facts.flatMap(([label, text]) => (text ? [[label, text] as const] : [])),
    notes: [...(row.notes ?? []), ...(row.changes ?? []).flatMap(inChange)],
    ...(row.example ? { example: row.example } : {})
  }
}

/** An option as Markdown, for editors. */
export function optionMarkdown(row: Option, language: string): string {
  const { name, summary, facts, notes, example } = describe(row)
  const parts = [
    `**${code(name)}** – ${summary}`,
    facts.map(([label, text]) => `- ${label}: ${text}`).join('\n')
  ]
  if (notes.length > 0) parts.push(notes.join('  \n'))
  if (example) parts.push(`\`\`\`${language}\n${example}\n\`\`\``)
  return parts.join('\n\n')
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

function code(text: string): string {
  return `\`${text}\``
}

/** What a value may be, in words. */
export function inType(type: ValueType): string {
  switch (type.kind) {
    case 'flag':
      return '0 or 1'
    case 'integer':
      return ['a whole number', type.unit && `in ${type.unit}`, inBounds(type)].filter(Boolean).join(', ')
    case 'size':
      return type.unit ? `a size, in ${type.unit} where it has no unit` : 'a size'
    case 'string':
      return 'a text'
    case 'choice': {
      const words = `${type.of
        .filter(Boolean)
        .map((word) => code(word) + inBrackets(type.spans?.[word]))
        .join(', ')}`
      const match = { 'any-case': ', in upper or lower case', prefix: ', or a beginning of one' }
      return `one of ${words}${type.match ? match[type.match] : ''}`
    }
    case 'list':
      return `a list; each item ${inType(type.of)}`
    case 'spec':
      return `a text written as ${code(type.language)}`
    case 'either':
      return type.of.map(inType).join(', or ')
  }
}

function inBounds({ min, max }: { min?: number; max?: number }): string | undefined {
  if (min === undefined) return max === undefined ? undefined : `at most ${max}`
  return max === undefined ? `at least ${min}` : `from ${min} to ${max}`
}

function inBrackets(span: Span | undefined): string {
  if (!span) return ''
  if (span.since && span.until) return ` (from Xen ${span.since}, before ${span.until})`
  return span.since ? ` (from Xen ${span.since})` : ` (before Xen ${span.until})`
}

/** The releases of a span, in words. */
export function inReleases({ since, until }: Span): string {
  if (since && until) return `Xen ${since} and later, before ${until}`
  if (until) return `Xen before ${until}`
  return since ? `Xen ${since} and later` : 'every release'
}

const guestNames: Readonly<Record<GuestType, string>> = { hvm: 'HVM', pv: 'PV', pvh: 'PVH' }

function inGuests(guests: readonly GuestType[]): string {
  return guests.map((guest) => guestNames[guest]).join(', ')
}

function inDeprecation({ deprecated }: Option): string | undefined {
  if (!deprecated) return undefined
  const facts = [
    deprecated.since && `from Xen ${deprecated.since}`,
    deprecated.use && `use ${code(deprecated.use)}`,
    deprecated.said && `it says: ${deprecated.said}`
  ]
  return facts.filter(Boolean).join('; ')
}

const slips: Readonly<Record<Slip, string>> = {
  list: 'a list',
  single: 'a single value',
  number: 'no number',
  word: 'another word',
  bounds: 'a number out of bounds',
  form: 'a text that looks otherwise'
}

const outcomes: Readonly<Record<Outcome, string>> = {
  warned: 'the reader warns and goes on without it',
  silent: 'the reader goes on without it and says nothing',
  refused: 'the reader stops'
}

function inOutcomes({ wrong = {}, proof }: Option): string | undefined {
  if (proof !== 'oracle' && Object.keys(wrong).length === 0) return undefined
  const said = Object.entries(wrong).map(
    ([slip, outcome]) => `at ${slips[slip as Slip]} ${outcomes[outcome as Outcome]}`
  )
  return said.length > 0 ? said.join('; ') : `at a value of another kind ${outcomes.warned}`
}

function inChange({
  since,
  until,
  type,
  default: value,
  guests,
  syntax,
  notes
}: Exclude<Option['changes'], undefined>[number]): string[] {
  const what = [
    type && inType(type),
    syntax && code(syntax),
    value && `by default ${value}`,
    guests && `read for ${inGuests(guests)} guests`,
    ...(notes ?? [])
  ].filter((each) => each !== undefined)
  if (what.length === 0) return []
  return [
    `${inReleases({ ...(since ? { since } : {}), ...(until ? { until } : {}) })}: ${what.join(', ')}.`.replace(
      /\.\.$/,
      '.'
    )
  ]
}
