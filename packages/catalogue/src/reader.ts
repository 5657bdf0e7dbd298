import { text as readerRows } from '#data/readers'
import type { ValueType } from './option.js'
import { type Span, within, type XenVersion } from './release.js'
import { rows } from './tables.js'

/** A program that reads the files of a format, in the releases of its span. */
export interface Reader extends Span {
  readonly format: string
  readonly program: string
  /** Which of several settings of one name counts; absent: the last. */
  readonly repeated?: 'first'
  /** True where it says in a log what it does not know, and goes on. */
  readonly remarks?: true
  /** How yes and no are written, where that is not 1 and 0. */
  readonly flag?: string
  /** What becomes of a value of another kind than its option's, in words. */
  readonly wrong?: Readonly<Partial<Record<ValueType['kind'], string>>>
  /** Files of the real programs, or documents, that the row was read from. */
  readonly sources: readonly string[]
}

/** The programs of formats that not every release has a reader for. */
export function readers(): readonly Reader[] {
  return rows<Reader>(readerRows)
}

/** The program whose coming or going decides whether a format is read; none where every release reads it. */
export function readerOf(format: string): Reader | undefined {
  return readers().find((reader) => reader.format === format)
}

/** True where a release has a program that reads the format. */
export function isRead(format: string, xen: XenVersion): boolean {
  const reader = readerOf(format)
  return !reader || within(reader, xen)
}

/** True where the first of several settings of one name counts, and not the last. */
export function takesFirst(format: string): boolean {
  return readerOf(format)?.repeated === 'first'
}
