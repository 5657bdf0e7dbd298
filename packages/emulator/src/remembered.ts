import type { Host, HostGuest } from '@xenlint/model'
import { type Around, aroundOf, isAlike } from './around.js'
import { type Room, roomFor } from './balloon.js'
import type { GuestStart } from './guest-start.js'
import { type Appetite, appetiteOf } from './memory.js'
import { routedAddress } from './nic-scripts.js'
import { deviceAt, isFile } from './presence.js'
import { type Numbered, type Numbers, renumbered } from './renumbered.js'
import { roams } from './screens.js'
import type { State } from './state.js'

/** What a guest wants of which others may have taken some. */
interface Wants {
  readonly name: string | undefined
  readonly appetite: Appetite
  readonly devices: readonly { readonly path: string; readonly isWritable: boolean }[]
  readonly vifs: readonly string[]
  /** To which vif-nat makes a route. */
  readonly addresses: readonly string[]
  readonly pciDevices: readonly string[]
  /** Ports of screens; one that takes any free port asks who has one. */
  readonly ports: readonly number[]
  readonly roams: boolean
  readonly hasFile: boolean
}

/** How a guest started last; of a thousand guests each is looked at, and few are started anew. */
interface Kept extends Numbers {
  readonly around: Around
  readonly wants: Wants
  readonly shrunkKiB: number
  readonly path: string
  /** Absent where the guest was in the way of others, or they in its. */
  readonly came?: GuestStart
  /** The start of which that one is a copy under other numbers, or that one itself. */
  readonly measured?: Numbered
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

/** How a guest came up, and the memory that was left then: less than nothing where others were in its way. */
export interface Started extends Room {
  readonly came: GuestStart
}

/** Starts guests of a host, each anew only where something that it asks for is another than it was. */
export function remembering(host: Host, start: (turn: Turn) => GuestStart): (turn: Turn) => Started {
  let around = aroundOf(host)
  return (turn) => {
    const { state, path, guest, inCompany } = turn
    const last = kept.get(guest)
    const before = last && isAlike(last.around, around) ? last : undefined
    // One and the same from then on, so that the next look is a short one.
    if (before) around = before.around
    const wants = before?.wants ?? wantsOf(host, guest)
    const found = roomFor(host, state.memory, wants.appetite)
    const isClear = found !== undefined && (!inCompany || meetsNobody(wants, state))
    const room = isClear ? found : noRoom
    const { shrunkKiB } = room
    const same = isClear && before?.path === path && before.shrunkKiB === shrunkKiB ? before : undefined
    const id = state.nextId
    const firstLoop = wants.hasFile ? state.firstLoop : 0
    if (same?.came && same.id === id && same.firstLoop === firstLoop) return { came: same.came, ...room }
    const numbers = { id, firstLoop }
    const known = same?.measured && again(same.measured, numbers)
    const came = known ?? start(turn)
    const measured = known ? same?.measured : { came, ...numbers }
    kept.set(guest, { around, wants, shrunkKiB, path, ...numbers, ...(isClear && { came, measured }) })
    return { came, ...room }
  }
}

const noRoom: Room = { shrunkKiB: 0, spareKiB: Number.NEGATIVE_INFINITY }

function again(measured: Numbered, now: Numbers): GuestStart | undefined {
  const isSame = measured.id === now.id && measured.firstLoop === now.firstLoop
  return isSame ? measured.came : renumbered(measured, now)
}

function wantsOf(host: Host, guest: HostGuest): Wants {
  const devices = guest.disks.map(({ target, isWritable }) => ({
    path: deviceAt(host, target.value),
    isWritable
  }))
  return {
    name: guest.name?.value,
    appetite: appetiteOf(guest, host),
    devices,
    vifs: guest.nics.flatMap(({ vifname }) => (vifname ? [vifname.value, `${vifname.value}-emu`] : [])),
    addresses: guest.nics.flatMap((nic) => routedAddress(nic) ?? []),
    pciDevices: guest.pciDevices.map(({ address }) => address),
    ports: guest.vncScreens.map(({ port }) => port.value),
    roams: roams(guest),
    hasFile: devices.some(({ path }) => isFile(path))
  }
}

/** True where the guests that run have no part in what becomes of this one, but for memory. */
function meetsNobody(wants: Wants, { names, vifs, disks, pciDevices, routes, screens }: State): boolean {
  return (
    (wants.name === undefined || !names.has(wants.name)) &&
    !names.has('') &&
    wants.vifs.every((vif) => !vifs.has(vif)) &&
    wants.addresses.every((address) => !routes.has(address)) &&
    wants.pciDevices.every((address) => !pciDevices.has(address)) &&
    wants.ports.every((port) => !screens.has(port)) &&
    (!wants.roams || screens.size === 0) &&
    wants.devices.every(({ path, isWritable }) => {
      const use = disks.get(path)
      return use === undefined || (!isWritable && use.writers.size === 0)
    })
  )
}
