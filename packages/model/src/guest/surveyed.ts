import type { XenVersion } from '@xenlint/catalogue'
import type { Recognition, Root } from '@xenlint/syntax'
import type { Setting } from '../setting.js'
import type { GuestText } from './guest-text.js'
import { type Places, placesOf } from './places.js'
import { type GuestSurvey, surveyGuest } from './plan.js'
import { recognitionOf } from './recognition.js'
import type { Machine } from './session.js'

/** What xl does with a file, and where the parts that it speaks of stand. */
export interface SurveyedGuest {
  readonly survey: GuestSurvey
  readonly places: Places
}

/** The survey of a file by one release; asked by rules and hosts, worked out once. */
export function surveyedGuest(source: GuestText, xen: XenVersion): SurveyedGuest {
  const { file, tree, settings } = source
  const known = surveys.get(tree) ?? new Map<XenVersion, SurveyedGuest>()
  surveys.set(tree, known)
  const before = known.get(xen)
  if (before) return before
  const recognition = recognitionOf(source, xen)
  const surveyed =
    alike(known, recognition, xen) ?? placed(surveyGuest(file, recognition, xen, machine), settings)
  known.set(xen, surveyed)
  return surveyed
}

const surveys = new WeakMap<Root, Map<XenVersion, SurveyedGuest>>()

/** The survey of another release that reads the file alike. */
function alike(
  known: ReadonlyMap<XenVersion, SurveyedGuest>,
  { settings }: Recognition,
  xen: XenVersion
): SurveyedGuest | undefined {
  for (const surveyed of known.values())
    if (surveyed.survey.settings === settings && surveyed.survey.isAlike(xen)) return surveyed
  return undefined
}

function placed(survey: GuestSurvey, settings: readonly Setting[]): SurveyedGuest {
  return { survey, places: placesOf(survey.settings, settings) }
}

// Large, so that no finding hangs on how many CPUs there are.
const machine: Machine = {
  cpus: 4096,
  uuid: () => '00000000-0000-4000-8000-000000000000',
  generationId: () => []
}
