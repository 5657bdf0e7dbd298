import { writingOf } from '@xenlint/formats'
import type { Setting, Value } from '@xenlint/model'
import { leafAt } from '@xenlint/syntax'
import type { Snapshot } from './snapshot.js'

/** What stands at an offset, in words that no format owns. */
export type Cursor =
  /** A name, whole or begun; the range is what a better one would replace. */
  | { readonly at: 'name'; readonly start: number; readonly end: number; readonly setting?: Setting }
  /** Inside a value, or where one is wanted; the range is its content, without quotes. */
  | {
      readonly at: 'value'
      readonly start: number
      readonly end: number
      readonly setting: Setting
      /** The quote that holds it; empty where there is none. */
      readonly quote: string
      /** True for an item of a list. */
      readonly listed: boolean
      readonly value: Value
    }
  | { readonly at: 'nothing' }

export function cursorAt(snapshot: Snapshot, file: string, offset: number): Cursor {
  const text = snapshot.input.files.get(file)?.text
  const tree = snapshot.tree(file)
  if (text === undefined || !tree) return { at: 'nothing' }
  const settings = snapshot.settings(file)
  const named = settings.find(({ nameOrigin }) => holds(nameOrigin, offset) && nameOrigin.file === file)
  if (named) return { at: 'name', start: named.nameOrigin.start, end: named.nameOrigin.end, setting: named }
  const set = settings.findLast(
    ({ nameOrigin, origin, value }) =>
      origin.file === file &&
      nameOrigin.end < offset &&
      offset <= lineEnd(text, Math.max(origin.end, value.origin.end))
  )
  if (leafAt(tree, Math.max(0, offset - 1))?.type === 'comment') return { at: 'nothing' }
  const inside = set && valueAt(set, text, offset)
  if (inside) return inside
  const isWordy = writingOf(snapshot.format(file)?.id ?? '')?.assignment === ' '
  const another = set && isWordy && anotherWord(set, text, offset)
  if (another) return another
  return nameBegun(snapshot.format(file)?.id ?? '', text, offset)
}

function valueAt(setting: Setting, text: string, offset: number): Cursor | undefined {
  let value = setting.value
  let listed = false
  while (value.kind === 'list') {
    const item: Value | undefined = value.items.find(({ origin }) => holds(origin, offset))
    if (!item) return wantedItem(setting, value, text, offset)
    value = item
    listed = true
  }
  if (value.kind === 'unknown') return undefined
  const { start, end } = value.origin
  if (value.kind === 'absent') return unfinished(setting, value, listed, text, offset)
  if (!holds(value.origin, offset)) return undefined
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? ''
  if (!quote) return { at: 'value', start, end, setting, quote, listed, value }
  const closed = end - start > 1 && text[end - 1] === quote
  if (offset === start || (closed && offset === end)) return undefined
  return { at: 'value', start: start + 1, end: closed ? end - 1 : end, setting, quote, listed, value }
}

/** Behind a value that may have more words, on its line. */
function anotherWord(setting: Setting, text: string, offset: number): Cursor | undefined {
  const { value } = setting
  if (value.kind !== 'text' || !/^[ \t]+$/.test(text.slice(value.origin.end, offset))) return undefined
  return { at: 'value', start: offset, end: offset, setting, quote: '', listed: true, value }
}

/** Inside a list, where nothing stands yet: behind its bracket, or behind a comma. */
function wantedItem(setting: Setting, { origin }: Value, text: string, offset: number): Cursor | undefined {
  const isClosed = text[origin.end - 1] === ']'
  if (offset <= origin.start || (isClosed && offset >= origin.end)) return undefined
  const before = text.slice(origin.start, offset).replace(/#[^\r\n]*(?=[\r\n])/g, '')
  if (!/[[,]\s*$/.test(before)) return { at: 'nothing' }
  const value: Value = { kind: 'absent', origin: { file: origin.file, start: offset, end: offset } }
  return { at: 'value', start: offset, end: offset, setting, quote: '', listed: true, value }
}

/** `type = ` and nothing more, a bare word where a text is wanted, or a quote that nobody closed. */
function unfinished(
  setting: Setting,
  value: Value,
  listed: boolean,
  text: string,
  offset: number
): Cursor | undefined {
  const { start, end } = value.origin
  if (offset < start || text.slice(end, offset).trim()) return undefined
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? ''
  if (quote && offset === start) return undefined
  const from = quote ? start + 1 : start === end ? offset : start
  return { at: 'value', start: from, end: Math.max(end, offset), setting, quote, listed, value }
}

function nameBegun(format: string, text: string, offset: number): Cursor {
  const line = text.slice(
    Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1,
    offset
  )
  const match = writingOf(format)?.begun.exec(line)
  if (!match) return { at: 'nothing' }
  const rest = /^[\w.-]*/.exec(text.slice(offset))?.[0] ?? ''
  return { at: 'name', start: offset - (match[1] ?? '').length, end: offset + rest.length }
}

function holds({ start, end }: { readonly start: number; readonly end: number }, offset: number): boolean {
  return start <= offset && offset <= end
}

function lineEnd(text: string, offset: number): number {
  const end = /[\r\n]/.exec(text.slice(offset))
  return end ? offset + end.index : text.length
}
