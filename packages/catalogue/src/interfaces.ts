import { text as stageRows } from '#data/interfaces-commands'
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
  /** How its manual spells it, where hooks take both spellings. */
  readonly manual?: string
  /** The methods that read it, as `inet static`; absent: a hook or every method. */
  readonly methods?: readonly string[]
  /** The options without which a method makes nothing of this one. */
  readonly beside?: Readonly<Record<string, readonly string[]>>
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

/** What ifup does in a stage of bringing an interface up: the link first, then each of its stanzas. */
export interface InterfaceStage {
  /** `link`, or family and method. */
  readonly stage: string
  /** Values of options that are not written; an empty one is there for conversions to fill. */
  readonly defaults: Readonly<Record<string, string>>
  /** What is done to options beforehand, in order. */
  readonly conversions: readonly InterfaceConversion[]
  readonly commands: readonly InterfaceCommand[]
}

export interface InterfaceConversion {
  readonly option: string
  readonly by: Conversion
  /** The option that gets the outcome; absent: the same one. */
  readonly into?: string
  /** True where a value that is there stays. */
  readonly keep?: true
}

export type Conversion =
  | 'mac'
  | 'ipv4-mask'
  | 'ipv4-address'
  | 'ipv4-broadcast'
  | 'ipv4-hex'
  | 'alias-lifetime'
  | 'before-slash'
  | 'behind-slash'
  | 'before-dot'
  | 'behind-dot'
  | 'before-colon'
  | 'decimal'
  | 'zero'

/** `<name>` is the value of an option; what stands in braces is left out where an option in it is not set. */
export interface InterfaceCommand {
  readonly text: string
  /** All must hold; absent: always. */
  readonly when?: readonly InterfaceCondition[]
  /** True where ifup goes on even if it fails. */
  readonly lenient?: true
}

export type InterfaceCondition =
  | { readonly option: string; readonly is: 'on' | 'off' | 'not-on' | 'not-off' }
  | { readonly option: string; readonly equals: string }
  | { readonly option: string; readonly differs: string }
  | { readonly interface: 'dotted' | 'loopback' | 'not-loopback' }

/** The stages of ifup 0.8.41 on Linux, with dhclient as the DHCP client. */
export function interfaceStages(): readonly InterfaceStage[] {
  return rows<InterfaceStage>(stageRows)
}
