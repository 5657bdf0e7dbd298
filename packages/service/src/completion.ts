import {
  type InterfaceOption,
  type Option,
  option,
  type Parameter,
  type Span,
  table,
  type ValueType,
  within
} from '@xenlint/catalogue'
import { writingOf } from '@xenlint/formats'
import { type Cursor, cursorAt } from './cursor.js'
import { optionDoc, parameterMarkdown } from './hover.js'
import { commandLineOf, parameterOf, partsOf, specificationOf } from './part.js'
import { inType } from './render.js'
import type { Snapshot } from './snapshot.js'

/** Something that may be written at an offset. */
export interface Completion {
  readonly label: string
  readonly kind: 'option' | 'parameter' | 'value' | 'name'
  /** What it takes, in a few words. */
  readonly detail: string
  /** The range that it replaces. */
  readonly start: number
  readonly end: number
  readonly before: string
  /** Behind the place where one goes on writing. */
  readonly behind: string
  readonly deprecated: boolean
  /** What there is to read of it: asked for when it is looked at. */
  readonly topic?: Topic
}

/** The name of something that can be explained. */
export interface Topic {
  readonly table: string
  readonly name: string
  /** Set for a name inside a string of the option. */
  readonly parameter?: string
}

/** What may stand at an offset, the likeliest first. */
export function completions(snapshot: Snapshot, file: string, offset: number): readonly Completion[] {
  const cursor = cursorAt(snapshot, file, offset)
  const text = snapshot.input.files.get(file)?.text ?? ''
  if (cursor.at === 'name') return names(snapshot, file, cursor, text)
  if (cursor.at === 'value') return insideValue(snapshot, file, cursor, text, offset)
  return []
}

/** What there is to read of a completion. */
export function explain(snapshot: Snapshot, { table: tableId, name, parameter }: Topic): string | undefined {
  if (parameter === undefined) return optionDoc(snapshot, tableId, name)
  const row = specificationOf(name)?.parameters?.find((each) => each.name === parameter)
  return row && parameterMarkdown(row, name)
}

function names(
  snapshot: Snapshot,
  file: string,
  { start, end, setting }: Cursor & { at: 'name' },
  text: string
): Completion[] {
  const format = snapshot.format(file)
  const writing = format && writingOf(format.id)
  if (!format || !writing) return []
  const set = new Set(snapshot.settings(file).map(({ name }) => name))
  const method = methodAt(text, start)
  const rows = readRows(format.table, snapshot).filter(
    (row) =>
      (row.name === setting?.name || !set.has(row.name) || format.table === 'interfaces') &&
      (format.table !== 'interfaces' || suits(row, method))
  )
  // A name that has its value already is only changed for another.
  const bare = /^[ \t]*(?:\+?=|\S)/.test(text.slice(end).split(/[\r\n]/, 1)[0] ?? '')
  const opened = format.id !== 'xend-config' || text[start - 1] === '(' ? '' : '('
  return rows.map((row) => {
    const [open, close] = bare || !writing.quoted ? ['', ''] : brackets(row.type)
    return {
      label: row.name,
      kind: 'option',
      detail: short(row.type),
      start,
      end,
      before: opened + row.name + (bare ? '' : writing.assignment + open),
      behind: bare ? '' : close + (opened ? writing.closing : ''),
      deprecated: row.deprecated !== undefined,
      topic: { table: format.table, name: row.name }
    }
  })
}

function insideValue(
  snapshot: Snapshot,
  file: string,
  cursor: Cursor & { at: 'value' },
  text: string,
  offset: number
): Completion[] {
  const { setting, start, end } = cursor
  const format = snapshot.format(file)
  if (!format) return []
  const content = text.slice(start, end)
  const commandLine = commandLineOf(setting.name)
  if (commandLine) return commandWords(snapshot, commandLine, content, start, offset)
  const language = specificationOf(setting.name)
  if (!language?.parameters) {
    const row = option(format.table, setting.name)
    const quotes = writingOf(format.id)?.quoted && !cursor.quote ? '"' : ''
    return row ? words(itemOf(row.type, cursor.listed), snapshot, start, end, quotes) : []
  }
  if (!cursor.quote) return []
  const parts = partsOf(content, start, language.separator ?? ',')
  const part = parts.find((each) => each.start <= offset && offset <= each.end)
  const from = part?.start ?? offset
  if (part?.valueStart !== undefined && offset >= part.valueStart) {
    const parameter = parameterOf(language, parts, part)
    const known = parameter ? words(parameter.type, snapshot, part.valueStart, part.end, '') : []
    return [...known, ...namesOfHost(part.name, snapshot, part.valueStart, part.end)]
  }
  const used = new Set(parts.filter((each) => each !== part).map(({ name }) => name))
  return language.parameters
    .filter((parameter) => isRead(parameter, snapshot) && !used.has(parameter.name))
    .map((parameter) =>
      parameterOffer(parameter, setting.name, format.table, from, part, language.positional !== undefined)
    )
}

function parameterOffer(
  parameter: Parameter,
  name: string,
  tableId: string,
  from: number,
  part: { readonly end: number; readonly valueStart?: number } | undefined,
  bareFlags: boolean
): Completion {
  // Only a string with places of its own takes `cdrom` for `cdrom=1`.
  const assigned = part?.valueStart !== undefined || (bareFlags && parameter.type.kind === 'flag') ? '' : '='
  return {
    label: parameter.name,
    kind: 'parameter',
    detail: short(parameter.type),
    start: from,
    end: part?.valueStart === undefined ? (part?.end ?? from) : part.valueStart - 1,
    before: parameter.name + assigned,
    behind: '',
    deprecated: parameter.deprecated !== undefined,
    topic: { table: tableId, name, parameter: parameter.name }
  }
}

function commandWords(
  snapshot: Snapshot,
  tableId: string,
  content: string,
  start: number,
  offset: number
): Completion[] {
  const parts = partsOf(content, start, ' ')
  const part = parts.find((each) => each.start <= offset && offset <= each.end)
  if (part?.valueStart !== undefined && offset >= part.valueStart) {
    const row = option(tableId, part.name)
    return row ? words(row.type, snapshot, part.valueStart, part.end, '') : []
  }
  const used = new Set(parts.filter((each) => each !== part).map(({ name }) => name))
  return table(tableId)
    .filter((row) => isRead(row, snapshot) && !used.has(row.name))
    .map((row) => ({
      label: row.name,
      kind: 'option',
      detail: short(row.type),
      start: part?.start ?? offset,
      end: part?.valueStart === undefined ? (part?.end ?? offset) : part.valueStart - 1,
      before: row.name + (row.type.kind === 'flag' || part?.valueStart !== undefined ? '' : '='),
      behind: '',
      deprecated: row.deprecated !== undefined,
      topic: { table: tableId, name: row.name }
    }))
}

function words(
  type: ValueType,
  snapshot: Snapshot,
  start: number,
  end: number,
  quotes: string
): Completion[] {
  const offer = (label: string, detail: string, quote: string): Completion => ({
    label,
    kind: 'value',
    detail,
    start,
    end,
    before: quote + label + quote,
    behind: '',
    deprecated: false
  })
  switch (type.kind) {
    case 'flag':
      return [offer('1', 'yes', ''), offer('0', 'no', '')]
    case 'choice':
      return type.of
        .filter((word) => word !== '' && isRead(type.spans?.[word] ?? {}, snapshot))
        .map((word) => offer(word, '', quotes))
    case 'either':
      return type.of.flatMap((each) => words(each, snapshot, start, end, quotes))
    case 'integer':
    case 'list':
    case 'size':
    case 'spec':
    case 'string':
      return []
  }
}

/** What the other files of the host call by a name: the bridges that `/etc/network/interfaces` makes. */
function namesOfHost(parameter: string, snapshot: Snapshot, start: number, end: number): Completion[] {
  if (parameter !== 'bridge') return []
  const bridges = new Set<string>()
  for (const [file, { format }] of snapshot.input.files) {
    if (format !== 'interfaces') continue
    for (const { name, section } of snapshot.settings(file))
      if (/^bridge[-_]ports$/.test(name) && section?.words[0]) bridges.add(section.words[0].text)
  }
  return [...bridges].sort().map((label) => ({
    label,
    kind: 'name',
    detail: 'a bridge of this host',
    start,
    end,
    before: label,
    behind: '',
    deprecated: false
  }))
}

function itemOf(type: ValueType, listed: boolean): ValueType {
  if (!listed) return type
  if (type.kind === 'list') return type.of
  const list = type.kind === 'either' ? type.of.find(({ kind }) => kind === 'list') : undefined
  return list?.kind === 'list' ? list.of : type
}

function brackets(type: ValueType): readonly [string, string] {
  switch (type.kind) {
    case 'list': {
      const [open, close] = brackets(type.of)
      return [`[ ${open}`, `${close} ]`]
    }
    case 'choice':
    case 'spec':
    case 'string':
      return ['"', '"']
    case 'either':
    case 'flag':
    case 'integer':
    case 'size':
      return ['', '']
  }
}

function short(type: ValueType): string {
  const words = inType(type).replaceAll('`', '')
  return words.length > 60 ? `${words.slice(0, 59)}…` : words
}

/** The rows that the target reads; all of a table that is read by none of it any more, such as xend's. */
function readRows(tableId: string, snapshot: Snapshot): readonly Option[] {
  const rows = table(tableId).filter((row) => isRead(row, snapshot))
  return rows.length > 0 ? rows : table(tableId)
}

/** True where a release of the target reads it. */
function isRead(span: Span, { target }: Snapshot): boolean {
  return target.releases.some(({ xen }) => within(span, xen))
}

/** The family and method of the `iface` line above, `inet static`. */
function methodAt(text: string, offset: number): string | undefined {
  const stanza = text
    .slice(0, offset)
    .match(/^[ \t]*(?:iface|auto|mapping|source\S*|allow-\S+)\b.*$/gm)
    ?.at(-1)
  return /^\s*iface\s+\S+\s+(\S+)\s+(\S+)/
    .exec(stanza ?? '')
    ?.slice(1, 3)
    .join(' ')
}

function suits(row: Option, method: string | undefined): boolean {
  const { methods } = row as InterfaceOption
  return method !== undefined && (methods?.includes(method) ?? true)
}
