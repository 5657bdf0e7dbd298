import type { Host, HostGuest } from '@xenlint/model'
import type { GuestEvent } from './event.js'
import { appetiteOf } from './memory.js'
import { deviceAt, isFile } from './presence.js'
import { type Numbers, renumbered } from './renumbered.js'
import type { GuestStart } from './simulate.js'
import type { State } from './state.js'

/** What a guest wants of which others may have taken some. */
interface Wants {
  readonly name: string | undefined
  /** As much as it can ask for on the way. */
  readonly KiB: number
  readonly devices: readonly { readonly path: string; readonly isWritable: boolean }[]
  readonly vifs: readonly string[]
  readonly pciDevices: readonly string[]
  readonly hasFile: boolean
}

interface Kept {
  readonly around: Around
  readonly wants: Wants
  /** Absent where the guest was in the way of others, or they in its. */
  readonly start?: { readonly path: string; readonly numbers: Numbers; readonly came: GuestStart }
}

const kept = new WeakMap<HostGuest, Kept>()

/** One path of the auto folder on its way. */
export interface Turn {
  readonly state: State
  readonly path: string
  readonly guest: HostGuest
  /** True where other guests may hold something that this one asks for. */
  readonly inCompany: boolean
}

/**
 * Starts guests of a host, each anew only where something that it asks for is another than it was.
 * `start` is told what happens where that is known already.
 */
export function remembering(
  host: Host,
  start: (turn: Turn, events?: readonly GuestEvent[]) => GuestStart
): (turn: Turn) => GuestStart {
  const around = aroundOf(host)
  return (turn) => {
    const { state, path, guest, inCompany } = turn
    const known = kept.get(guest)
    const before = known && isAlike(known.around, around) ? known : undefined
    const wants = before?.wants ?? wantsOf(host, guest)
    const isClear = hasRoom(wants, state) && (!inCompany || meetsNobody(wants, state))
    const last = isClear ? before?.start : undefined
    const numbers = { id: state.nextId, firstLoop: wants.hasFile ? state.firstLoop : 0 }
    const isSamePath = last?.path === path
    if (isSamePath && isSame(last.numbers, numbers)) return last.came
    const came = start(turn, isSamePath ? renumbered(last.came.events, last.numbers, numbers) : undefined)
    kept.set(guest, { around, wants, ...(isClear && { start: { path, numbers, came } }) })
    return came
  }
}

function isSame(one: Numbers, other: Numbers): boolean {
  return one.id === other.id && one.firstLoop === other.firstLoop
}

/** All of a host but its guests. */
interface Around {
  readonly parts: readonly unknown[]
  readonly paths: object | undefined
}

function aroundOf({ tree: { paths }, ...host }: Host): Around {
  const { release, facts, network, boot, xlConf, toolstack } = host
  return { parts: [release, facts, network, boot, xlConf, toolstack], paths }
}

function isAlike(one: Around, other: Around): boolean {
  if (one === other) return true
  const { parts, paths } = one
  return (
    paths !== undefined && paths === other.paths && parts.every((part, index) => part === other.parts[index])
  )
}

function wantsOf(host: Host, guest: HostGuest): Wants {
  const { takenKiB, needKiB } = appetiteOf(guest, host.release.xen)
  const devices = guest.disks.map(({ target, isWritable }) => ({
    path: deviceAt(host, target.value),
    isWritable
  }))
  return {
    name: guest.name?.value,
    KiB: Math.max(takenKiB, needKiB),
    devices,
    vifs: guest.nics.flatMap(({ vifname }) => (vifname ? [vifname.value] : [])),
    pciDevices: guest.pciDevices.map(({ address }) => address),
    hasFile: devices.some(({ path }) => isFile(path))
  }
}

function hasRoom({ KiB }: Wants, { memory }: State): boolean {
  return memory === undefined || memory.freeKiB >= KiB
}

/** True where the guests that run have no part in what becomes of this one, but for memory. */
function meetsNobody(wants: Wants, { names, vifs, disks, pciDevices }: State): boolean {
  return (
    (wants.name === undefined || !names.has(wants.name)) &&
    wants.vifs.every((vif) => !vifs.has(vif)) &&
    wants.pciDevices.every((address) => !pciDevices.has(address)) &&
    wants.devices.every(({ path, isWritable }) => {
      const use = disks.get(path)
      return use === undefined || (!isWritable && use.writers.size === 0)
    })
  )
}
