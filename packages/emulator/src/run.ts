import { emulatorText, isMeasured, measuredBeside, type XenVersion } from '@xenlint/catalogue'
import { draftAt, type GuestPlan, type Host, type HostGuest, messagesOf, type Origin } from '@xenlint/model'
import { lacksNewModel } from './device-model-fallback.js'
import type { Doubted, GuestEvent, Refused } from './event.js'
import type { Appetite } from './memory.js'
import type { State } from './state.js'

/** One `xl create`: the host as it stands, and the guest. */
export interface Run {
  readonly host: Host
  readonly state: State
  readonly guest: HostGuest
  readonly xen: XenVersion
  /** The id that the guest gets. */
  readonly id: number
  readonly appetite: Appetite
  /** What the steps before have come to. */
  readonly noted: { shrunkKiB: number; isCertain: boolean; defaulted: number; lines: string[] }
}

/** A part of `xl create`; a refusal ends it. */
export type Step = (run: Run) => Generator<GuestEvent, Refused | undefined>

/** Why a guest is refused. */
export interface Cause {
  /** What xl and its scripts print of it. */
  readonly said: Said
  readonly why: string
  readonly origin: Origin
  readonly related?: Refused['related']
}

/** Lines, and the exit status that comes of them. */
export interface Said {
  /** The row of the catalogue that it began with. */
  readonly name: string
  readonly lines: readonly string[]
  readonly status: number
}

/** Ends the run; on a release that was not measured, it only says what would end it on one that was. */
export function* refuse(run: Run, cause: Cause): Generator<GuestEvent, Refused | undefined> {
  if (!isMeasured(run.xen)) {
    const why = `on Xen ${measuredBeside(run.xen)} it would fail here: ${cause.why}`
    yield { ...doubt(why, [], cause.origin), case: cause.said.name }
    return undefined
  }
  return refused(run, cause)
}

export function refused(run: Run, { said, why, origin, related }: Cause): Refused {
  return {
    type: 'refused',
    status: said.status,
    case: said.name,
    messages: [...warningsOf(run), ...saidOfDefaults(run, said), ...run.noted.lines, ...said.lines],
    why,
    origin,
    ...(related && { related })
  }
}

/** What libxl says on the way, and goes on; on a release that was not measured, nothing. */
export function* warn(run: Run, { said, why, origin }: Cause): Generator<GuestEvent> {
  if (!isMeasured(run.xen)) return
  run.noted.lines.push(...said.lines)
  yield { type: 'warned', case: said.name, messages: said.lines, why, origin }
}

/** What xl says of the file and goes on. */
export function warningsOf({ guest }: Run): string[] {
  return quietly(guest.plan())
}

/** Options that label a guest for XSM, which Debian's Xen does without, by where libxl keeps them. */
const labels = [
  { field: 'c_info.ssid_label', name: 'init_seclabel' },
  { field: 'b_info.exec_ssid_label', name: 'seclabel' },
  { field: 'b_info.device_model_ssid_label', name: 'device_model_stubdomain_seclabel' }
]

/** What libxl says while it fills in what a file leaves open: of labels each time, and of a QEMU that is not there once. */
function saidOfDefaults(run: Run, { name }: Said): string[] {
  const isEarly = emulatorText(name, run.xen).isEarly === true
  const model = !isEarly && lacksNewModel(run) ? said(run, 'device-model-fallback').lines : []
  return [...eachTime(run, labelLines(run)), ...model]
}

function labelLines(run: Run): string[] {
  return labelsOf(run).flatMap(({ name }) => said(run, 'label-unused', { name }).lines)
}

function eachTime({ noted }: Run, lines: readonly string[]): string[] {
  return Array.from({ length: noted.defaulted }, () => lines).flat()
}

function labelsOf({ guest }: Run): typeof labels {
  return labels.filter(({ field }) => draftAt(guest.survey.draft, field) !== undefined)
}

/** A guest whose labels are lost comes up without them. */
export function* warnOfLabels(run: Run): Generator<GuestEvent> {
  const [first] = labelsOf(run)
  if (!first || !isMeasured(run.xen)) return
  // The first label of a file that names no other is that of its beginning.
  const written = ['seclabel', first.name].findLast((name) => settingOrigin(run, name)) ?? first.name
  const origin = settingOrigin(run, written)
  const why = `Xen was built without XSM, so \`${written}\` does nothing`
  const messages = eachTime(run, labelLines(run))
  yield { type: 'warned', case: 'label-unused', messages, why, ...(origin && { origin }) }
}

/** A guest without a device model comes up all the same, as it has no use for one. */
export function* warnOfModel(run: Run): Generator<GuestEvent> {
  if (!lacksNewModel(run)) return
  const messages = said(run, 'device-model-fallback').lines
  const why = 'libxl finds no QEMU of its own, and turns to the old one'
  yield { type: 'warned', case: 'device-model-fallback', messages, why, isIdle: run.guest.type !== 'hvm' }
}

/** What xl says when it is not to say which file it reads, as xendomains wants it. */
export function quietly(plan: Pick<GuestPlan, 'remarks'>): string[] {
  return messagesOf(plan).filter((line) => line !== '' && !/^Parsing config from\b/.test(line))
}

/** Where the file sets an option; the last time counts. */
export function settingOrigin({ guest }: Run, name: string): Origin | undefined {
  return guest.settings.findLast((setting) => setting.name === name)?.origin
}

/** The beginning of the guest's file, where no line of it is to blame. */
export function wholeFile({ guest }: Pick<Run, 'guest'>): Origin {
  return { file: guest.file, start: 0, end: 0 }
}

/** The last value of an option on Xen's command line. */
export function optionOf({ host }: Run, name: string): string | undefined {
  return host.boot.xenOptions?.findLast((option) => option.name === name)?.value
}

export function doubt(why: string, needs: readonly string[], origin?: Origin): Doubted {
  return { type: 'doubted', why, needs, ...(origin && { origin }) }
}

type Values = Readonly<Record<string, string | number>>

/** Of whom something is said: a guest is of one kind or the other. */
type Speaker = Pick<Run, 'xen' | 'id'> & { readonly guest?: Pick<HostGuest, 'type'> }

/** A text of xl's with all that follows it. */
export function said(speaker: Speaker, name: string, values: Values = {}): Said {
  const { xen, id, guest } = speaker
  const { lines, status = 0, ends } = emulatorText(name, xen)
  const filled = lines.map((line) => fill(line, { id, ...values }))
  if (ends === undefined) return { name, lines: filled, status }
  const rest = said(speaker, fill(ends, { kind: kindOf(guest) }), values)
  return { name, lines: [...filled, ...rest.lines], status: status || rest.status }
}

/** The text of a guest that is given up when it has its console: what is said of it then hangs on its kind. */
export function destroyedLate({ guest }: Pick<Run, 'guest'>): string {
  return `destroyed-late-${kindOf(guest)}`
}

function kindOf(guest: Speaker['guest']): 'pv' | 'hvm' {
  return guest?.type === 'hvm' || guest?.type === 'pvh' ? 'hvm' : 'pv'
}

/** Several texts one after the other; the first exit status counts. */
export function together(texts: readonly Said[]): Said {
  return {
    name: texts[0]?.name ?? '',
    lines: texts.flatMap(({ lines }) => lines),
    status: texts.find(({ status }) => status !== 0)?.status ?? 0
  }
}

function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
