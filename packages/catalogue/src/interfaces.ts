import { text as methodRows } from '#data/interfaces-methods'
import type { Option } from './option.js'
import { rows, table } from './tables.js'

/** How an interface is configured: the two words behind its name in an `iface` line. */
export interface InterfaceMethod {
  readonly family: string
  readonly method: string
  /** Options without which ifup refuses the interface. */
  readonly required: readonly string[]
}

/** An option of an `iface` stanza, with who reads it. */
export interface InterfaceOption extends Option {
  /** The package: `ifupdown` for the methods themselves, else whose hook it is. */
  readonly reader: string
  /** The methods that read it, as `inet static`; absent: a hook or every method. */
  readonly methods?: readonly string[]
  /** What becomes of a `# comment` behind the value, by method; `*` is any method. */
  readonly comment: Readonly<Record<string, 'harmless' | 'differs' | 'breaks'>>
  /** What becomes of a second line of that name, by method; `*` is any method. */
  readonly repeat: Readonly<Record<string, 'harmless' | 'listed' | 'lost' | 'breaks'>>
}

/** Every family and method of ifupdown 0.8.41. */
export function interfaceMethods(): readonly InterfaceMethod[] {
  return rows<InterfaceMethod>(methodRows)
}

/** The options that ifupdown's methods and the known hooks read; any other name is legal too. */
export function interfaceOptions(): readonly InterfaceOption[] {
  return table('interfaces') as readonly InterfaceOption[]
}
