import { joinMaps, toSource, type ValueMap, type XlSetting, type XlValue } from '@xenlint/syntax'
import type { Origin } from '../origin.js'
import type { Setting } from '../setting.js'
import type { Text, Value } from '../value.js'
import type { Piece, XlText } from './piece.js'

/** Where in the file the pieces of values stand: through quotes, escapes and `+=`. */
export interface Places {
  of(piece: Piece): Origin | undefined
  /** The setting of the file that libxlu stored so. */
  settingOf(stored: XlSetting): Setting | undefined
}

/** Ties what libxlu stored to what was written; both stand in the order of the file. */
export function placesOf(stored: readonly XlSetting[], written: readonly Setting[]): Places {
  const texts = new Map<XlText, Text>()
  const settings = new Map<XlSetting, Setting>()
  const latest = new Map<string, XlSetting>()
  const lists = new Map<string, Value[]>()
  stored.forEach((setting, index) => {
    const other = written[index]
    if (other?.name !== setting.name) return
    settings.set(setting, other)
    const before = setting.operation === 'add' ? latest.get(setting.name) : undefined
    if (other.value.kind === 'list') {
      const items = (before && lists.get(setting.name)) ?? []
      for (const item of other.value.items) items.push(item)
      lists.set(setting.name, items)
      tie(setting.value, { ...other.value, items }, undefined, texts)
    } else tie(setting.value, other.value, before?.value, texts)
    latest.set(setting.name, setting)
  })
  return { of: (piece) => originIn(piece, texts), settingOf: (setting) => settings.get(setting) }
}

// What `+=` adds stands behind what was there before; the last list of a name holds the items of all.
function tie(stored: XlValue, written: Value, before: XlValue | undefined, texts: Map<XlText, Text>): void {
  if (stored.kind === 'text' && written.kind === 'text') {
    const known = before?.kind === 'text' ? texts.get(before) : undefined
    const map: ValueMap = known ? joinMaps(known.map, written.map) : written.map
    texts.set(stored, { ...written, text: stored.text, map })
  }
  if (stored.kind !== 'list' || written.kind !== 'list') return
  stored.items.forEach((item, index) => {
    const other = written.items[index]
    if (other) tie(item, other, undefined, texts)
  })
}

function originIn({ value, start, text }: Piece, texts: Map<XlText, Text>): Origin | undefined {
  const known = texts.get(value)
  if (!known) return undefined
  const range =
    text === '' ? undefined : toSource(known.map, start, Math.min(start + text.length, known.text.length))
  return range ? { file: known.origin.file, start: range.start, end: range.end } : known.origin
}
