import { text as measuredRows } from '#data/emulator-measured'
import { text as numberRows } from '#data/emulator-numbers'
import { text as pathRows } from '#data/emulator-paths'
import { text as textRows } from '#data/emulator-texts'
import { text as unmeasuredRows } from '#data/emulator-unmeasured'
import { type Span, within, type XenVersion } from './release.js'
import { once, rows } from './tables.js'

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

/** A program or an image of the host that guests start with. */
export interface EmulatorPath {
  readonly name: string
  readonly path: string
  readonly summary: string
  readonly source: string
}

export function emulatorPaths(): readonly EmulatorPath[] {
  return rows<EmulatorPath>(pathRows)
}

/** Where Debian's own packages put one. */
export function emulatorPath(name: string): string {
  const row = emulatorPaths().find((each) => each.name === name)
  if (!row) throw new Error(`the catalogue has no path \`${name}\` for the emulator`)
  return row.path
}

/** What a guest may have that was seen on no real Xen: a field of its domain configuration. */
export interface Unmeasured {
  readonly field: string
  readonly what: string
}

export function emulatorUnmeasured(): readonly Unmeasured[] {
  return rows<Unmeasured>(unmeasuredRows)
}

/** An option with which a guest with a device model was seen to start; no other is taken for harmless. */
export interface Measured {
  readonly option: string
  /** The values that were seen, where not every value does as well. */
  readonly values?: readonly string[]
  /** A regular expression of more values that all do. */
  readonly form?: string
  /** The network cards that QEMU has. */
  readonly cards?: readonly string[]
}

export const emulatorMeasured: () => ReadonlyMap<string, Measured> = once(
  () => new Map(rows<Measured>(measuredRows).map((row) => [row.option, row]))
)

/** True where the emulator was held against a real Xen of the release. */
export function isMeasured(xen: XenVersion): boolean {
  return emulatorNumbers().some((row) => within(row, xen))
}

/** The row of a release, or that of another one where the release was not measured. */
export function emulatorText(name: string, xen: XenVersion): EmulatorText {
  return textOf(name, xen)
}

export function emulatorNumber(name: string, xen: XenVersion): number {
  return numberOf(name, xen).value
}

const textOf = picked(emulatorTexts)
const numberOf = picked(emulatorNumbers)

type Pick<Row> = (name: string, xen: XenVersion) => Row

/** The rows by name and release, each found once: a boot asks for the same few over and over. */
function picked<Row extends Span & { readonly name: string }>(all: () => readonly Row[]): Pick<Row> {
  const byRelease = new Map<XenVersion, Map<string, Row>>()
  return (name, xen) => {
    const known = byRelease.get(xen) ?? new Map<string, Row>()
    byRelease.set(xen, known)
    const group = known.has(name) ? [] : all().filter((row) => row.name === name)
    const row = known.get(name) ?? group.find((each) => within(each, xen)) ?? group.at(-1)
    if (!row) throw new Error(`the catalogue has no row \`${name}\` for the emulator`)
    known.set(name, row)
    return row
  }
}
