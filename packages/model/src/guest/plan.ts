import { type GuestType, quirk, type XenVersion, xlSyntax } from '@xenlint/catalogue'
import { type Recognition, recogniseXl, type XlSetting, xlParseMessages } from '@xenlint/syntax'
import { checkAffinity } from './cpus.js'
import { type Draft, get } from './draft.js'
import { fill } from './fill.js'
import { answering, type Inquiry, inquire } from './inquiry.js'
import type { Json } from './json-text.js'
import type { Machine, Remark, Session, Status, Stop } from './session.js'
import { takeSteps } from './steps.js'
import { structureJson } from './structure-json.js'

/** The text of a guest's file as the real xl gets it. */
export interface GuestSource {
  /** The file's name as it was given: messages repeat it. */
  readonly file: string
  readonly text: string
  /** How its bytes became characters; absent: UTF-8. */
  readonly encoding?: 'utf-8' | 'latin1'
}

/** What `xl -N create` does with a file. */
export interface GuestPlan {
  readonly status: Status
  /** libxl's JSON; null where xl prints none. */
  readonly config: { [key: string]: Json } | null
  /** What xl writes to stderr, in order, with what each remark speaks of. */
  readonly remarks: readonly Remark[]
  /** What the file set, with the numbers as written. */
  readonly draft: Draft
}

/** Does what `xl -N create FILE` of one release does, on a machine of the given make. */
export function planGuest(
  source: GuestSource,
  xen: XenVersion,
  machine: Machine,
  takes?: Session['takes']
): GuestPlan {
  const dialect = xlSyntax(xen)
  const recognition = recogniseXl(source.text, dialect, source.encoding)
  const greeting = quirk('greeting', xen)
  const remarks: Remark[] = greeting ? [{ text: `${fill(greeting, { file: source.file })}\n` }] : []
  const refusal = xlParseMessages(recognition, source.file, dialect)
  if (refusal.length > 0) {
    remarks.push(...refusal.map((line) => ({ text: `${line}\n` })))
    return { status: recognition.aborted ? 'signal SIGABRT' : 1, config: null, remarks, draft: {} }
  }
  const opened = openSession(source.file, recognition.settings, answering(xen), machine, remarks)
  const session = takes ? { ...opened, takes } : opened
  const stop = takeSteps(session) ?? checkAffinity(session)
  const { draft, noted } = session
  const config = stop || noted.unlisted ? null : structureJson('domain_config', draft, xen)
  return { status: stop?.status ?? 0, config, remarks, draft }
}

/** All that keeps xl from creating a guest, and not only what it meets first. */
export interface GuestSurvey {
  /** The settings as libxlu stores them; none where it refuses the file. */
  readonly settings: readonly XlSetting[]
  /** Of each name the setting that counts. */
  readonly counting: ReadonlyMap<string, XlSetting>
  readonly guest: GuestType
  /** True where libxl gets the `rdm` of the file. */
  readonly reservesMemory: boolean
  readonly draft: Draft
  /** What xl says and goes on. */
  readonly remarks: readonly Remark[]
  /** What would end the run, each with what xl says last. */
  readonly ends: readonly { readonly stop: Stop; readonly remark?: Remark }[]
  /** True of a release by which the survey of the same settings would be the same. */
  isAlike(other: XenVersion): boolean
}

/** Reads on where xl would stop, as far as what follows has a meaning. */
export function surveyGuest(
  file: string,
  { settings, refusals }: Recognition,
  xen: XenVersion,
  machine: Machine
): GuestSurvey {
  const remarks: Remark[] = []
  const ends: { stop: Stop; remark?: Remark }[] = []
  const goesOn = (stop: Stop): void => {
    const said = saidOf(stop, remarks)
    const [remark] = typeof stop.status === 'number' && said >= 0 ? remarks.splice(said, 1) : []
    ends.push({ stop, ...(remark && { remark }) })
  }
  const session = { ...openSession(file, settings, inquire(xen), machine, remarks), goesOn }
  const { draft, noted, release, settings: counting } = session
  const last = refusals.length > 0 ? undefined : (takeSteps(session) ?? checkAffinity(session))
  if (last) goesOn(last)
  const reservesMemory = get(draft, 'b_info.u.hvm.rdm') !== undefined
  const { isAlike } = release
  return { settings, counting, guest: noted.guest, reservesMemory, draft, remarks, ends, isAlike }
}

/** Which remark belongs to the end of a run: the first about its piece, the last about its setting, or the last. */
function saidOf({ piece, setting }: Stop, remarks: readonly Remark[]): number {
  if (piece) return remarks.findIndex((remark) => remark.piece === piece)
  return setting ? remarks.findLastIndex((remark) => remark.setting === setting) : remarks.length - 1
}

/** The lines of stderr: some of xl's messages run into the next. */
export function messagesOf({ remarks }: Pick<GuestPlan, 'remarks'>): string[] {
  const text = remarks.map((remark) => remark.text).join('')
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function openSession(
  file: string,
  settings: readonly XlSetting[],
  release: Inquiry,
  machine: Machine,
  remarks: Remark[]
): Session {
  return {
    file,
    release,
    machine,
    settings: new Map(settings.map((setting) => [setting.name, setting])),
    draft: {},
    remarks,
    noted: { guest: 'pv', vcpus: 0n, pci: {}, unlisted: false }
  }
}
