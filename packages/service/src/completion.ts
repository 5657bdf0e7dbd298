import {
  type InterfaceOption,
  type Item,
  type Option,
  option,
  specificationOf,
  table,
  type ValueType
} from '@xenlint/catalogue'
import { writingOf } from '@xenlint/formats'
import { type Cursor, cursorAt } from './cursor.js'
import { guestOf } from './guest.js'
import { optionDoc, parameterMarkdown } from './hover.js'
import { insideAt } from './inside.js'
import { type Completion, isFor, isRead, offer, short, type Topic, words } from './offers.js'
import { commandLineOf, wordsOf } from './part.js'
import type { Snapshot } from './snapshot.js'
import { stringOffers } from './string-offers.js'

/** What may stand at an offset, the likeliest first. */
export function completions(snapshot: Snapshot, file: string, offset: number): readonly Completion[] {
  const cursor = cursorAt(snapshot, file, offset)
  const text = snapshot.input.files.get(file)?.text ?? ''
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
  const rows = readRows(format.table, snapshot).filter(
    (row) =>
      (row.name === setting?.name || !set.has(row.name) || format.table === 'interfaces') &&
      (format.table !== 'interfaces' || suits(row, method)) &&
      isFor(row.guests, guest)
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

function valueOffers(
  snapshot: Snapshot,
  file: string,
  cursor: Cursor & { at: 'value' },
  text: string,
  offset: number
): Completion[] {
  const { setting, start, end } = cursor
  const format = snapshot.format(file)
  if (!format) return []
  const commandLine = commandLineOf(setting.name)
  if (commandLine) return commandWords(snapshot, commandLine, text.slice(start, end), start, offset)
  const row = option(format.table, setting.name)
  // Alone, `viridian` is yes or no; only in a list it is words.
  const isFlag =
    !cursor.listed && row?.type.kind === 'either' && row.type.of.some(({ kind }) => kind === 'flag')
  if (!isFlag && format.inside?.(setting.name)) {
    const inside = insideAt(snapshot, file, cursor, offset)
    return inside ? stringOffers({ snapshot, file, option: setting.name, table: format.table }, inside) : []
  }
  const quotes = writingOf(format.id)?.quoted && !cursor.quote ? '"' : ''
  const gap = { start, end, quotes }
  return row ? words(itemOf(row.type, cursor.listed), snapshot, gap, guestOf(snapshot, file)) : []
}

function commandWords(
  snapshot: Snapshot,
  tableId: string,
  content: string,
  start: number,
  offset: number
): Completion[] {
  const parts = wordsOf(content, start)
  const part = parts.find((each) => each.start <= offset && offset <= each.end)
  if (part?.valueStart !== undefined && offset >= part.valueStart) {
    const row = option(tableId, part.name)
    if (row?.items)
      return itemOffers(snapshot, row.items, content, { ...part, start: part.valueStart }, start, offset)
    return row ? words(row.type, snapshot, { start: part.valueStart, end: part.end, quotes: '' }) : []
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

/** The parts that a value of commas may hold yet; one that takes an amount keeps that which stands there. */
function itemOffers(
  snapshot: Snapshot,
  items: readonly Item[],
  content: string,
  value: { readonly start: number; readonly end: number },
  base: number,
  offset: number
): Completion[] {
  const text = content.slice(value.start - base, value.end - base)
  const at = offset - value.start
  const from = text.lastIndexOf(',', at - 1) + 1
  const comma = text.indexOf(',', at)
  const part = text.slice(from, comma < 0 ? text.length : comma)
  const others = [...text.slice(0, from).split(','), ...text.slice(from + part.length).split(',')]
  const head = /^[^:=]*[:=]?/.exec(part)?.[0] ?? ''
  const start = value.start + from
  // An amount is nobody's to guess; before one, its name may go.
  const isAmount = /^[0-9]/.test(part)
  if (at > from && (isAmount || (/[:=]$/.test(head) && at >= from + head.length))) return []
  return items
    .filter((item) => isRead(item, snapshot) && !others.some((other) => other.startsWith(item.word)))
    .map(({ word, says = '' }) =>
      offer(word, says, { start, end: start + (isAmount ? 0 : head.length), quotes: '' })
    )
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
