import rows from '../data/xl-syntax.json' with { type: 'json' }
import { type Span, within, type XenVersion } from './release.js'

/** What one release of libxlu's parser reads, and how it words a refusal. */
export interface XlSyntax {
  /** The last setting may stand without a line end. */
  readonly openLastLine: boolean
  /** A name may hold dots. */
  readonly dottedNames: boolean
  /** A list may hold lists. */
  readonly nestedLists: boolean
  /** `name += value` is read. */
  readonly addition: boolean
  /** What becomes of a backslash before a letter without meaning. */
  readonly unknownEscapes: 'dropped' | 'refused'
  /** Where the hint about Python code sends people; empty where there is no such hint. */
  readonly pythonPage: string
  /** How the last line of a refusal begins. */
  readonly failure: string
  /** Source lines of the assertions that a NUL in a string breaks. */
  readonly assertions: { readonly quotes: number; readonly escape: number }
}

/** One feature of the parser in a stretch of releases. */
export interface XlSyntaxRow extends Span {
  readonly feature: keyof XlSyntax
  readonly value: XlSyntax[keyof XlSyntax]
  readonly sources: readonly string[]
}

export const xlSyntaxRows: readonly XlSyntaxRow[] = rows as readonly XlSyntaxRow[]

/** The dialect of a release; its rows tile all releases, so that none of its fields is absent. */
export function xlSyntax(version: XenVersion): XlSyntax {
  const known = dialects.get(version)
  if (known) return known
  const current = xlSyntaxRows.filter((row) => within(row, version))
  const dialect = Object.fromEntries(
    current.map(({ feature, value }) => [feature, value])
  ) as unknown as XlSyntax
  dialects.set(version, dialect)
  return dialect
}

const dialects = new Map<XenVersion, XlSyntax>()
