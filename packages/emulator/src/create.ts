import { emulatorNumber, emulatorUnmeasured, isMeasured } from '@xenlint/catalogue'
import { draftAt, firstBytes, type Host, type HostGuest } from '@xenlint/model'
import { freeDom0 } from './balloon.js'
import { build } from './build.js'
import { maskCpus } from './cpu-masks.js'
import { startDeviceModel } from './device-model.js'
import { doubtSettings } from './device-model-options.js'
import { attachDisks, findDisks } from './disks.js'
import type { GuestEvent, Refused, Started } from './event.js'
import { readFile } from './file.js'
import { appetiteOf } from './memory.js'
import { attachNics, settleNics } from './nics.js'
import { assignPciDevices } from './pci.js'
import { grantRanges } from './ranges.js'
import { doubt, type Run, refuse, type Step, said, settingOrigin, wholeFile } from './run.js'
import type { State } from './state.js'
import { checkMachine, makeDomain, runBootloader } from './steps.js'

/** What xl and libxl do, in their order. */
const steps: readonly Step[] = [
  maskCpus,
  freeDom0,
  checkMachine,
  makeDomain,
  findDisks,
  settleNics,
  runBootloader,
  build,
  attachDisks,
  grantRanges,
  startDeviceModel,
  attachNics,
  assignPciDevices
]

/**
 * What `xl create` of a guest would do, step by step; a refusal is always the last of them.
 * `path` is how xl is told its file.
 */
export function* create(
  host: Host,
  state: State,
  guest: HostGuest,
  path: string = guest.path
): Generator<GuestEvent> {
  const { xen } = host.release
  const noted = { shrunkKiB: 0, isCertain: true, defaulted: 0, lines: [] }
  const run: Run = { host, state, guest, xen, id: state.nextId, appetite: appetiteOf(guest, host), noted }
  const events = createdBy(run, path)
  for (let next = events.next(); ; next = events.next()) {
    if (next.done) {
      if (next.value) yield next.value
      return
    }
    const event = next.value
    if (event.type === 'doubted') noted.isCertain = false
    if (event.type === 'dom0-shrunk') noted.shrunkKiB += event.byKiB
    yield event
  }
}

function* createdBy(run: Run, path: string): Generator<GuestEvent, Refused | undefined> {
  const { toolstack } = run.host
  if (toolstack !== 'xl') {
    yield doubt(toolstack === 'xm' ? byXm : byEither, toolstack === 'xm' ? [] : ['toolstack'])
    yield { type: 'id-taken', id: run.id }
    return yield* begin(run)
  }
  const wrong = yield* readFile(run, path)
  if (wrong) return wrong
  yield* unmeasured(run)
  for (const step of steps) {
    const end = yield* step(run)
    if (end) return end
  }
  return yield* begin(run)
}

const byXm = '`xm` starts guests here, and what it makes of them was not measured'
const byEither = 'nothing tells whether `xl` or `xm` starts guests here'

/** What a guest has that nobody has seen on a real Xen. */
function* unmeasured(run: Run): Generator<GuestEvent> {
  const { guest, xen } = run
  if (!isMeasured(xen)) yield doubt(`what Xen ${xen} does with guests was not measured`, [])
  if (guest.type === 'hvm') yield* doubtSettings(run)
  yield* doubtNumbers(run)
  for (const { field, what } of emulatorUnmeasured()) {
    const value = draftAt(guest.survey.draft, field)
    const isSet = Array.isArray(value)
      ? value.length > 0
      : value !== undefined && value !== false && value !== 0n
    if (isSet) yield doubt(`whether guests with ${what} start was not measured`, [])
  }
}

/** Numbers beyond those with which guests were seen to start. */
function* doubtNumbers(run: Run): Generator<GuestEvent> {
  const { guest, xen } = run
  const { draft } = guest.survey
  const channels = draftAt(draft, 'b_info.event_channels')
  const least = emulatorNumber('event-channels-least', xen)
  if (typeof channels === 'bigint' && channels > 0n && channels < least)
    yield doubt(
      `a guest wants ${least} event channels, for its console and for xenstore`,
      [],
      settingOrigin(run, 'max_event_channels')
    )
  const line = draftAt(draft, 'b_info.cmdline')
  const seen = emulatorNumber('command-line-seen', xen)
  if (guest.type === 'pvh' && typeof line === 'string' && line.length > seen)
    yield doubt(
      `whether PVH guests start with a command line of more than ${seen} letters was not measured`,
      [],
      settingOrigin(run, 'cmdline') ?? settingOrigin(run, 'extra')
    )
}

function* begin(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, id, appetite, noted } = run
  const name = guest.name?.value ?? ''
  const started: Started = {
    type: 'started',
    id,
    name,
    memoryKiB: appetite.listedKiB,
    vcpus: Math.max(1, guest.vcpus?.value ?? 1),
    ...(guest.uuid && { uuid: guest.uuid.value }),
    isCertain: noted.isCertain
  }
  const isLong = firstBytes(name, emulatorNumber('log-name-longest', run.xen)) !== name
  if (!isLong && !name.includes('/')) {
    yield started
    return undefined
  }
  const origin = guest.name?.origin ?? wholeFile(run)
  const why = isLong
    ? 'xl makes a log file of the name, which is too long for one; the guest runs unwatched'
    : `xl makes a log file of the name \`${name}\`, and no folder is there for it; the guest runs unwatched`
  const lines = said(run, isLong ? 'log-name-long' : 'log-unwritable', { name })
  const end = yield* refuse(run, { said: lines, why, origin })
  if (end) return { ...end, stays: started }
  yield { ...started, isCertain: false }
  return undefined
}
