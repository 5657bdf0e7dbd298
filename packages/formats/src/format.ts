import type { Setting } from '@xenlint/model'
import type { Root, StringGrammar } from '@xenlint/syntax'
import type { Embedded, Rule } from '@xenlint/validator'
import type { Spacing } from './spacing.js'

/** Everything the toolkit needs in order to speak one more language. */
export interface Format {
  /** Also the fence language of pages and the word for `--kind`. */
  readonly id: string
  readonly title: string
  /**
   * Paths where such files lie on a host, relative to its `/`; `*` is any run of characters but a slash.
   * Other files lie where the last part is `NAME`, any name without a dot: there the text has to tell as well.
   */
  readonly paths: readonly string[]
  /** How surely a text is of this language, judged by its looks alone: 0 not at all, 1 surely. */
  likeness(text: string): number
  /** Never throws; the tree holds every character. */
  parse(text: string): Root
  /** The settings in the order of the file, as the real reader sees them. */
  lower(tree: Root, file: string): Setting[]
  /** The texts inside values that are written in languages of their own. */
  embedded?(settings: readonly Setting[]): Embedded[]
  /** The language inside the strings of an option, where it has one of its own. */
  inside?(option: string): StringGrammar | undefined
  /** The table of the catalogue that knows its options. */
  readonly table: string
  /** Rules that need this very tree. */
  readonly rules: readonly Rule[]
  /** How its lines are formed: blanks only. */
  readonly spacing: Spacing
}
