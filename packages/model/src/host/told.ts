import type { XlSetting } from '@xenlint/syntax'
import type { DeviceString, SurveyedGuest } from '../guest/index.js'
import type { Origin } from '../origin.js'
import type { Told } from './host-guest.js'

/** A part of a device's string: behind its key, or somewhere in it; the whole string where it stands nowhere. */
export function toldIn(string: DeviceString, key: string, value: string): Told<string> {
  const written = string.keyed(key)
  return { value, origin: written?.value.trimEnd() === value ? written.origin : string.find(value) }
}

/** The setting of a name that counts, and where its value was written. */
export function toldBy(
  { survey, places }: SurveyedGuest,
  name: string
): { stored: XlSetting; origin: Origin } | undefined {
  const stored = survey.counting.get(name)
  const setting = stored && places.settingOf(stored)
  return stored && setting && { stored, origin: setting.value.origin }
}
