import type { Origin } from '../origin.js'
import type { Line, Word } from './line.js'

/** A word that the reader took from a line, cut to what it keeps of it. */
export interface Named {
  readonly name: string
  readonly origin: Origin
}

/** One line of an `iface` stanza: `name` as it is stored (`post-up` is `up`), the value as written. */
export interface OptionLine {
  readonly name: string
  readonly value: string
  readonly line: Line
  /** The name and the value as they stand in the line. */
  readonly words: { readonly name: Word; readonly value: Word }
  readonly origin: Origin
  readonly nameOrigin: Origin
  readonly valueOrigin: Origin
}

/** What the methods and hooks get: lines of one name joined, those of hooks one by one. */
export interface StoredOption {
  readonly name: string
  readonly value: string
}

/** An `iface` stanza as the reader keeps it. */
export interface Iface {
  readonly name: string
  readonly family: string
  readonly method: string
  /** Its opening line. */
  readonly origin: Origin
  readonly nameOrigin: Origin
  readonly inherits?: Iface
  /** What it writes itself, in order. */
  readonly lines: readonly OptionLine[]
  /** What it hands on, that of the stanza it inherits from first. */
  readonly options: readonly StoredOption[]
}

/** A `mapping` stanza. */
export interface Mapping {
  readonly patterns: readonly Named[]
  readonly script?: string
  readonly maps: readonly string[]
  readonly origin: Origin
}

/** The options whose lines each run; of all others a second line is glued to the first. */
export const commandOptions: ReadonlySet<string> = new Set(['pre-up', 'up', 'down', 'post-down'])

/** The name that an option is stored under. */
export function storedName(name: string): string {
  if (name === 'post-up') return 'up'
  return name === 'pre-down' ? 'down' : name
}

/** The options of a stanza while it is read. */
export interface OptionStore {
  readonly options: StoredOption[]
  readonly places: Map<string, number>
}

export function optionStore(inherited: readonly StoredOption[]): OptionStore {
  const places = new Map(inherited.map(({ name }, index) => [name, index] as const))
  return { options: [...inherited], places }
}

/** Adds a line to the options of a stanza, as the reader does. */
export function store({ options, places }: OptionStore, name: string, value: string): void {
  const place = commandOptions.has(name) ? undefined : places.get(name)
  if (place !== undefined) {
    options[place] = { name, value: `${options[place]?.value}\n${value}` }
    return
  }
  // A name that ends in a question mark only sets what is not set yet.
  const plain = name.endsWith('?') ? name.slice(0, -1) : name
  if (plain !== name && places.has(plain)) return
  places.set(plain, options.length)
  options.push({ name: plain, value })
}
