import {
  type InterfaceOption,
  type Option,
  option,
  specificationOf,
  table,
  type ValueType
} from '@xenlint/catalogue'
import { writingOf } from '@xenlint/formats'
import { type Cursor, cursorAt } from './cursor.js'
import { guestOf } from './guest.js'
import { headingOffers } from './heading-offers.js'
import { hostOffers } from './host-offers.js'
import { optionDoc, parameterMarkdown } from './hover.js'
import { insideAt, insideNothing } from './inside.js'
import { itemOffers } from './item-offers.js'
import { likeliestFirst } from './likeliest.js'
import { type Completion, type Gap, hasWords, isFor, isRead, short, type Topic, words } from './offers.js'
import { oneSpelling } from './one-spelling.js'
import { commandLineOf, wordsOf } from './part.js'
import type { Snapshot } from './snapshot.js'
import { stringOffers } from './string-offers.js'

/** What may stand at an offset, the likeliest first. */
export function completions(snapshot: Snapshot, file: string, offset: number): readonly Completion[] {
  const text = snapshot.input.files.get(file)?.text ?? ''
  const heading = snapshot.format(file)?.id === 'interfaces' && headingOffers(snapshot, file, offset)
  if (heading) return heading
  const cursor = cursorAt(snapshot, file, offset)
  if (cursor.at === 'name') return names(snapshot, file, cursor, text)
  if (cursor.at === 'value') return valueOffers(snapshot, file, cursor, text, offset)
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
  const guest = guestOf(snapshot, file)
  const fitting = readRows(format.table, snapshot).filter(
    (row) =>
      (row.name === setting?.name || !set.has(row.name) || format.table === 'interfaces') &&
      (format.table !== 'interfaces' || suits(row, method)) &&
      isFor(row.guests, guest)
  )
  const spelled =
    format.table === 'interfaces' ? oneSpelling(fitting, [...set], text.slice(start, end)) : fitting
  const rows = likeliestFirst(format.table, spelled)
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
      ...(!bare && (row.items || hasWords(row.type)) ? { leadsOn: true as const } : {}),
      topic: { table: format.table, name: row.name }
    }
  })
}

function valueOffers(
  snapshot: Snapshot,
  file: string,
  cursor: Cursor & { at: 'value' },
  text: string,
  offset: number
): Completion[] {
  const { setting, start, end, value } = cursor
  const format = snapshot.format(file)
  if (!format) return []
  const commandLine = commandLineOf(setting.name)
  if (commandLine) return commandWords(snapshot, commandLine, text, { start, end }, offset)
  const row = option(format.table, setting.name)
  const isAnotherWord = value.kind === 'text' && start > value.origin.end
  if (isAnotherWord && row?.type.kind !== 'list') return []
  // Alone, `viridian` is yes or no; only in a list it is words.
  const isFlag =
    !cursor.listed && row?.type.kind === 'either' && row.type.of.some(({ kind }) => kind === 'flag')
  const writing = writingOf(format.id)
  // `type =` and no blank yet: the value brings it along.
  const blank = / =$/.test(text.slice(0, start)) ? (/ $/.exec(writing?.assignment ?? '')?.[0] ?? '') : ''
  // An item in front of another brings the comma along.
  const comma =
    writing?.quoted && cursor.listed && !cursor.quote && /^\s*["']/.test(text.slice(end)) ? ',' : ''
  if (!isFlag && format.inside?.(setting.name)) {
    const asked = { snapshot, file, option: setting.name, table: format.table }
    const inside = insideAt(snapshot, file, cursor, offset)
    if (inside) return stringOffers(asked, inside)
    const unquoted = row && !cursor.quote && insideNothing(setting.name, format.inside(setting.name), cursor)
    if (!unquoted) return []
    const [open, close] = cursor.listed ? ['"', '"'] : brackets(row.type, '"')
    return stringOffers(asked, unquoted).map((each) => around(each, blank + open, close + comma))
  }
  const quotes = writing?.quoted && !cursor.quote ? '"' : ''
  const named = hostOffers(
    snapshot,
    file,
    format.table,
    setting,
    wordAt({ start, end, quotes }, text, offset)
  )
  const known = row
    ? [
        ...itemOffers(snapshot, row, text, { start, end, quotes }, offset),
        ...words(itemOf(row.type, cursor.listed), snapshot, { start, end, quotes }, guestOf(snapshot, file))
      ]
    : []
  return [...named, ...known].map((each) => around(each, blank, comma))
}

function around(each: Completion, open: string, close: string): Completion {
  return { ...each, before: open + each.before, behind: each.behind + close }
}

// A value of several words is asked about the one at hand.
function wordAt({ start, end, quotes }: Gap, text: string, offset: number): Gap {
  if (quotes) return { start, end, quotes }
  const from = start + (/\S*$/.exec(text.slice(start, offset))?.index ?? 0)
  const to = offset + (/^\S*/.exec(text.slice(offset, end))?.[0].length ?? 0)
  return { start: from, end: Math.max(from, to), quotes }
}

function commandWords(
  snapshot: Snapshot,
  tableId: string,
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  offset: number
): Completion[] {
  const parts = wordsOf(text.slice(start, end), start)
  const part = parts.find((each) => each.start <= offset && offset <= each.end)
  if (part?.valueStart !== undefined && offset >= part.valueStart) {
    const row = option(tableId, part.name)
    const gap = { start: part.valueStart, end: part.end, quotes: '' }
    return row ? [...itemOffers(snapshot, row, text, gap, offset), ...words(row.type, snapshot, gap)] : []
  }
  const used = new Set(parts.filter((each) => each !== part).map(({ name }) => name))
  const rows = table(tableId).filter((row) => isRead(row, snapshot) && !used.has(row.name))
  return likeliestFirst(tableId, rows).map((row) => ({
    label: row.name,
    kind: 'option',
    detail: short(row.type),
    start: part?.start ?? offset,
    end: part?.valueStart === undefined ? (part?.end ?? offset) : part.valueStart - 1,
    before: row.name + (row.type.kind === 'flag' || part?.valueStart !== undefined ? '' : '='),
    behind: '',
    deprecated: row.deprecated !== undefined,
    ...(part?.valueStart === undefined && (row.items || row.type.kind === 'choice')
      ? { leadsOn: true as const }
      : {}),
    topic: { table: tableId, name: row.name }
  }))
}

function itemOf(type: ValueType, listed: boolean): ValueType {
  if (!listed) return type
  if (type.kind === 'list') return type.of
  const list = type.kind === 'either' ? type.of.find(({ kind }) => kind === 'list') : undefined
  return list?.kind === 'list' ? list.of : type
}

/** What stands around a value of a type; `otherwise`, where it may be more than one. */
function brackets(type: ValueType, otherwise = ''): readonly [string, string] {
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
      return [otherwise, otherwise]
    case 'flag':
    case 'integer':
    case 'size':
      return ['', '']
  }
}

/** The rows that the target reads; all of a table that is read by none of it any more, such as xend's. */
function readRows(tableId: string, snapshot: Snapshot): readonly Option[] {
  const rows = table(tableId).filter((row) => isRead(row, snapshot))
  return rows.length > 0 ? rows : table(tableId)
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
