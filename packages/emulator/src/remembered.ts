import type { Host, HostGuest } from '@xenlint/model'
import { appetiteOf } from './memory.js'
import { deviceAt, isFile } from './presence.js'
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

interface Kept<Outcome> {
  readonly around: Around
  readonly wants: Wants
  /** Absent where the guest was in the way of others, or they in its. */
  readonly start?: {
    readonly path: string
    readonly id: number
    readonly firstLoop: number
    readonly outcome: Outcome
  }
}

/** Remembers how guests started, each as long as nothing that it asks for is another. */
export function remembered<Outcome>(): Remember<Outcome> {
  const kept = new WeakMap<HostGuest, Kept<Outcome>>()
  return (host, state, path, guest, start) => {
    const known = kept.get(guest)
    const before = known && isAlike(known.around, host) ? known : undefined
    const wants = before?.wants ?? wantsOf(host, guest)
    const isClear = meetsNobody(wants, state)
    const last = isClear ? before?.start : undefined
    const { nextId: id, firstLoop } = state
    if (last && last.path === path && last.id === id && (!wants.hasFile || last.firstLoop === firstLoop))
      return last.outcome
    const outcome = start()
    kept.set(guest, {
      around: aroundOf(host),
      wants,
      ...(isClear && { start: { path, id, firstLoop, outcome } })
    })
    return outcome
  }
}

export type Remember<Outcome> = (
  host: Host,
  state: State,
  path: string,
  guest: HostGuest,
  start: () => Outcome
) => Outcome

/** All of a host but its guests. */
type Around = Pick<Host, 'release' | 'facts' | 'network' | 'boot' | 'xlConf'> & Pick<Host['tree'], 'paths'>

function aroundOf({ release, facts, network, boot, xlConf, tree: { paths } }: Host): Around {
  return { release, facts, network, boot, xlConf, ...(paths && { paths }) }
}

function isAlike(one: Around, other: Host): boolean {
  return (
    one.release === other.release &&
    one.facts === other.facts &&
    one.network === other.network &&
    one.boot === other.boot &&
    one.xlConf === other.xlConf &&
    one.paths !== undefined &&
    one.paths === other.tree.paths
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

/** True where the guests that run have no part in what becomes of this one. */
function meetsNobody(wants: Wants, state: State): boolean {
  const { memory, names, vifs, disks, pciDevices, loops, firstLoop } = state
  return (
    (memory === undefined || memory.freeKiB >= wants.KiB) &&
    (wants.name === undefined || !names.has(wants.name)) &&
    wants.vifs.every((vif) => !vifs.has(vif)) &&
    wants.pciDevices.every((address) => !pciDevices.has(address)) &&
    wants.devices.every(({ path, isWritable }) => {
      const use = disks.get(path)
      return use === undefined || (!isWritable && use.writers.size === 0)
    }) &&
    (!wants.hasFile || loops.size === firstLoop)
  )
}
