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
  stored.forEach((setting, index) => {
    const other = written[index]
    if (other?.name !== setting.name) return
    settings.set(setting, other)
    const before = setting.operation === 'add' ? latest.get(setting.name) : undefined
    tie(setting.value, other.value, before?.value, texts)
    latest.set(setting.name, setting)
  })
  return { of: (piece) => originIn(piece, texts), settingOf: (setting) => settings.get(setting) }
}

/** What `+=` adds stands behind what was there before. */
function tie(stored: XlValue, written: Value, before: XlValue | undefined, texts: Map<XlText, Text>): void {
  if (stored.kind === 'text' && written.kind === 'text') {
    const known = before?.kind === 'text' ? texts.get(before) : undefined
    const map: ValueMap = known ? joinMaps(known.map, written.map) : written.map
    texts.set(stored, { ...written, text: stored.text, map })
  }
  if (stored.kind !== 'list' || written.kind !== 'list') return
  const first = before?.kind === 'list' ? before.items.length : 0
  written.items.forEach((item, index) => {
    const other = stored.items[first + index]
    if (other) tie(other, item, undefined, texts)
  })
}

function originIn({ value, start, text }: Piece, texts: Map<XlText, Text>): Origin | undefined {
  const known = texts.get(value)
  if (!known) return undefined
  const range =
    text === '' ? undefined : toSource(known.map, start, Math.min(start + text.length, known.text.length))
  return range ? { file: known.origin.file, start: range.start, end: range.end } : known.origin
}
