import type { Release } from '@xenlint/catalogue'
import { type SurveyedGuest, surveyedGuest } from '@xenlint/model'
import type { Context, Subject } from '@xenlint/validator'

/** What xl does with a file, and where the parts that it speaks of stand. */
export type Surveyed = SurveyedGuest

/** The survey of a file by the release that is asked for. */
export function surveyOf(context: Context): Surveyed {
  return context.ofRelease(surveyAt)
}

function surveyAt(subject: Subject, { xen }: Release): Surveyed {
  return surveyedGuest(subject, xen)
}
