import type { ValueMap } from '@xenlint/syntax'
import type { Origin } from './origin.js'

/** A value as the real reader sees it, with the place it was written. */
export type Value = Text | List | Unknown | Absent

/** A text or a bare number: most readers store both alike. `map` leads each of its characters back to the source. */
export interface Text {
  readonly kind: 'text'
  readonly text: string
  readonly map: ValueMap
  /** How it was spelled: bare digits, in quotes, or as a bare word. */
  readonly spelled: 'number' | 'quoted' | 'word'
  readonly origin: Origin
}

export interface List {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly origin: Origin
}

/** What only a run of a program would tell: a command substitution, a variable from elsewhere. */
export interface Unknown {
  readonly kind: 'unknown'
  /** The cause, in words for people: `` `lsb_release -i -s` decides ``. */
  readonly why: string
  readonly origin: Origin
}

/** Nothing stands where a value was wanted, or what stands there cannot be read. */
export interface Absent {
  readonly kind: 'absent'
  readonly origin: Origin
}

/** The settings that count: of each name the last, as every reader here takes them; `add`s since then included. */
export function winning<S extends { readonly name: string; readonly operation: 'set' | 'add' }>(
  settings: Iterable<S>
): Map<string, S[]> {
  const last = new Map<string, S[]>()
  for (const setting of settings) {
    const before = last.get(setting.name)
    if (setting.operation === 'add' && before) before.push(setting)
    else last.set(setting.name, [setting])
  }
  return last
}
