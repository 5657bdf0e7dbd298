/** What differs between the releases of libxlu's parser; the rows are in the catalogue. */
export interface XlDialect {
  /** The last setting may stand without a line end. */
  readonly openLastLine: boolean
  /** A name may hold dots. */
  readonly dottedNames: boolean
  /** A list may hold lists. */
  readonly nestedLists: boolean
  /** `name += value` is read. */
  readonly addition: boolean
  /** A backslash before a letter without meaning: refused, or dropped together with the letter. */
  readonly unknownEscapes: 'dropped' | 'refused'
  /** Where the hint about Python code sends people; empty where there is no such hint. */
  readonly pythonPage: string
  /** How the last line of a refusal begins. */
  readonly failure: string
  /** Source lines of the two assertions that a NUL in a string can break. */
  readonly assertions: { readonly quotes: number; readonly escape: number }
}
