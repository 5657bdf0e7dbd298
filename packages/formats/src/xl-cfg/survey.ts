import { isRead, type XenVersion } from '@xenlint/catalogue'
import { type SurveyedGuest, surveyedGuest } from '@xenlint/model'
import type { Context } from '@xenlint/validator'

/** What xl does with a file, and where the parts that it speaks of stand. */
export type Surveyed = SurveyedGuest

/** The survey of a file by the release that is asked for. */
export function surveyOf(context: Context): Surveyed {
  return surveyedGuest(context, context.release.xen)
}

/** The fact that decides which program reads a guest, in releases that have two. */
export function needsOf(xen: XenVersion): readonly string[] {
  return isRead('xm-cfg', xen) ? ['toolstack'] : []
}
