import { isRead, type XenVersion } from '@xenlint/catalogue'
import { type GuestSurvey, type Machine, type Places, placesOf, surveyGuest } from '@xenlint/model'
import type { Root } from '@xenlint/syntax'
import type { Context } from '@xenlint/validator'
import { recognitionOf } from './recognition.js'

/** What xl does with a file, and where the parts that it speaks of stand. */
export interface Surveyed {
  readonly survey: GuestSurvey
  readonly places: Places
}

/** The survey of a file by one release; asked by several rules, worked out once. */
export function surveyOf({ file, text, tree, settings, release }: Context): Surveyed {
  const known = surveys.get(tree)?.get(release.xen)
  if (known) return known
  const survey = surveyGuest(file, recognitionOf(tree, text, release.xen), release.xen, machine)
  const surveyed = { survey, places: placesOf(survey.settings, settings) }
  surveys.set(tree, (surveys.get(tree) ?? new Map()).set(release.xen, surveyed))
  return surveyed
}

const surveys = new WeakMap<Root, Map<string, Surveyed>>()

// Large, so that no finding hangs on how many CPUs there are.
const machine: Machine = {
  cpus: 4096,
  uuid: () => '00000000-0000-4000-8000-000000000000',
  generationId: () => []
}

/** The fact that decides which program reads a guest, in releases that have two. */
export function needsOf(xen: XenVersion): readonly string[] {
  return isRead('xm-cfg', xen) ? ['toolstack'] : []
}
