import { text as keyRows } from '#data/guest-device-keys'
import { text as stepRows } from '#data/guest-steps'
import deviceRows from '../data/guest-devices.json' with { type: 'json' }
import spellingRows from '../data/guest-spellings.json' with { type: 'json' }
import { grouped } from './libxl.js'
import type { GuestType } from './option.js'
import { type PerRelease, perRelease } from './per-release.js'
import type { Span } from './release.js'
import { once, rows } from './tables.js'

interface StepRow extends Span {
  /** Only these guests get as far as this step. */
  readonly guests?: readonly GuestType[]
}

interface OptionStep extends StepRow {
  readonly option: string
  /** The path of the field in libxl's domain configuration. */
  readonly into: string
  /** Set where xl asks without a warning. */
  readonly quiet?: boolean
  /** What xl says whenever it could read the option. */
  readonly remark?: string
}

interface Refusal {
  /** What xl says of a value that it does not know: `{value}`, `{option}`. */
  readonly refusal: string
  readonly status: number
}

/** One thing that `xl create` does with the settings of a guest; the rows stand in xl's order. */
export type GuestStep =
  | (OptionStep & { readonly step: 'text' | 'flag' })
  | (Omit<OptionStep, 'into'> & { readonly step: 'number'; readonly into?: string; readonly factor?: number })
  | (OptionStep & {
      readonly step: 'bounded'
      readonly minimum: number
      readonly maximum: number
      readonly status: number
    })
  | (OptionStep & Refusal & { readonly step: 'word'; readonly words: string })
  | (OptionStep & Refusal & { readonly step: 'named'; readonly spellings: string; readonly absent: string })
  | (OptionStep & Refusal & { readonly step: 'texts' })
  | (Omit<OptionStep, 'into'> & { readonly step: 'list' })
  | (StepRow & { readonly step: 'constant'; readonly into: string; readonly value: boolean })
  | (StepRow & { readonly step: 'devices'; readonly device: string })
  | (StepRow & {
      readonly step: 'own'
      readonly name: string
      /** Without this option it does nothing. */
      readonly option?: string
    })

/** How the value of a device's key is read. */
export type KeyReading =
  | 'text'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'switch'
  | 'choice'
  | 'word'
  | 'spelling'
  | 'yes'
  | 'no'
  | 'nothing'
  | 'mac'
  | 'rate'
  | 'uuid'
  | 'connectors'

/** A key of a device's string, or a bare `word`. */
export interface DeviceKey extends Span {
  readonly device: string
  readonly key?: string
  readonly word?: string
  readonly as: KeyReading
  readonly into: string
  readonly words?: string
  readonly spellings?: string
  readonly remark?: string
  readonly refusal?: string
  /** Where absent, xl goes on after the refusal. */
  readonly status?: number
}

/** The little language of one kind of device strings. */
export interface DeviceLanguage {
  /** Also the option that lists such strings. */
  readonly name: string
  /** The list of the domain configuration that they fill. */
  readonly list: string
  /**
   * `whole`: the string is one value; `tokens`: split at commas; `assignments`: that, up to the first without a `=`;
   * `pairs`: that, blanks around keys and values dropped.
   */
  readonly style: 'whole' | 'tokens' | 'assignments' | 'pairs'
  readonly into?: string
  /** The device gets its place in the list as number. */
  readonly numbered?: boolean
  readonly numberedUntil?: string
  /** A list that gets an empty device along with each. */
  readonly beside?: string
  /** A key whose value takes in the next token when it begins so. */
  readonly joined?: { readonly key: string; readonly prefix: string }
  readonly unknown?: string
  readonly unsplit?: string
  readonly status?: number
  /** What is looked at behind the last token. */
  readonly end?: string
}

export function guestSteps(): readonly GuestStep[] {
  return rows<GuestStep>(stepRows)
}

/** Those that one release takes. */
export const guestStepsAt: PerRelease<GuestStep> = perRelease(guestSteps)

export const deviceLanguages: ReadonlyMap<string, DeviceLanguage> = new Map(
  (deviceRows as readonly DeviceLanguage[]).map((row) => [row.name, row])
)

/** The keys of each kind of device. */
export const deviceKeys: () => ReadonlyMap<string, readonly DeviceKey[]> = once(() =>
  grouped(rows<DeviceKey>(keyRows), ({ device }) => device)
)

/** What libxl calls a word that xl compares letter by letter. */
export function spelling(table: string, written: string): string | undefined {
  return spellingRows.find((row) => row.table === table && row.written === written)?.meant
}
