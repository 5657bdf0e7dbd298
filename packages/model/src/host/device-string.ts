import type { XlSetting } from '@xenlint/syntax'
import type { Draft } from '../guest/draft.js'
import type { SurveyedGuest } from '../guest/index.js'
import type { Origin } from '../origin.js'
import type { Told } from './host.js'

/** One string of a list of devices, with what xl made of it. */
export interface DeviceString {
  readonly text: string
  readonly draft: Draft
  readonly origin: Origin
  /** A text that stands behind a key, or somewhere in the string; the whole string where it stands nowhere. */
  told(key: string, value: string): Told<string>
  /** What stands behind a key, where that is another thing than what xl made of it. */
  keyed(key: string): Told<string> | undefined
}

/** The strings of an option, each with the device of a list of libxl's configuration that came of it. */
export function deviceStrings(
  { survey, places }: SurveyedGuest,
  option: string,
  list: string
): DeviceString[] {
  const value = survey.settings.findLast(({ name }) => name === option)?.value
  const drafts = survey.draft[list]
  if (value?.kind !== 'list' || !Array.isArray(drafts)) return []
  const found: DeviceString[] = []
  for (const [index, item] of value.items.entries()) {
    const draft = drafts[index] as Draft | undefined
    if (item.kind === 'list' || draft === undefined) return found
    const { text } = item
    const place = (start: number, end: number): Origin | undefined =>
      places.of({ value: item, start, text: text.slice(start, end) })
    const origin = place(0, text.length)
    if (!origin) continue
    const keyed = (key: string): Told<string> | undefined => {
      const last = [...text.matchAll(partWith(key))].at(-1)
      if (!last) return undefined
      const [all, written = ''] = last
      const end = last.index + all.length
      return { value: written, origin: place(end - written.length, end) ?? origin }
    }
    const told = (key: string, part: string): Told<string> => {
      const written = keyed(key)
      if (written && written.value.trimEnd() === part) return { value: part, origin: written.origin }
      const at = part === '' ? -1 : text.lastIndexOf(part)
      return { value: part, origin: (at < 0 ? undefined : place(at, at + part.length)) ?? origin }
    }
    found.push({ text, draft, origin, told, keyed })
  }
  return found
}

const parts = new Map<string, RegExp>()

function partWith(key: string): RegExp {
  const known = parts.get(key) ?? new RegExp(`(?:^|,)[ \\t]*${key}[ \\t]*=[ \\t]*([^,]*)`, 'g')
  parts.set(key, known)
  return known
}

/** The setting of a name that counts, and where its value was written. */
export function toldBy(
  { survey, places }: SurveyedGuest,
  name: string
): { stored: XlSetting; origin: Origin } | undefined {
  const stored = survey.settings.findLast((each) => each.name === name)
  const setting = stored && places.settingOf(stored)
  return stored && setting && { stored, origin: setting.value.origin }
}
