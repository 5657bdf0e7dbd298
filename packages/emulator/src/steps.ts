import { emulatorLine, emulatorNumber } from '@xenlint/catalogue'
import { devicePath, draftAt, type GuestDisk, type Host, type Origin, truth } from '@xenlint/model'
import { poolFault, poolOf } from './cpu-pools.js'
import { defaultsFault } from './defaults.js'
import type { GuestEvent, Refused } from './event.js'
import { deviceAt, isPresent } from './presence.js'
import {
  type Cause,
  doubt,
  optionOf,
  type Run,
  refuse,
  said,
  settingOrigin,
  warnOfLabels,
  warnOfModel,
  wholeFile
} from './run.js'
import type { State } from './state.js'

/** What libxl asks of the machine before anything is made. */
export function* checkMachine(run: Run): Generator<GuestEvent, Refused | undefined> {
  run.noted.defaulted++
  const fault = machineFault(run)
  if (fault) return yield* refuse(run, fault)
  yield* warnOfLabels(run)
  yield* warnOfModel(run)
  if (poolOf(run) === undefined)
    yield doubt(
      'whether that pool of CPUs is there when guests start decides',
      ['pools'],
      settingOrigin(run, 'pool')
    )
  const { facts } = run.host
  const device = run.guest.pciDevices[0]
  if (device && facts.iommu === undefined)
    yield doubt('whether the machine can pass devices on decides', ['iommu'], device.origin)
  return undefined
}

export function machineFault(run: Run): Cause | undefined {
  const { guest, host } = run
  const pool = poolFault(run)
  if (pool) return pool
  // Where Xen has shadow paging, xl finds out only when the domain is made.
  if (guest.type !== 'pv' && host.facts.hvm === false && !host.facts.shadow) {
    return { said: said(run, 'paging-unavailable'), ...beyondProcessor(run) }
  }
  return passthroughFault(run) ?? defaultsFault(run)
}

function beyondProcessor(run: Run): Pick<Cause, 'why' | 'origin'> {
  const { type } = run.guest
  const origin = settingOrigin(run, 'type') ?? settingOrigin(run, 'builder') ?? wholeFile(run)
  return { why: `the processor cannot run ${type.toUpperCase()} guests`, origin }
}

function passthroughFault(run: Run): Cause | undefined {
  const { guest, host } = run
  const device = guest.pciDevices[0]?.origin
  const setting = settingOrigin(run, 'passthrough')
  const wish = draftAt(guest.survey.draft, 'c_info.passthrough')
  const isWanted = wish === 'disabled' ? false : wish !== undefined || device !== undefined
  const origin = device ?? setting ?? wholeFile(run)
  const off = iommuOff(host)
  if (isWanted && (off || host.facts.iommu === false)) {
    const why = off
      ? 'Xen is told to leave the IOMMU off, without which it passes no devices on'
      : 'the machine has no IOMMU that is on to pass devices on with'
    const related = off && { related: { origin: off, message: 'This turns it off.' } }
    return { said: said(run, 'passthrough-unavailable'), why, origin, ...related }
  }
  if (isWanted || !device) return undefined
  const why = '`passthrough = "disabled"` stands beside devices that are passed on'
  return { said: said(run, 'passthrough-disabled'), why, origin: setting ?? device }
}

/** Where Xen's command line turns the IOMMU off, if it does: of several words the last counts. */
function iommuOff({ boot }: Host): Origin | undefined {
  const words = (boot.xenOptions ?? []).filter(({ name }) => name === 'iommu')
  const last = words.at(-1)
  const switched = words.flatMap(({ value = '', isNegated }) => (isNegated ? ['off'] : value.split(',')))
  const isOn = switched.map(truth).findLast((each) => each !== undefined)
  return last && isOn === false ? (last.valueOrigin ?? last.origin) : undefined
}

/** Xen finds an id and makes the domain, or cannot: the id is gone either way. Then the domain is named. */
export function* makeDomain(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, id, state } = run
  yield { type: 'id-taken', id }
  const fault = vcpusFault(run) ?? framesFault(run) ?? versionFault(run) ?? pagingFault(run)
  const end = fault && (yield* refuse(run, fault))
  if (end) return end
  if (isShadowed(run) && run.host.facts.shadow === undefined)
    yield doubt('whether Xen was built with shadow paging decides', ['shadow'], settingOrigin(run, 'hap'))
  const name = guest.name?.value ?? ''
  const holder = holderOf(state, name)
  if (holder === undefined) return undefined
  const origin = guest.name?.origin ?? wholeFile(run)
  if (state.domains.get(holder)?.isCertain === false) {
    yield doubt(`a guest \`${name}\` may run already`, [], origin)
    return undefined
  }
  const why = `a guest \`${name}\` runs already`
  return yield* refuse(run, { said: said(run, 'name-taken', { name }), why, origin })
}

function vcpusFault(run: Run): Cause | undefined {
  const { guest, xen } = run
  const most = emulatorNumber(guest.type === 'pv' ? 'vcpus-most-pv' : 'vcpus-most-hvm', xen)
  if (!guest.vcpus || guest.vcpus.value <= most) return undefined
  const why = `Xen allows such a guest ${most} vCPUs, not ${guest.vcpus.value}`
  return { said: said(run, 'vcpus-excessive'), why, origin: guest.vcpus.origin }
}

/** True of a guest of its own kind that is to do without the processor's help with page tables. */
function isShadowed({ guest }: Run): boolean {
  return guest.type !== 'pv' && draftAt(guest.survey.draft, 'c_info.hap') === false
}

function pagingFault(run: Run): Cause | undefined {
  const { guest, host } = run
  const { hvm, shadow } = host.facts
  if (guest.type !== 'pv' && hvm === false)
    return { said: said(run, 'processor-unfit'), ...beyondProcessor(run) }
  if (!isShadowed(run) || shadow !== false) return undefined
  const why = 'without `hap` a guest needs shadow paging, which this Xen was built without'
  const origin = settingOrigin(run, 'hap') ?? wholeFile(run)
  return { said: said(run, 'shadow-unavailable'), why, origin }
}

/** What Xen allows a guest of two kinds of frames. */
const frameLimits = [
  {
    option: 'max_grant_frames',
    most: 'grant-frames-most',
    what: 'grant frames',
    least: 1n
  },
  {
    option: 'max_maptrack_frames',
    most: 'maptrack-frames-most',
    what: 'maptrack frames',
    least: 0n
  }
]

function framesFault(run: Run): Cause | undefined {
  const { guest, xen } = run
  for (const { option, most: row, what, least } of frameLimits) {
    const shared = run.host.xlConf.value(option)
    const own = draftAt(guest.survey.draft, `b_info.${option}`)
    const frames =
      typeof own === 'bigint' || !/^\d+$/.test(shared?.text ?? '') ? own : BigInt(shared?.text ?? 0)
    const line = emulatorLine(row, xen)
    const most = Number((line && optionOf(run, line)) ?? emulatorNumber(row, xen))
    if (typeof frames !== 'bigint' || (frames <= most && frames >= least)) continue
    const origin = settingOrigin(run, option) ?? wholeFile(run)
    const why =
      frames < least ? `no guest can do without ${what}` : `Xen allows a guest ${most} ${what}, not ${frames}`
    const related = own === undefined && shared && { message: 'xl.conf says so here.', origin: shared.origin }
    return { said: said(run, 'grant-frames-excessive'), why, origin, ...(related && { related }) }
  }
  return undefined
}

/** The version of grant tables that a guest may use at most, of which Xen is told the last four bits. */
function versionFault(run: Run): Cause | undefined {
  const option = 'max_grant_version'
  const shared = run.host.xlConf.value(option)
  const own = draftAt(run.guest.survey.draft, `b_info.${option}`)
  const wanted = typeof own === 'bigint' ? own : shared && BigInt(shared.text)
  if (wanted === undefined) return undefined
  const onLine = /(?:^|,)max-ver:(\d+)/.exec(optionOf(run, 'gnttab') ?? '')?.[1]
  const most = Number(onLine ?? emulatorNumber('grant-version-most', run.xen))
  const version = Number(BigInt.asUintN(4, wanted))
  if (version >= 1 && version <= most) return undefined
  const origin = settingOrigin(run, option) ?? wholeFile(run)
  const why = `Xen has no grant tables of version ${wanted}, but from 1 to ${most}`
  const related = typeof own !== 'bigint' &&
    shared && { message: 'xl.conf says so here.', origin: shared.origin }
  return { said: said(run, 'grant-frames-excessive'), why, origin, ...(related && { related }) }
}

/** The id of the domain that has a name; dom0 has one too. */
export function holderOf({ names }: State, name: string): number | undefined {
  return name === 'Domain-0' ? 0 : names.get(name)
}

/** A bootloader looks for a kernel on the first disk; what it finds there is taken to be fine. */
export function* runBootloader(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host } = run
  const named = draftAt(guest.survey.draft, 'b_info.bootloader')
  if (typeof named !== 'string' || guest.type === 'hvm') return undefined
  const origin = settingOrigin(run, 'bootloader') ?? wholeFile(run)
  const [first] = guest.disks
  if (!first)
    return yield* refuse(run, {
      said: said(run, 'boot-disk-missing', { code: -3 }),
      why: `\`${named}\` has no disk to look for a kernel on`,
      origin: guest.bootloader?.origin ?? origin
    })
  if (/(?:^|\/)pygrub$/.test(named) && isBlank(host, first)) {
    const why = `\`${named}\` finds no kernel on \`${first.target.value}\`, which is empty`
    const lines = said(run, 'bootloader-fruitless', { code: -3 })
    return yield* refuse(run, { said: lines, why, origin: first.target.origin })
  }
  // An empty name is run like any other.
  if (named !== '' && !(named.startsWith('/') && isPresent(host, named) === false)) return undefined
  const why = `there is no bootloader \`${named}\``
  return yield* refuse(run, { said: said(run, 'bootloader-missing', { code: -3 }), why, origin })
}

/** A disk that dom0 sees as the guest would, and to which nothing was written. */
function isBlank(host: Host, { format, script, backendDomain, target }: GuestDisk): boolean {
  if (format !== 'raw' || script !== undefined || backendDomain !== undefined) return false
  const device = deviceAt(host, target.value)
  return host.facts.volumes?.some(({ path, empty }) => empty === true && devicePath(path) === device) === true
}
