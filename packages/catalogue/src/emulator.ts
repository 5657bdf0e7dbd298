import { text as backendRows } from '#data/emulator-backends'
import { text as measuredRows } from '#data/emulator-measured'
import { text as numberRows } from '#data/emulator-numbers'
import { text as pathRows } from '#data/emulator-paths'
import { text as placeRows } from '#data/emulator-places'
import { text as releaseRows } from '#data/emulator-releases'
import { text as textRows } from '#data/emulator-texts'
import { text as unmeasuredRows } from '#data/emulator-unmeasured'
import { compareVersions, type Span, within, type XenVersion } from './release.js'
import { once, rows } from './tables.js'

/** A release on which guests were started, and what the emulator makes of them held against that. */
export interface EmulatorRelease {
  readonly xen: XenVersion
  readonly source: string
}

/** Oldest first. */
export function emulatorReleases(): readonly EmulatorRelease[] {
  return rows<EmulatorRelease>(releaseRows)
}

/** What xl prints when it gives up a guest, as templates: `{id}`, `{bridge}`. */
export interface EmulatorText extends Span {
  readonly name: string
  /** The exit status of xl; absent where the text that `ends` this one has it. */
  readonly status?: number
  readonly lines: readonly string[]
  /** True of what libxl says before it fills in how the guest is built. */
  readonly isEarly?: boolean
  /** The text that always follows: `{kind}` is the kind of the guest. */
  readonly ends?: string
  readonly source: string
}

/** Where the source of other releases has a message that the texts give the place of one release: `libxl_dom.c:190`. */
export interface EmulatorPlace {
  readonly at: string
  readonly places: Readonly<Record<XenVersion, string>>
}

export function emulatorPlaces(): readonly EmulatorPlace[] {
  return rows<EmulatorPlace>(placeRows)
}

/** A limit or a share that Xen and xl reckon with. */
export interface EmulatorNumber extends Span {
  readonly name: string
  readonly value: number
  /** The option of Xen's command line that says another one. */
  readonly line?: string
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
export interface EmulatorPath extends Span {
  readonly name: string
  readonly path: string
  /** The package of Debian that it comes with. */
  readonly package?: string
  readonly summary: string
  readonly source: string
}

export function emulatorPaths(): readonly EmulatorPath[] {
  return rows<EmulatorPath>(pathRows)
}

/** Where Debian's own packages put one; what lies elsewhere on another release wants to know that. */
export function emulatorPath(name: string, xen?: XenVersion): string {
  return pathRow(name, xen).path.replace('{xen}', xen ?? '')
}

/** The package of Debian that one comes with, where a row says so. */
export function emulatorPackage(name: string, xen: XenVersion): string {
  return pathRow(name, xen).package ?? ''
}

function pathRow(name: string, xen?: XenVersion): EmulatorPath {
  const found = emulatorPaths().filter((each) => each.name === name)
  const row = xen === undefined ? found[0] : found.find((each) => within(each, xen))
  if (!row) throw new Error(`the catalogue has no path \`${name}\` for the emulator`)
  return row
}

/** A format of disks that libxl lets a backend serve. */
export interface EmulatorBackend extends Span {
  readonly backend: string
  readonly format: string
  readonly source: string
}

export function emulatorBackends(): readonly EmulatorBackend[] {
  return rows<EmulatorBackend>(backendRows)
}

/** Whether libxl lets a backend serve disks of a format. */
export function servesFormat(backend: string, format: string, xen: XenVersion): boolean {
  return servedAt(xen).has(`${backend} ${format}`)
}

const servedAt = eachRelease(
  (xen) =>
    new Set(
      emulatorBackends()
        .filter((row) => within(row, xen))
        .map(({ backend, format }) => `${backend} ${format}`)
    )
)

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
  return emulatorReleases().some((row) => row.xen === xen)
}

/** The release that stands for one that was not measured: the newest of those before it, or else the oldest. */
export function measuredBeside(xen: XenVersion): XenVersion {
  const all = emulatorReleases()
  const row = all.findLast((each) => compareVersions(each.xen, xen) <= 0) ?? all[0]
  if (!row) throw new Error('the catalogue has no release for the emulator')
  return row.xen
}

/** The row of a release, or of the one that stands for it. */
export function emulatorText(name: string, xen: XenVersion): EmulatorText {
  return textOf(name, xen)
}

/** Whether there is such a text at all on a release, or on the one that stands for it. */
export function emulatorSays(name: string, xen: XenVersion): boolean {
  return namesAt(xen).has(name)
}

const namesAt = eachRelease((xen) => {
  const measured = measuredBeside(xen)
  return new Set(
    emulatorTexts()
      .filter((row) => within(row, measured))
      .map(({ name }) => name)
  )
})

/** Worked out once for a release: a boot asks for the same of every guest. */
function eachRelease<Answer>(work: (xen: XenVersion) => Answer): (xen: XenVersion) => Answer {
  const known = new Map<XenVersion, Answer>()
  return (xen) => {
    const answer = known.get(xen) ?? work(xen)
    known.set(xen, answer)
    return answer
  }
}

export function emulatorNumber(name: string, xen: XenVersion): number {
  return numberOf(name, xen).value
}

/** The option of Xen's command line that says another number. */
export function emulatorLine(name: string, xen: XenVersion): string | undefined {
  return numberOf(name, xen).line
}

const textOf = picked(emulatorTexts, placed)
const numberOf = picked(emulatorNumbers, (row) => row)

type Pick<Row> = (name: string, xen: XenVersion) => Row

/** The rows by name and release, each found once: a boot asks for the same few over and over. */
function picked<Row extends Span & { readonly name: string }>(
  all: () => readonly Row[],
  finish: (row: Row, measured: XenVersion) => Row
): Pick<Row> {
  const byRelease = new Map<XenVersion, Map<string, Row>>()
  return (name, xen) => {
    const rowsThere = byRelease.get(xen) ?? new Map<string, Row>()
    byRelease.set(xen, rowsThere)
    const known = rowsThere.get(name)
    if (known) return known
    const measured = measuredBeside(xen)
    const row = all().find((each) => each.name === name && within(each, measured))
    if (!row) throw new Error(`the catalogue has no row \`${name}\` for the emulator`)
    const finished = finish(row, measured)
    rowsThere.set(name, finished)
    return finished
  }
}

/** libxl says of each message where its source has it, which moves from release to release. */
function placed(text: EmulatorText, xen: XenVersion): EmulatorText {
  const lines = text.lines.map((line) =>
    line.replace(/\b\w+\.c:\d+(?=:)/, (at) => placesByName().get(at)?.places[xen] ?? at)
  )
  return { ...text, lines }
}

const placesByName = once(() => new Map(emulatorPlaces().map((row) => [row.at, row])))
