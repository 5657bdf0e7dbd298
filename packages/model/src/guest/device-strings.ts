import type { Origin } from '../origin.js'
import { type Draft, get } from './draft.js'
import type { Piece } from './piece.js'
import type { SurveyedGuest } from './surveyed.js'

/** One string of a list of devices, with what xl made of it. */
export interface DeviceString {
  readonly text: string
  readonly whole: Piece
  readonly draft: Draft
  readonly origin: Origin
  /** Where a stretch of the string stands. */
  place(start: number, end: number): Origin
  /** Where a text stands in the string the last time; the whole string where it stands nowhere. */
  find(part: string): Origin
  /** What stands behind the last `key=`, up to the next comma. */
  keyed(key: string): Keyed | undefined
}

/** The value of a key as it is written. */
export interface Keyed {
  readonly value: string
  readonly origin: Origin
}

/** The strings of the setting of an option that counts, each with the device of a list of libxl's configuration that came of it. */
export function deviceStrings(
  surveyed: SurveyedGuest,
  option: string,
  list: string
): readonly DeviceString[] {
  const known = strings.get(surveyed) ?? new Map<string, readonly DeviceString[]>()
  strings.set(surveyed, known)
  const before = known.get(list)
  if (before) return before
  const found = readStrings(surveyed, option, list)
  known.set(list, found)
  return found
}

const strings = new WeakMap<SurveyedGuest, Map<string, readonly DeviceString[]>>()

function readStrings({ survey, places }: SurveyedGuest, option: string, list: string): DeviceString[] {
  const value = survey.counting.get(option)?.value
  const drafts = get(survey.draft, list)
  const found: DeviceString[] = []
  if (value?.kind !== 'list' || !Array.isArray(drafts)) return found
  for (const [index, item] of value.items.entries()) {
    const draft = drafts[index]
    // xl's loops end at a list inside the list.
    if (item.kind === 'list' || typeof draft !== 'object' || Array.isArray(draft)) return found
    const { text } = item
    const whole: Piece = { text, start: 0, value: item }
    const origin = places.of(whole)
    if (!origin) continue
    const place = (start: number, end: number): Origin =>
      places.of({ value: item, start, text: text.slice(start, end) }) ?? origin
    const find = (part: string): Origin => {
      const at = part === '' ? -1 : text.lastIndexOf(part)
      return at < 0 ? origin : place(at, at + part.length)
    }
    const keyed = (key: string): Keyed | undefined => {
      const last = lastPart(text, key)
      return last && { value: last.value, origin: place(last.end - last.value.length, last.end) }
    }
    found.push({ text, whole, draft: draft as Draft, origin, place, find, keyed })
  }
  return found
}

function lastPart(text: string, key: string): { value: string; end: number } | undefined {
  if (!text.includes(key)) return undefined
  const last = [...text.matchAll(partWith(key))].at(-1)
  return last && { value: last[1] ?? '', end: last.index + last[0].length }
}

const parts = new Map<string, RegExp>()

function partWith(key: string): RegExp {
  const known = parts.get(key) ?? new RegExp(`(?:^|,)[ \\t]*${key}[ \\t]*=[ \\t]*([^,]*)`, 'g')
  parts.set(key, known)
  return known
}
