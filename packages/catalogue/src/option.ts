import type { Span } from './release.js'

/** What a value may be. */
export type ValueType =
  | { readonly kind: 'flag' }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number; readonly unit?: string }
  | { readonly kind: 'string' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly of: ValueType }
  /** A string in a language of its own: `disk`, `vif`, `pci`. */
  | { readonly kind: 'spec'; readonly language: string }
  /** Read differently by what stands there: a text or a list of texts. */
  | { readonly kind: 'either'; readonly of: readonly ValueType[] }

/** One option of one format; the span is the releases that read it. */
export interface Option extends Span {
  readonly name: string
  readonly type: ValueType
  /** One sentence in our own words. */
  readonly summary: string
  /** What counts where the option is absent, in words. */
  readonly default?: string
  /** Where the reader looks at it. */
  readonly guests?: readonly ('pv' | 'pvh' | 'hvm')[]
  /** Still read, but something else is wanted since; `said` where the program itself says so. */
  readonly deprecated?: Span & { readonly use?: string; readonly said?: string }
  /** What takes its place where it is no longer read. */
  readonly replacement?: string
  /** Fields that differ in a stretch of releases. */
  readonly changes?: readonly (Span & Partial<Pick<Option, 'type' | 'summary' | 'guests' | 'default'>>)[]
  /** A value that no output may show. */
  readonly secret?: true
  /** Files of the real programs, or documents, that the row was read from. */
  readonly sources: readonly string[]
}
