import type { DiskAttached, PciAssigned, ScreenOpened, VifAttached } from './event.js'

/** Where the machine's memory is; the parts make the whole. */
export interface Memory {
  readonly totalKiB: number
  readonly xenKiB: number
  readonly dom0KiB: number
  readonly freeKiB: number
  /** What dom0 came up with. */
  readonly dom0BootKiB: number
}

/** A guest that runs, with all that it holds. */
export interface Domain {
  readonly id: number
  readonly name: string
  readonly memoryKiB: number
  /** Memory, and what Xen keeps for it beside. */
  readonly takenKiB: number
  readonly vcpus: number
  readonly uuid?: string
  readonly isCertain: boolean
  readonly disks: readonly DiskAttached[]
  readonly vifs: readonly VifAttached[]
  readonly pciDevices: readonly PciAssigned[]
  readonly screens: readonly ScreenOpened[]
}

/** A guest that shows its screen. */
export interface ScreenUse {
  readonly address: string
  readonly id: number
}

/** The guests that hold a disk, by how they do. */
export interface DiskUse {
  readonly readers: ReadonlySet<number>
  readonly writers: ReadonlySet<number>
}

/** A host at one moment. Nothing but `apply` changes one. */
export interface State {
  /** `undefined` where the machine's memory is not known. */
  readonly memory: Memory | undefined
  readonly nextId: number
  readonly domains: ReadonlyMap<number, Domain>
  /** Of each name, vif, disk and PCI device who has it, as far as more than one guest asks for it. */
  readonly names: ReadonlyMap<string, number>
  readonly vifs: ReadonlyMap<string, number>
  readonly disks: ReadonlyMap<string, DiskUse>
  readonly pciDevices: ReadonlyMap<string, number>
  /** The addresses to which vif-nat made a route, each with the guest. */
  readonly routes: ReadonlyMap<string, number>
  /** Of each port on which a screen is shown who has it, and at which address. */
  readonly screens: ReadonlyMap<number, readonly ScreenUse[]>
  /** Numbers of the loop devices that serve files, and the least that may be free. */
  readonly loops: ReadonlySet<number>
  readonly firstLoop: number
  /** Memory held by guests that may not run at all. */
  readonly doubtfulKiB: number
}

/** The same while it is changed. */
export interface StateDraft {
  memory: Memory | undefined
  nextId: number
  domains: Map<number, Domain>
  names: Map<string, number>
  vifs: Map<string, number>
  disks: Map<string, { readers: Set<number>; writers: Set<number> }>
  pciDevices: Map<string, number>
  routes: Map<string, number>
  screens: Map<number, readonly ScreenUse[]>
  loops: Set<number>
  firstLoop: number
  doubtfulKiB: number
}

/** A host before anything is on. */
export const darkness: State = {
  memory: undefined,
  nextId: 1,
  domains: new Map(),
  names: new Map(),
  vifs: new Map(),
  disks: new Map(),
  pciDevices: new Map(),
  routes: new Map(),
  screens: new Map(),
  loops: new Set(),
  firstLoop: 0,
  doubtfulKiB: 0
}

export function draftOf(state: State): StateDraft {
  return {
    memory: state.memory,
    nextId: state.nextId,
    domains: new Map(state.domains),
    names: new Map(state.names),
    vifs: new Map(state.vifs),
    disks: new Map(
      [...state.disks].map(([device, { readers, writers }]) => [
        device,
        { readers: new Set(readers), writers: new Set(writers) }
      ])
    ),
    pciDevices: new Map(state.pciDevices),
    routes: new Map(state.routes),
    screens: new Map(state.screens),
    loops: new Set(state.loops),
    firstLoop: state.firstLoop,
    doubtfulKiB: state.doubtfulKiB
  }
}
