import type { Release } from '@xenlint/catalogue'
import { surveyedGuest, type Unfit, unfitSettings } from '@xenlint/model'
import type { Context, Subject } from '@xenlint/validator'

/** What libxl finds unfit in an HVM guest; asked by several rules, worked out once. */
export function unfitOf(context: Context): readonly Unfit[] {
  return context.ofRelease(unfitAt)
}

const nothing: readonly Unfit[] = []

function unfitAt(subject: Subject, { xen }: Release, known: readonly (readonly Unfit[])[]): readonly Unfit[] {
  const { survey } = surveyedGuest(subject, xen)
  const found = survey.guest === 'hvm' ? unfitSettings(survey.draft, xen) : nothing
  return found.length === 0 ? nothing : (known.find((each) => isAlike(each, found)) ?? found)
}

function isAlike(one: readonly Unfit[], other: readonly Unfit[]): boolean {
  return one.length === other.length && one.every(({ why }, index) => why === other[index]?.why)
}
