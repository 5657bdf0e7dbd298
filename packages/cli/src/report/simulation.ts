import {
  describe,
  type Event,
  type GuestCause,
  type GuestOutcome,
  isParting,
  outcomeOf,
  returnsAfterReboot,
  type Simulation,
  type Until
} from '@xenlint/emulator'
import type { Origin } from '@xenlint/model'
import { lineIndex, pointAt } from '@xenlint/syntax'
import { type Paint, paint } from '../paint.js'
import { type Secrets, secretNames, secretsOf } from '../secrets.js'
import { hanging, wrap } from '../wrap.js'
import { frame, harmless } from './frame.js'

/** A simulation, and what people need to read it. */
export interface SimulationReport {
  /** What was taken for the host and the release, as a sentence. */
  readonly heading: string
  /** The folder of the host: places are told by what stands below it. */
  readonly host: string
  readonly simulation: Simulation
  readonly until: Until
  /** A file that origins name: its text and its format's id. */
  file(path: string): { readonly text: string; readonly format: string } | undefined
}

export interface SimulationView {
  readonly colour: boolean
  readonly width: number
  /** All guests, and every word that xl prints. */
  readonly verbose: boolean
}

/** The timeline for people: boot, network, guests in their order, shutdown, and one sentence at the end. */
export function simulationText(report: SimulationReport, view: SimulationView): string {
  const page: Page = { report, view, style: paint(view.colour) }
  const sections = [
    wrap(report.heading, view.width).map(page.style.strong),
    section(page, 'Boot', bootLines(page)),
    section(page, 'Network', networkLines(page)),
    ...(report.until === 'boot' ? [] : [section(page, 'Guests, in their order', guestLines(page))]),
    ...(report.until === 'stop' ? [section(page, 'Shutdown', stopLines(page))] : []),
    ...(report.until === 'boot' ? [] : [wrap(returnsAfterReboot(report.simulation), view.width)])
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

interface Page {
  readonly report: SimulationReport
  readonly view: SimulationView
  readonly style: Paint
}

function section({ style }: Page, title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [style.strong(title), ...lines]
}

/** How far texts stand from the left. */
const margin = 12

function bootLines(page: Page): string[] {
  return page.report.simulation.happenings
    .filter(({ actor }) => actor === 'GRUB' || actor === 'Xen')
    .flatMap(({ actor, event }) => eventLines(page, actor, event))
}

function networkLines(page: Page): string[] {
  return page.report.simulation.happenings
    .filter(({ actor }) => actor === 'ifup')
    .flatMap(({ subject, event }) => eventLines(page, subject, event, withoutName(describe(event), subject)))
}

/** The name stands in front already. */
function withoutName(text: string, name: string): string {
  const start = `\`${name}\` `
  return text.startsWith(start) ? text.slice(start.length) : text
}

function stopLines(page: Page): string[] {
  const groups = new Map<string, { event: Event; names: string[] }>()
  for (const { event, subject } of page.report.simulation.happenings) {
    if (event.type !== 'parted') continue
    const words = describe(event)
    const group = groups.get(words) ?? { event, names: [] }
    groups.set(words, group)
    group.names.push(subject)
  }
  const none = groups.size === 0 ? ['  no guest runs'] : []
  return [
    ...none,
    ...[...groups].flatMap(([words, { event, names }]) => partingLines(page, words, event, names))
  ]
}

function partingLines(page: Page, words: string, event: Event, names: readonly string[]): string[] {
  const shown = page.view.verbose ? names : names.slice(0, mostGuests)
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : ''
  return labelled(page, partingLabels[words.split(':')[0] ?? ''] ?? 'leaves', outcomeOf(event), [
    `${shown.join(', ')}${more}${words.includes(':') ? words.slice(words.indexOf(':')) : ''}`
  ])
}

const partingLabels: Readonly<Record<string, string>> = {
  'it is saved': 'saved',
  'it moves to another host': 'migrated',
  'it is shut down': 'shut down',
  'it loses its power': 'killed'
}

function eventLines(page: Page, label: string, event: Event, words: string = describe(event)): string[] {
  const origin = 'origin' in event ? event.origin : undefined
  const place = origin ? ` (${placeOf(page, origin)})` : ''
  return labelled(page, label, outcomeOf(event), [words + place])
}

function labelled(page: Page, label: string, outcome: Outcome, texts: readonly string[]): string[] {
  const [first = '', ...rest] = texts.flatMap((text) => hanging(harmless(text), margin, page.view.width))
  const look = outcome === 'ok' ? (text: string) => text : looks(page.style)[outcome]
  if (label.length + 3 > margin) return [`  ${look(harmless(label))}`, first, ...rest]
  return [`  ${look(label.padEnd(margin - 2))}${first.trimStart()}`, ...rest]
}

type Outcome = ReturnType<typeof outcomeOf>

function looks(style: Paint): Readonly<Record<Outcome, (text: string) => string>> {
  return { ok: style.added, failed: style.severity.error, unknown: style.severity.warning }
}

/** How many guests that run are told one by one. */
const mostGuests = 40

function guestLines(page: Page): string[] {
  const { guests, happenings } = page.report.simulation
  const left = happenings.find(({ event }) => event.type === 'guests-left')
  if (left) return labelled(page, 'none', outcomeOf(left.event), [describe(left.event)])
  if (guests.length === 0) return ['  none starts with the host']
  const width = Math.min(24, Math.max(...guests.map((guest) => titleOf(guest).length)))
  const shared = sharedCause(guests)
  const lines =
    shared === undefined ? [] : labelled(page, 'unknown', 'unknown', [`${shared}, so of none is it certain`])
  let untold = 0
  let told = 0
  for (const guest of guests) {
    const isPlain = guest.state === 'running' && toldWarnings(guest).length === 0
    if (isPlain && !page.view.verbose && ++told > mostGuests) untold++
    else lines.push(...outcomeLines(page, withoutCause(guest, shared), width))
  }
  const free = memoryLine(page)
  if (untold > 0) lines.push(page.style.faint(`  … and ${untold} more that run (-v shows all)`))
  return [...lines, ...free]
}

/** What is said of every guest by itself and is about none of them. */
function sharedCause(guests: readonly GuestOutcome[]): string | undefined {
  const open = guests.filter(({ state }) => state === 'unknown')
  const [first] = open
  const shared = first?.causes.find(
    ({ why, origin, needs }) =>
      !origin &&
      needs.length === 0 &&
      open.every(({ causes }) => causes.some((each) => each.why === why && !each.origin))
  )
  return open.length > 1 ? shared?.why : undefined
}

function withoutCause(guest: GuestOutcome, shared: string | undefined): GuestOutcome {
  if (shared === undefined) return guest
  return { ...guest, causes: guest.causes.filter(({ why, origin }) => why !== shared || origin) }
}

function memoryLine(page: Page): string[] {
  const { memory } = page.report.simulation
  if (!memory) return []
  const { dom0KiB, freeKiB } = memory.after
  return labelled(page, 'memory', 'ok', [
    `dom0 has ${mebibytes(dom0KiB)} MiB now, and ${mebibytes(freeKiB)} MiB are free`
  ])
}

function mebibytes(KiB: number): number {
  return Math.floor(KiB / 1024)
}

function titleOf({ name, path }: GuestOutcome): string {
  return harmless(name === '' ? path : name)
}

const states: Readonly<Record<GuestOutcome['state'], { word: string; outcome: Outcome }>> = {
  running: { word: 'runs', outcome: 'ok' },
  failed: { word: 'fails', outcome: 'failed' },
  skipped: { word: 'left out', outcome: 'ok' },
  unknown: { word: 'unknown', outcome: 'unknown' }
}

function outcomeLines(page: Page, guest: GuestOutcome, width: number): string[] {
  const { word, outcome } = states[guest.state]
  const look = looks(page.style)[outcome]
  const title = page.style.strong(titleOf(guest).padEnd(width))
  const facts = factsOf(guest)
  const isLong = margin + Math.max(width, titleOf(guest).length) + 2 + facts.length > page.view.width
  const start = `  ${look(word.padEnd(margin - 2))}${title}`
  const line = (isLong ? start : `${start}  ${facts}`).trimEnd()
  const below = isLong && facts !== '' ? hanging(facts, margin, page.view.width) : []
  const told = page.view.verbose ? guest.causes : once(guest.causes)
  const causes = told.flatMap((cause) => causeLines(page, cause, outcome))
  const warned = toldWarnings(guest).flatMap(({ why, origin }) =>
    causeLines(page, { why, needs: [], ...(origin && { origin }) }, 'unknown')
  )
  return [line, ...below, ...causes, ...warned, ...spokenLines(page, guest)]
}

/** Warnings on which something hangs for a guest. */
function toldWarnings({ warnings = [] }: GuestOutcome): NonNullable<GuestOutcome['warnings']> {
  return warnings.filter(({ isIdle }) => !isIdle)
}

/** The first of those that say the same of several places. */
function once(causes: readonly GuestCause[]): readonly GuestCause[] {
  return causes.filter(({ why }, index) => causes.findIndex((each) => each.why === why) === index)
}

function factsOf({ id, memoryMiB, vcpus, path, state, exitStatus, shrunkKiB }: GuestOutcome): string {
  if (state === 'failed' && exitStatus !== undefined) return `${path}: xl ends with ${exitStatus}`
  if (state === 'skipped') return path
  const size =
    memoryMiB === undefined ? [] : [`${memoryMiB} MiB`, `${vcpus} ${vcpus === 1 ? 'vCPU' : 'vCPUs'}`]
  const given = shrunkKiB === undefined ? [] : [`dom0 gives ${mebibytes(shrunkKiB)} MiB`]
  return [...(id === undefined ? [] : [`id ${id}`]), ...size, ...given].join(', ')
}

function causeLines(page: Page, { why, origin, related, needs }: GuestCause, outcome: Outcome): string[] {
  const { style, view } = page
  const say = (text: string): string[] => hanging(harmless(text), margin, view.width)
  const needed = needs.length > 0 ? say(`a fact would tell: ${needs.join(', ')}`).map(style.faint) : []
  const shown = origin && origin.end > origin.start ? frameLines(page, origin, outcome) : []
  const also = related ? say(`see ${placeOf(page, related.origin)}: ${related.message}`) : []
  return [...say(`${capital(why)}.`), ...needed, ...shown, ...also]
}

function capital(text: string): string {
  // Names of programs are written as they are called.
  if (/^(?:xl|dom0|ifup|xendomains)\b/.test(text)) return text
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function frameLines(page: Page, origin: Origin, outcome: Outcome): string[] {
  const { style, view } = page
  const file = fileOf(page, origin)
  const indent = ' '.repeat(margin)
  if (!file) return []
  const rows = frame(file.text, origin.start, origin.end, view.width - margin - 2, file.secrets.mask).rows
  return [
    style.faint(`${indent}${placeOf(page, origin)}`),
    ...rows.flatMap(({ source, carets }) => {
      const meant = carets.trimStart()
      const before = carets.slice(0, carets.length - meant.length)
      return [`${indent}  ${source}`, `${indent}  ${before}${looks(style)[outcome](meant)}`]
    })
  ]
}

const read = new WeakMap<SimulationReport, Map<string, { text: string; secrets: Secrets }>>()

function fileOf({ report }: Page, { file }: Origin): { text: string; secrets: Secrets } | undefined {
  const known = read.get(report) ?? new Map()
  read.set(report, known)
  const before = known.get(file)
  if (before) return before
  const found = report.file(file)
  if (!found) return undefined
  const made = { text: found.text, secrets: secretsOf(found.text, secretNames(found.format)) }
  known.set(file, made)
  return made
}

function placeOf(page: Page, origin: Origin): string {
  const file = fileOf(page, origin)
  const name = belowHost(page.report.host, origin.file)
  return file && origin.end > origin.start
    ? `${name}:${pointAt(lineIndex(file.text), origin.start).line}`
    : name
}

function belowHost(host: string, file: string): string {
  const folder = host.endsWith('/') ? host : `${host}/`
  return folder !== '/' && file.startsWith(folder) ? file.slice(folder.length) : file
}

/** How many lines of xl's are repeated; the first tell the most. */
const mostWords = 6

function spokenLines(page: Page, outcome: GuestOutcome): string[] {
  const { messages: seen, guest } = outcome
  const { view, style } = page
  const mask = guest && fileOf(page, { file: guest.file, start: 0, end: 0 })?.secrets.mask
  const messages = [...seen, ...toldWarnings(outcome).flatMap((warning) => warning.messages)]
  const telling = view.verbose ? messages : messages.filter((line) => !isParting(line))
  if (telling.length === 0) return []
  const few = view.verbose ? telling : telling.slice(0, mostWords)
  const more = telling.length > few.length ? [`  … and ${telling.length - few.length} more lines (-v)`] : []
  const lines = few.flatMap((line) => {
    // Where in libxl it is said helps only who looks for the very words.
    const words = view.verbose ? line : line.replace(place, '$1')
    const [first = '', ...rest] = wrap(harmless(mask ? mask(words) : words), view.width - margin - 4)
    return [`  ${first}`, ...rest.map((each) => `    ${each}`)]
  })
  return ['xl prints:', ...lines, ...more].map((each) => style.faint(`${' '.repeat(margin)}${each}`))
}

const place = /^((?:libxl|xc|xl): [\w ]+: (?:panic: )?)\S+\.c:\d+:\s*(?:\w+: )?/
