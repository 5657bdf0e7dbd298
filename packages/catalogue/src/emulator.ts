import { text as numberRows } from '#data/emulator-numbers'
import { text as textRows } from '#data/emulator-texts'
import { text as unmeasuredRows } from '#data/emulator-unmeasured'
import { grouped } from './libxl.js'
import { type Span, within, type XenVersion } from './release.js'
import { rows } from './tables.js'

/** What xl prints when it gives up a guest, as templates: `{id}`, `{bridge}`. */
export interface EmulatorText extends Span {
  readonly name: string
  /** The exit status of xl; absent where the text that `ends` this one has it. */
  readonly status?: number
  readonly lines: readonly string[]
  /** The text that always follows. */
  readonly ends?: string
  readonly source: string
}

/** A limit or a share that Xen and xl reckon with. */
export interface EmulatorNumber extends Span {
  readonly name: string
  readonly value: number
  readonly summary: string
  readonly source: string
}

/** What was seen on a real Xen of some release. */
export function emulatorTexts(): readonly EmulatorText[] {
  return rows<EmulatorText>(textRows)
}

export function emulatorNumbers(): readonly EmulatorNumber[] {
  return rows<EmulatorNumber>(numberRows)
}

/** What a guest may have that was seen on no real Xen: a field of its domain configuration. */
export interface Unmeasured {
  readonly field: string
  readonly what: string
}

export function emulatorUnmeasured(): readonly Unmeasured[] {
  return rows<Unmeasured>(unmeasuredRows)
}

/** True where the emulator was held against a real Xen of the release. */
export function isMeasured(xen: XenVersion): boolean {
  return emulatorNumbers().some((row) => within(row, xen))
}

/** The row of a release, or that of another one where the release was not measured. */
export function emulatorText(name: string, xen: XenVersion): EmulatorText {
  texts ??= grouped(emulatorTexts(), (row) => row.name)
  return pick(texts, name, xen)
}

export function emulatorNumber(name: string, xen: XenVersion): number {
  numbers ??= grouped(emulatorNumbers(), (row) => row.name)
  return pick(numbers, name, xen).value
}

let texts: Map<string, EmulatorText[]> | undefined
let numbers: Map<string, EmulatorNumber[]> | undefined

function pick<Row extends Span>(
  groups: ReadonlyMap<string, readonly Row[]>,
  name: string,
  xen: XenVersion
): Row {
  const group = groups.get(name) ?? []
  const row = group.find((each) => within(each, xen)) ?? group.at(-1)
  if (!row) throw new Error(`the catalogue has no row \`${name}\` for the emulator`)
  return row
}
