import { type Draft, draftAt, type Setting } from '@xenlint/model'
import type { Context } from '@xenlint/validator'
import { type Surveyed, surveyOf } from './survey.js'

/** The setting of a name that counts. */
export function settingOf(context: Context, name: string): Setting | undefined {
  const { survey, places } = surveyOf(context)
  const stored = survey.counting.get(name)
  return stored && places.settingOf(stored)
}

/** What a field of libxl's configuration was filled with: `b_info.u.hvm.vnc.listen`. */
export function fieldOf({ survey }: Surveyed, path: string): Draft[string] | undefined {
  return draftAt(survey.draft, path)
}

/** A field that holds a text. */
export function textIn(draft: Draft, path: string): string | undefined {
  const value = draftAt(draft, path)
  return typeof value === 'string' ? value : undefined
}
