import type { Origin } from './origin.js'
import type { Value } from './value.js'

/** One `name = value` of any format. */
export interface Setting {
  readonly name: string
  readonly nameOrigin: Origin
  /** `add` where the file says `+=`, or where the reader appends a repeated option to the first. */
  readonly operation: 'set' | 'add'
  readonly value: Value
  /** The whole statement, without its terminator. */
  readonly origin: Origin
  /** What the setting belongs to where a format has stanzas, e.g. `iface xenbr0 inet static`. */
  readonly section?: Section
}

/** A stanza: all its settings share one object. */
export interface Section {
  /** Its first word: `iface`, `mapping`. */
  readonly kind: string
  /** The words behind, each with its place. */
  readonly words: readonly { readonly text: string; readonly origin: Origin }[]
  /** The opening line. */
  readonly origin: Origin
}
