import { foreign, option, optionAt, type Parameter } from '@xenlint/catalogue'
import { type Cursor, cursorAt } from './cursor.js'
import { commandLineOf, parameterOf, partsOf, specificationOf, wordOf } from './part.js'
import { inReleases, inType, optionMarkdown } from './render.js'
import type { Snapshot } from './snapshot.js'

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
    const inside = insideValue(cursor, text, offset, snapshot)
    if (inside) return inside
  }
  const markdown = optionDoc(snapshot, format.table, setting.name)
  const reading = cursor.at === 'value' ? readingOf(cursor, text, format.table) : undefined
  return markdown ? { start, end, markdown: reading ? `${reading}\n\n${markdown}` : markdown } : undefined
}

/** What there is to say of an option, as the newest release of the target reads it. */
export function optionDoc(snapshot: Snapshot, table: string, name: string): string | undefined {
  const row = option(table, name)
  const newest = snapshot.target.releases.at(-1)
  if (row) return optionMarkdown(newest ? optionAt(row, newest.xen) : row, table)
  const stranger = foreign(table, name)
  if (!stranger) return undefined
  const instead = stranger.use ? ` \`${stranger.use}\` takes its place.` : ''
  return `**\`${name}\`** belongs to ${stranger.tool}; nothing else reads it.${instead}`
}

function insideValue(
  { setting, start, end }: Cursor & { at: 'value' },
  text: string,
  offset: number,
  snapshot: Snapshot
): Hover | undefined {
  const content = text.slice(start, end)
  const language = specificationOf(setting.name)
  if (language?.parameters) {
    const parts = partsOf(content, start, language.separator ?? ',')
    const part = parts.find((each) => each.start <= offset && offset <= each.end)
    const parameter = part && parameterOf(language, parts, part)
    return part && parameter
      ? { start: part.start, end: part.end, markdown: parameterMarkdown(parameter, setting.name) }
      : undefined
  }
  const table = commandLineOf(setting.name)
  if (!table) return undefined
  const word = partsOf(content, start, ' ').find((each) => each.start <= offset && offset <= each.end)
  const row = word && wordOf(table, word)
  const markdown = row && optionDoc(snapshot, table, row.name)
  return word && markdown ? { start: word.start, end: word.end, markdown } : undefined
}

/** A name inside a string of an option, as Markdown. */
export function parameterMarkdown(parameter: Parameter, option: string): string {
  const { name, type, default: otherwise, required, since, until, deprecated, note } = parameter
  const facts = [
    `value: ${inType(type)}`,
    otherwise && `default: ${otherwise}`,
    required && 'needed',
    (since || until) && `read by: ${inReleases(parameter)}`,
    deprecated && `deprecated${deprecated.use ? `; use \`${deprecated.use}\`` : ''}`
  ].filter(Boolean)
  return [
    `**\`${name}\`** inside \`${option}\``,
    facts.map((fact) => `- ${fact}`).join('\n'),
    ...(note ? [note] : [])
  ].join('\n\n')
}

// Where the reader takes something else than what stands there, or the number is easier to grasp in another unit.
function readingOf(
  { value, setting, start, end }: Cursor & { at: 'value' },
  text: string,
  table: string
): string | undefined {
  const row = option(table, setting.name)
  if (value.kind !== 'text' || row?.secret) return undefined
  if (row?.type.kind === 'integer' && row.type.unit === 'MiB') {
    const gibibytes = Number(value.text) / 1024
    return gibibytes >= 1 ? `\`${value.text}\` MiB are ${Math.round(gibibytes * 100) / 100} GiB.` : undefined
  }
  const written = text.slice(start, end)
  return written === value.text ? undefined : `Reads as \`${value.text}\`.`
}
