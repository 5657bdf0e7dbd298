import { type GuestType, type Span, type ValueType, within } from '@xenlint/catalogue'
import { inType } from './render.js'
import type { Snapshot } from './snapshot.js'

/** Something that may be written at an offset. */
export interface Completion {
  readonly label: string
  readonly kind: 'option' | 'parameter' | 'value' | 'name'
  /** What it takes, in a few words. */
  readonly detail: string
  /** The range that it replaces. */
  readonly start: number
  readonly end: number
  readonly before: string
  /** Behind the place where one goes on writing. */
  readonly behind: string
  readonly deprecated: boolean
  /** True where the place behind it has offers of its own. */
  readonly leadsOn?: true
  /** What there is to read of it: asked for when it is looked at. */
  readonly topic?: Topic
}

/** The name of something that can be explained. */
export interface Topic {
  readonly table: string
  readonly name: string
  /** Set for a name inside a string of the option. */
  readonly parameter?: string
}

/** Where a completion goes, and the quotes that it needs there. */
export interface Gap {
  readonly start: number
  readonly end: number
  readonly quotes: string
}

/** A text that may stand in a gap as it is. */
export function offer(
  label: string,
  detail: string,
  { start, end, quotes }: Gap,
  kind: Completion['kind'] = 'value'
): Completion {
  return { label, kind, detail, start, end, before: quotes + label + quotes, behind: '', deprecated: false }
}

/** The words that a value of a type may be, for a guest where one is known. */
export function words(type: ValueType, snapshot: Snapshot, gap: Gap, guest?: GuestType): Completion[] {
  switch (type.kind) {
    case 'flag':
      return [offer('1', 'yes', { ...gap, quotes: '' }), offer('0', 'no', { ...gap, quotes: '' })]
    case 'choice':
      return type.of
        .filter((word) => word !== '' && isRead(type.spans?.[word] ?? {}, snapshot))
        .filter((word) => isFor(type.guests?.[word], guest))
        .map((word) => offer(word, type.says?.[word] ?? '', gap))
    case 'either':
      return type.of.flatMap((each) => words(each, snapshot, gap, guest))
    case 'integer':
    case 'list':
    case 'size':
    case 'spec':
    case 'string':
      return []
  }
}

/** True for a type whose values can be offered, at least in part. */
export function hasWords(type: ValueType): boolean {
  switch (type.kind) {
    case 'flag':
    case 'choice':
    case 'spec':
      return true
    case 'either':
      return type.of.some(hasWords)
    case 'list':
      return hasWords(type.of)
    case 'integer':
    case 'size':
    case 'string':
      return false
  }
}

/** True where a release of the target reads it. */
export function isRead(span: Span, { target }: Snapshot): boolean {
  return target.releases.some(({ xen }) => within(span, xen))
}

/** True unless it is known to be for other guests. */
export function isFor(guests: readonly GuestType[] | undefined, guest: GuestType | undefined): boolean {
  return guest === undefined || (guests?.includes(guest) ?? true)
}

/** A type in a few words. */
export function short(type: ValueType): string {
  const text = inType(type).replaceAll('`', '')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
