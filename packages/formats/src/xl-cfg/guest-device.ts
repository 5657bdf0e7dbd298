import type { Draft, Origin, Piece, Setting } from '@xenlint/model'
import type { Context } from '@xenlint/validator'
import { type Surveyed, surveyOf } from './survey.js'

/** A string of a list of devices, with what xl made of it. */
export interface GuestDevice {
  readonly text: string
  readonly draft: Draft
  readonly at: Origin
  /** Where a stretch of the string stands. */
  place(start: number, end: number): Origin
}

/** The strings of an option that fills a list of libxl's configuration, as far as xl reads them. */
export function devicesOf(context: Context, option: string, list: string): GuestDevice[] {
  const { survey, places } = surveyOf(context)
  const drafts = survey.draft[list]
  const stored = survey.settings.findLast(({ name }) => name === option)?.value
  if (stored?.kind !== 'list' || !Array.isArray(drafts)) return []
  return (drafts as Draft[]).flatMap((draft, index) => {
    const value = stored.items[index]
    if (value?.kind !== 'text') return []
    const whole: Piece = { text: value.text, start: 0, value }
    const at = places.of(whole)
    if (!at) return []
    const place = (start: number, end: number): Origin =>
      places.of({ text: value.text.slice(start, end), start, value }) ?? at
    return [{ text: value.text, draft, at, place }]
  })
}

/** Where a value stands in a string: alone between commas, behind its key, or beside a word with a colon. */
export function partOf(device: GuestDevice, key: string, value: string): Origin {
  let start = 0
  for (const field of device.text.split(',')) {
    const written = field.trim()
    const shift = start + field.indexOf(written)
    for (const before of ['', `${key}=`, 'ioemu:'])
      if (written === before + value || written.startsWith(`${before + value}:`))
        return device.place(shift + before.length, shift + before.length + value.length)
    start += field.length + 1
  }
  return device.at
}

/** The setting of a name that counts. */
export function settingOf(context: Context, name: string): Setting | undefined {
  const { survey, places } = surveyOf(context)
  const stored = survey.settings.findLast((each) => each.name === name)
  return stored && places.settingOf(stored)
}

/** What a field of libxl's configuration was filled with: `b_info.u.hvm.vnc.listen`. */
export function fieldOf({ survey }: Surveyed, path: string): Draft[string] | undefined {
  return inside(survey.draft, path)
}

export function inside(draft: Draft, path: string): Draft[string] | undefined {
  let value: Draft[string] | undefined = draft
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    value = (value as Draft)[name]
  }
  return value
}

/** A field that holds a text. */
export function textIn(draft: Draft, path: string): string | undefined {
  const value = inside(draft, path)
  return typeof value === 'string' ? value : undefined
}
