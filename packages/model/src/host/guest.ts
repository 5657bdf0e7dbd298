import type { Release } from '@xenlint/catalogue'
import type { Root } from '@xenlint/syntax'
import { get } from '../guest/draft.js'
import {
  type GuestPlan,
  type GuestSurvey,
  type GuestText,
  planGuest,
  type SurveyedGuest,
  surveyedGuest
} from '../guest/index.js'
import { recognitionOf } from '../guest/recognition.js'
import type { Origin } from '../origin.js'
import { disksOf, type NicDefaults, nicsOf, pciDevicesOf, vncScreensOf } from './guest-devices.js'
import type { HostGuest, Told } from './host-guest.js'
import { toldBy } from './told.js'

/** What a guest is by its own file and the defaults of its host; which others there are decides the rest. */
export type OwnGuest = Omit<HostGuest, 'auto' | 'variantOf' | 'isTaken' | 'plan'>

/** What stands around a guest that its own file does not say. */
export interface GuestSetting {
  readonly release: Release
  readonly defaults: NicDefaults
}

interface Known {
  readonly source: GuestText
  readonly path: string
  readonly around: GuestSetting
  readonly guest: OwnGuest
}

const known = new WeakMap<Root, Known[]>()

/** The guest of a text: as long as the text and the defaults around it are the same, so is the guest. */
export function ownGuest(source: GuestText, path: string, around: GuestSetting): OwnGuest {
  const before = known.get(source.tree) ?? []
  const found = before.find(
    (each) => each.around === around && each.path === path && each.source.file === source.file
  )
  if (found) return found.guest
  const guest = readGuest(source, path, around)
  // What is asked for a release at a time; the surroundings of long ago are of no more use.
  known.set(source.tree, [...before.slice(-mostKept), { source, path, around, guest }])
  return guest
}

const mostKept = 12

function readGuest(source: GuestText, path: string, { release, defaults }: GuestSetting): OwnGuest {
  const { file, settings } = source
  const surveyed = surveyedGuest(source, release.xen)
  const { survey } = surveyed
  const whole = { file, start: 0, end: 0 }
  const memory = mebibytes(surveyed, 'memory', 'target_memkb') ??
    mebibytes(surveyed, 'maxmem', 'max_memkb') ?? { value: defaultMemoryMiB, origin: whole, isDefault: true }
  const vncScreens = vncScreensOf(surveyed)
  return {
    file,
    path,
    name: text(surveyed, 'name', 'c_info.name'),
    settings,
    survey,
    type: survey.guest,
    memoryMiB: memory,
    maxMemoryMiB: mebibytes(surveyed, 'maxmem', 'max_memkb') ?? memory,
    vcpus: number(surveyed, 'maxvcpus') ?? number(surveyed, 'vcpus'),
    ...some('uuid', toldBy(surveyed, 'uuid') && text(surveyed, 'uuid', 'c_info.uuid')),
    ...some('kernel', text(surveyed, 'kernel', 'b_info.kernel')),
    ...some('ramdisk', text(surveyed, 'ramdisk', 'b_info.ramdisk')),
    ...some('bootloader', text(surveyed, 'bootloader', 'b_info.bootloader')),
    nics: nicsOf(surveyed, defaults),
    disks: disksOf(surveyed),
    pciDevices: pciDevicesOf(surveyed),
    vncScreens,
    vncPorts: vncScreens.map(({ port }) => port)
  }
}

/** What libxl gives a guest whose file says nothing of memory. */
export const defaultMemoryMiB = 32

/** What `xl create` does with the file under a path, worked out when it is asked for. */
export function planUnder(source: GuestText, path: string, xen: string, cpus: number): () => GuestPlan {
  let plan: GuestPlan | undefined
  const { text, encoding } = source
  const written = { file: path, text, ...(encoding && { encoding }) }
  return () => (plan ??= planGuest(written, xen, { ...machine, cpus }))
}

/** True where nothing in a file keeps xl from taking it, however many CPUs the machine has: no plan has to be made. */
export function isTakenAnywhere(source: GuestText, { ends, settings }: GuestSurvey, xen: string): boolean {
  return (
    ends.length === 0 &&
    recognitionOf(source, xen).refusals.length === 0 &&
    settings.every(({ name }) => !onMachine.has(name))
  )
}

/** What xl reads with the number of CPUs at hand. */
const onMachine: ReadonlySet<string> = new Set(['cpus', 'cpus_soft', 'vnuma'])

const machine = { uuid: () => '00000000-0000-4000-8000-000000000000', generationId: () => [] }

function text(surveyed: SurveyedGuest, name: string, path: string): Told<string> | undefined {
  const value = get(surveyed.survey.draft, path)
  return typeof value === 'string' && value !== '' ? { value, origin: originOf(surveyed, name) } : undefined
}

function number(surveyed: SurveyedGuest, name: 'vcpus' | 'maxvcpus'): Told<number> | undefined {
  const value = get(surveyed.survey.draft, 'b_info.max_vcpus')
  const setting = toldBy(surveyed, name)
  return typeof value === 'bigint' && setting ? { value: Number(value), origin: setting.origin } : undefined
}

function mebibytes(surveyed: SurveyedGuest, name: string, field: string): Told<number> | undefined {
  const value = get(surveyed.survey.draft, `b_info.${field}`)
  if (typeof value !== 'bigint' || !toldBy(surveyed, name)) return undefined
  return { value: Number(value) / 1024, origin: originOf(surveyed, name) }
}

function originOf(surveyed: SurveyedGuest, name: string): Origin {
  return toldBy(surveyed, name)?.origin ?? { file: '', start: 0, end: 0 }
}

function some<Name extends string, T>(name: Name, value: T | undefined): { [Key in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: T }
}
