import type { Span, XenVersion } from './release.js'

/** What a value may be. */
export type ValueType =
  /** 0 for no, another number for yes. */
  | { readonly kind: 'flag' }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number; readonly unit?: string }
  /** A number, with a unit letter or without. */
  | { readonly kind: 'size'; readonly unit?: string }
  /** Where a text must look some way, `pattern` is a regular expression for it. */
  | { readonly kind: 'string'; readonly pattern?: string }
  | Choice
  | { readonly kind: 'list'; readonly of: ValueType }
  /** A string in a language of its own, a row of `device-specs`: `disk`, `vif`, `pci`. */
  | { readonly kind: 'spec'; readonly language: string }
  /** Read differently by what stands there: a number or a word, a text or a list of texts. */
  | { readonly kind: 'either'; readonly of: readonly ValueType[] }

/** One word of a few. */
export interface Choice {
  readonly kind: 'choice'
  readonly of: readonly string[]
  /** How the reader compares; absent: letter by letter. `prefix`: a beginning of a word will do, in the order of `of`. */
  readonly match?: 'any-case' | 'prefix'
  /** Words that only some releases take. */
  readonly spans?: Readonly<Record<string, Span>>
  /** Words that only some guests take. */
  readonly guests?: Readonly<Record<string, readonly GuestType[]>>
  /** Words that are taken as if nothing were said. */
  readonly beside?: readonly string[]
  /** What comes of a word, where it does not tell itself. */
  readonly says?: Readonly<Record<string, string>>
  /** Words that other readers took, or that people write, and what they mean. */
  readonly instead?: Readonly<Record<string, string>>
}

export type GuestType = 'pv' | 'pvh' | 'hvm'

/** How a value can be unlike what is wanted: a list for a single one, a single one for a list, and so on. */
export type Slip = 'list' | 'single' | 'number' | 'word' | 'bounds' | 'form'

/** `warned`: the program says so and goes on without the option; `silent`: it goes on without a word; `refused`: it stops. */
export type Outcome = 'warned' | 'silent' | 'refused'

/** One option of one format; the span is the releases that read it. */
export interface Option extends Span {
  readonly name: string
  readonly type: ValueType
  /** One sentence in our own words. */
  readonly summary: string
  /** What counts where the option is absent, in words. */
  readonly default?: string
  /** The guests for which the reader looks at it; absent: all. */
  readonly guests?: readonly GuestType[]
  /** The guests on which it has an effect, where they are fewer. */
  readonly effect?: readonly GuestType[]
  /** Guests for which the reader looks at it only where another option is on. */
  readonly onlyWith?: { readonly guests: readonly GuestType[]; readonly option: string }
  /** Machines it is meant for; absent: all. */
  readonly arch?: readonly string[]
  /** What becomes of a value that the reader cannot use; absent: `warned`. */
  readonly wrong?: Readonly<Partial<Record<Slip, Outcome>>>
  /** What a string, or an item of a list, looks like. */
  readonly syntax?: string
  /** Words that a string is made of, each once; behind `=` and `:` a value follows. */
  readonly items?: readonly Item[]
  /** What stands between them: a comma where absent; nothing where a string is one of them alone. */
  readonly separator?: string
  /** What is so where a string is no word of `items` and no number; only where every reader is known to do so. */
  readonly otherwise?: string
  readonly example?: string
  /** What it does not go together with, and what happens then. */
  readonly conflicts?: readonly string[]
  readonly requires?: readonly string[]
  /** Still read, but something else is wanted since. */
  readonly deprecated?: Deprecation
  /** What takes its place where it is no longer read. */
  readonly replacement?: string
  /** What to write, and where, for a value `of` that form; `{0}` is the value. */
  readonly becomes?: readonly { readonly of: string; readonly write: string; readonly where: string }[]
  /** What the program says where it meets an option that it no longer reads; absent: nothing. */
  readonly farewell?: string
  /** What else a reader should know, a sentence each. */
  readonly notes?: readonly string[]
  /** Fields that differ in a stretch of releases. */
  readonly changes?: readonly (Span & Partial<Changing>)[]
  /** The program that has set it before the file is read. */
  readonly preset?: string
  /** Read by Xen's own script and not by Debian's: what that does instead, and the values for which this matters. */
  readonly upstream?: { readonly asks?: string; readonly instead: string }
  /** A value that no output may show. */
  readonly secret?: true
  /** `oracle`: wrong values of each kind were given to the real programs; `source`: read in their source. */
  readonly proof: 'oracle' | 'source'
  /** Files of the real programs, or documents, that the row was read from. */
  readonly sources: readonly string[]
}

/** A part of a string, with what it says where its name does not. */
export interface Item extends Span {
  readonly word: string
  readonly says?: string
}

export interface Deprecation extends Span {
  readonly use?: string
  /** What the program itself prints. */
  readonly said?: string
  /** How a value is written for `use`, where both mean the same to the reader: as it was, or by this table. */
  readonly values?: 'same' | Readonly<Record<string, string>>
}

type Changing = Pick<
  Option,
  'type' | 'summary' | 'guests' | 'effect' | 'default' | 'wrong' | 'syntax' | 'requires' | 'notes'
>

/** A name that stands inside a string with a language of its own: `bridge` of `vif`. */
export interface Parameter extends Span {
  readonly name: string
  readonly type: ValueType
  /** The guests on which it has an effect; absent: all. */
  readonly guests?: readonly GuestType[]
  readonly required?: true
  readonly default?: string
  readonly deprecated?: { readonly use?: string }
  readonly note?: string
  readonly secret?: true
}

/** The language of a string inside an option. */
export interface Specification {
  readonly name: string
  readonly summary: string
  /** Options whose strings are written in it. */
  readonly options: readonly string[]
  readonly since?: XenVersion
  /** What stands between parameters: a comma where absent; nothing where a string holds one alone. */
  readonly separator?: string
  /** Set where parameters are words that take no value. */
  readonly bare?: true
  /** Parameters that may stand without their name, in this order. */
  readonly positional?: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly syntax?: string
  /** What else a reader should know, a sentence each. */
  readonly notes?: readonly string[]
  readonly proof: 'oracle' | 'source'
  readonly sources: readonly string[]
}

/** A name that no real reader knows, though a generator, a fork or an older tool writes it. */
export interface Foreign {
  readonly name: string
  /** Who writes or reads it. */
  readonly tool: string
  /** Tables it is met in. */
  readonly tables: readonly string[]
  /** What takes its place for the real reader: a name of the table, if there is one. */
  readonly use?: string
  readonly note?: string
  readonly sources: readonly string[]
}

/** A slip that many make, too far from the right name to be found by its letters. */
export interface Alias {
  readonly name: string
  readonly use: string
  readonly table: string
  readonly sources: readonly string[]
}
