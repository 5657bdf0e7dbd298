import { isRead, type Option, type Outcome, optionAt, takesFirst, within } from '@xenlint/catalogue'
import { type Setting, winning } from '@xenlint/model'
import { guestTypeOf } from './guest-type.js'
import { type Misfit, misfit, numberOf } from './misfit.js'
import { programOf } from './reader.js'
import type { Context, Severity } from './rule.js'

/** A setting that counts, and its row as the release reads it. */
export interface Reading {
  readonly setting: Setting
  readonly row: Option
}

/** The settings that the reader of a release really looks at, one for each name. */
export function* readings({ format, settings, option, release }: Context): Iterable<Reading> {
  const { xen } = release
  const guest = guestTypeOf(settings, option, xen)
  const counting = winning(takesFirst(format) ? settings.toReversed() : settings)
  for (const [name, parts] of counting) {
    const known = option(name)
    const setting = parts.at(-1)
    if (!known || !setting || !within(known, xen)) continue
    const row = optionAt(known, xen)
    if (guest && row.guests && !row.guests.includes(guest)) continue
    const { onlyWith } = row
    if (guest && onlyWith?.guests.includes(guest) && !isOn(counting.get(onlyWith.option)?.at(-1))) continue
    // What `+=` puts together is no single value of the text.
    if (parts.length === 1 || isNumber(row)) yield { setting, row }
  }
}

function isOn(setting: Setting | undefined): boolean {
  return setting?.value.kind === 'text' && (numberOf(setting.value.text) ?? 0) !== 0
}

/** A reading whose value is unlike what is wanted. */
export interface MisfitReading extends Reading {
  readonly misfit: Misfit
}

const found = new WeakMap<readonly Setting[], Map<string, readonly MisfitReading[]>>()

/** The readings whose value is unlike what is wanted; several rules ask for those of one file and release. */
export function misfits(context: Context): readonly MisfitReading[] {
  const { settings, release } = context
  const byRelease = found.get(settings) ?? new Map<string, readonly MisfitReading[]>()
  found.set(settings, byRelease)
  const known = byRelease.get(release.xen)
  if (known) return known
  const all = [...misfitting(context)]
  byRelease.set(release.xen, all)
  return all
}

function* misfitting(context: Context): Iterable<MisfitReading> {
  for (const { setting, row } of readings(context)) {
    const unlike = isAdded(setting, row) ? undefined : misfit(setting.value, row, context.release.xen)
    if (unlike) yield { setting, row, misfit: unlike }
  }
}

/** A number that is written with `+=`, which xl refuses to add up. */
export function isAdded({ operation }: Setting, row: Option): boolean {
  return operation === 'add' && isNumber(row)
}

/** True of an option that takes nothing but a number. */
export function isNumber({ type }: Option): boolean {
  return type.kind === 'flag' || type.kind === 'integer'
}

/** What the reader does with a value that it cannot use. */
export function consequence(name: string, outcome: Outcome, format: string): string {
  const reader = programOf(format)
  if (outcome === 'refused') return `${reader} stops`
  if (outcome === 'silent') return `${reader} leaves \`${name}\` unset without a word`
  return `${reader} warns and leaves \`${name}\` unset`
}

/** The fact that decides which program reads a guest, in releases that have two. */
export function needsOf({ format, release }: Pick<Context, 'format' | 'release'>): string[] {
  return format === 'xl-cfg' && isRead('xm-cfg', release.xen) ? ['toolstack'] : []
}

/** A value as messages show it. */
export function shown(text: string): string {
  return text === '' ? '`""`' : `\`${text}\``
}

export function severityOf(outcome: Outcome): Severity {
  return outcome === 'refused' ? 'error' : 'warning'
}

/** A number with a unit behind it: `512M`, `2 GiB`. */
export const amount: RegExp = /^[ \t]*([0-9]+(?:\.[0-9]+)?)[ \t]*([kmgtKMGT])(?:i?[bB])?[ \t]*$/

/** Digits behind a zero: octal to C, though hardly to whoever wrote them. */
export const octal: RegExp = /^[ \t]*([+-]?)0+([0-9]+)$/
