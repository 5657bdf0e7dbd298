import type { Draft, Origin, Piece } from '@xenlint/model'
import { inside } from './guest-device.js'
import type { Surveyed } from './survey.js'

/** One string of a list of devices, with what xl read from it. */
export interface DeviceString {
  readonly whole: Piece
  readonly draft: Draft
  /** Where a part of the string stands. */
  place(start: number, end: number): Origin | undefined
  /** Where a text stands in the string the last time; the whole string where it stands nowhere. */
  find(text: string): Origin | undefined
}

/** The strings of an option that counts, each with the device that xl made of it. */
export function* deviceStrings(
  { survey, places }: Surveyed,
  option: string,
  list: string
): Iterable<DeviceString> {
  const value = survey.settings.findLast(({ name }) => name === option)?.value
  const drafts = inside(survey.draft, list)
  if (value?.kind !== 'list' || !Array.isArray(drafts)) return
  for (const [index, item] of value.items.entries()) {
    if (item.kind === 'list') return
    const draft = drafts[index]
    if (typeof draft !== 'object' || Array.isArray(draft)) return
    const { text } = item
    const place = (start: number, end: number): Origin | undefined =>
      places.of({ value: item, start, text: text.slice(start, end) })
    yield {
      whole: { value: item, start: 0, text },
      draft: draft as Draft,
      place,
      find: (part) => {
        const at = part === '' ? -1 : text.lastIndexOf(part)
        return at < 0 ? place(0, text.length) : place(at, at + part.length)
      }
    }
  }
}

/** The keys of a string that is split at commas, with where their values stand. */
export function* keysOf({
  whole,
  place
}: DeviceString): Iterable<{ key: string; value: string; at: Origin }> {
  for (const match of whole.text.matchAll(/(?:^|,) *([^,=]+)=([^,]*)/g)) {
    const [all, key = '', value = ''] = match
    const end = match.index + all.length
    const at = place(end - value.length, end)
    if (at) yield { key, value, at }
  }
}
