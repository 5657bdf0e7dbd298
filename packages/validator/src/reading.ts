import {
  isRead,
  type Option,
  type Outcome,
  optionAt,
  quirk,
  type Release,
  type Span,
  takesFirst,
  type ValueType,
  within,
  type XenVersion
} from '@xenlint/catalogue'
import { type Setting, wholeNumber, winning } from '@xenlint/model'
import { guestTypeOf } from './guest-type.js'
import { type Misfit, misfit } from './misfit.js'
import { programOf } from './reader.js'
import type { Context, Severity, Subject } from './rule.js'

/** A setting that counts, and its row as the release reads it. */
export interface Reading {
  readonly setting: Setting
  readonly row: Option
}

/** A reading whose value is unlike what is wanted. */
export interface MisfitReading extends Reading {
  readonly misfit: Misfit
}

/** The rows of the options that stand in the file and that the release reads, as it reads them. */
export function rowsOf(context: Context): ReadonlyMap<string, Option> {
  return context.ofRelease(readAt).rows
}

/** The settings that the reader of a release really looks at, one for each name. */
export function readings(context: Context): readonly Reading[] {
  return context.ofRelease(readAt).readings
}

/** The readings whose value is unlike what is wanted. */
export function misfits(context: Context): readonly MisfitReading[] {
  return context.ofRelease(readAt).misfits
}

interface Read {
  readonly rows: ReadonlyMap<string, Option>
  readonly readings: readonly Reading[]
  readonly misfits: readonly MisfitReading[]
  /** The stretches of releases of words that values may be. */
  readonly spans: readonly Span[]
  readonly xen: XenVersion
}

// All that differs by release are the rows, and words in them.
function readAt(subject: Subject, { xen }: Release, known: readonly Read[]): Read {
  const same = known.find((each) => isAlike(subject, each, xen))
  if (same) return same
  const rows = rowsAt(subject, xen)
  const read = [...readingsIn(subject, rows, xen)]
  const spans = [...rows.values()].flatMap(({ type }) => spansOf(type))
  return { rows, readings: read, misfits: [...misfitting(read, xen)], spans, xen }
}

function rowsAt({ settings, option }: Subject, xen: XenVersion): Map<string, Option> {
  const rows = new Map<string, Option>()
  for (const { name } of settings) {
    const row = rowAt(option(name), xen)
    if (row) rows.set(name, row)
  }
  return rows
}

function rowAt(row: Option | undefined, xen: XenVersion): Option | undefined {
  return row && within(row, xen) ? optionAt(row, xen) : undefined
}

/** True where a release reads the very rows, and the very words in them, that another does. */
function isAlike({ settings, option }: Subject, known: Read, xen: XenVersion): boolean {
  return (
    settings.every(({ name }) => rowAt(option(name), xen) === known.rows.get(name)) &&
    known.spans.every((span) => within(span, xen) === within(span, known.xen)) &&
    (quirk('binary-numbers', xen) === quirk('binary-numbers', known.xen) || !settings.some(isBinary))
  )
}

function isBinary({ value }: Setting): boolean {
  return value.kind === 'text' && /^\s*[+-]?0[bB]/.test(value.text)
}

function spansOf(type: ValueType): readonly Span[] {
  if (type.kind === 'either') return type.of.flatMap(spansOf)
  if (type.kind === 'list') return spansOf(type.of)
  return type.kind === 'choice' ? Object.values(type.spans ?? {}) : []
}

function* readingsIn(
  { format, settings }: Subject,
  rows: ReadonlyMap<string, Option>,
  xen: XenVersion
): Iterable<Reading> {
  const counting = winning(takesFirst(format) ? settings.toReversed() : settings)
  const guest = guestTypeOf(counting, rows)
  for (const [name, parts] of counting) {
    const row = rows.get(name)
    const setting = parts.at(-1)
    if (!row || !setting) continue
    if (guest && row.guests && !row.guests.includes(guest)) continue
    const { onlyWith } = row
    if (guest && onlyWith?.guests.includes(guest) && !isOn(counting.get(onlyWith.option)?.at(-1), xen))
      continue
    // What `+=` puts together is no single value of the text.
    if (parts.length === 1 || isNumber(row)) yield { setting, row }
  }
}

function isOn(setting: Setting | undefined, xen: XenVersion): boolean {
  return setting?.value.kind === 'text' && (wholeNumber(setting.value.text, xen) ?? 0) !== 0
}

function* misfitting(all: readonly Reading[], xen: XenVersion): Iterable<MisfitReading> {
  for (const { setting, row } of all) {
    const unlike = isAdded(setting, row) ? undefined : misfit(setting.value, row, xen)
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
export function needsOf(context: Context): readonly string[] {
  return context.ofRelease(needsAt)
}

const toolstack = ['toolstack']
const nothing: readonly string[] = []

function needsAt({ format }: Subject, { xen }: Release): readonly string[] {
  return format === 'xl-cfg' && isRead('xm-cfg', xen) ? toolstack : nothing
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
