import { foreign, option, type Parameter, specificationOf } from '@xenlint/catalogue'
import { type Cursor, cursorAt } from './cursor.js'
import { type Inside, insideAt } from './inside.js'
import { meaningOf } from './meaning.js'
import { commandLineOf, parameterOf, wordOf, wordsOf } from './part.js'
import { inReleases, inType, optionMarkdown } from './render.js'
import type { Snapshot } from './snapshot.js'
import { standsAlone } from './stands-alone.js'
import { wordMeaning } from './word-meaning.js'

/** What is to be said of a stretch of text, as Markdown. */
export interface Hover {
  readonly start: number
  readonly end: number
  readonly markdown: string
}

export function hover(snapshot: Snapshot, file: string, offset: number): Hover | undefined {
  const cursor = cursorAt(snapshot, file, offset)
  const format = snapshot.format(file)
  if (cursor.at === 'nothing' || !format || !cursor.setting) return undefined
  const text = snapshot.input.files.get(file)?.text ?? ''
  const { start, end, setting } = cursor
  if (cursor.at === 'value') {
    const inside = insideValue(cursor, text, offset, snapshot, file)
    if (inside) return inside
  }
  const markdown = optionDoc(snapshot, format.table, setting.name)
  const reading = cursor.at === 'value' ? readingOf(cursor, text, format.table) : undefined
  return markdown ? { start, end, markdown: reading ? `${reading}\n\n${markdown}` : markdown } : undefined
}

/** What there is to say of an option, as the releases of the target read it. */
export function optionDoc(snapshot: Snapshot, table: string, name: string): string | undefined {
  const row = option(table, name)
  const releases = snapshot.target.releases.map(({ xen }) => xen)
  if (row) return optionMarkdown(row, table, releases)
  const stranger = foreign(table, name)
  if (!stranger) return undefined
  const instead = stranger.use ? ` \`${stranger.use}\` takes its place.` : ''
  return `**\`${name}\`** belongs to ${stranger.tool}; nothing else reads it.${instead}`
}

function insideValue(
  cursor: Cursor & { at: 'value' },
  text: string,
  offset: number,
  snapshot: Snapshot,
  file: string
): Hover | undefined {
  const { setting, start, end } = cursor
  const inside = insideAt(snapshot, file, cursor, offset)
  if (inside) return partHover(inside, setting.name, snapshot)
  const table = commandLineOf(setting.name)
  if (!table) return undefined
  const word = wordsOf(text.slice(start, end), start).find(
    (each) => each.start <= offset && offset <= each.end
  )
  const row = word && wordOf(table, word)
  const markdown = row && optionDoc(snapshot, table, row.name)
  if (!word || !markdown) return undefined
  const meaning = wordMeaning(word.name, text.slice(word.valueStart ?? word.end, word.end), snapshot)
  return { start: word.start, end: word.end, markdown: meaning ? `${meaning}\n\n${markdown}` : markdown }
}

function partHover(inside: Inside, option: string, snapshot: Snapshot): Hover | undefined {
  const { specification, part, place } = inside
  if (!part) return undefined
  const parameter = parameterOf(specification, part)
  const meaning = meaningOf(inside, part, snapshot)
  const isSpelled = parameter !== undefined && part.type !== 'address'
  if (!isSpelled && !meaning) return undefined
  const title = isSpelled ? parameterMarkdown(parameter, option) : `**\`${part.name}\`** inside \`${option}\``
  return {
    ...place(part.start, part.end),
    markdown: isSpelled ? [meaning, title].filter(Boolean).join('\n\n') : `${title}\n\n${meaning}`
  }
}

/** A name inside a string of an option, as Markdown. */
export function parameterMarkdown(parameter: Parameter, option: string): string {
  const {
    name,
    type,
    default: otherwise,
    required,
    guests,
    since,
    until,
    deprecated,
    secret,
    note
  } = parameter
  const language = specificationOf(option)
  const facts = [
    !(language && standsAlone(language, name)) &&
      `value: ${inType(type)}${secret ? '; a secret, which is never shown' : ''}`,
    otherwise && `default: ${otherwise}`,
    required && 'needed',
    guests && `guests: ${guests.map((guest) => guest.toUpperCase()).join(', ')}`,
    (since || until) && `read by: ${inReleases(parameter)}`,
    deprecated && `deprecated${deprecated.use ? `; use \`${deprecated.use}\`` : ''}`
  ].filter(Boolean)
  return [
    `**\`${name}\`** inside \`${option}\``,
    facts.map((fact) => `- ${fact}`).join('\n'),
    ...(note ? [note] : [])
  ]
    .filter(Boolean)
    .join('\n\n')
}

// Where the reader takes something else than what stands there, or the number is easier to grasp in another unit.
function readingOf(
  { value, setting, start, end }: Cursor & { at: 'value' },
  text: string,
  table: string
): string | undefined {
  const row = option(table, setting.name)
  if (value.kind !== 'text' || row?.secret) return undefined
  const item = row?.items?.find(({ word, says }) => word === value.text && says)
  const says = item?.says ?? (row?.type.kind === 'choice' ? row.type.says?.[value.text] : undefined)
  if (says) return `\`${value.text}\`: ${says}.`
  if (row?.type.kind === 'integer' && row.type.unit === 'MiB') {
    const gibibytes = Number(value.text) / 1024
    return gibibytes >= 1 ? `\`${value.text}\` MiB are ${Math.round(gibibytes * 100) / 100} GiB.` : undefined
  }
  const written = text.slice(start, end)
  return written === value.text ? undefined : `Reads as \`${value.text}\`.`
}
