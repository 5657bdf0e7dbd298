import type { DiskAttached, Event, PciAssigned, ScreenOpened, Started, VifAttached } from './event.js'
import { type Domain, darkness, draftOf, type Memory, type State, type StateDraft } from './state.js'

/** The host after some events. Of a refused guest nothing stays but what real Xen leaves behind. */
export function settle(state: State, events: Iterable<Event>): State {
  const draft = draftOf(state)
  settleDraft(draft, events)
  return draft
}

/** The same on a draft: as much work as there are events, however many guests run. */
export function settleDraft(draft: StateDraft, events: Iterable<Event>): void {
  let guest = nobody()
  for (const event of events) {
    switch (event.type) {
      case 'xen-started':
        draft.memory = {
          totalKiB: event.totalKiB,
          xenKiB: event.xenKiB,
          dom0KiB: event.dom0KiB,
          freeKiB: event.totalKiB - event.xenKiB - event.dom0KiB,
          dom0BootKiB: event.dom0KiB
        }
        break
      case 'dom0-shrunk':
        changeMemory(draft, { dom0KiB: -event.byKiB, freeKiB: event.byKiB })
        break
      case 'id-taken':
        draft.nextId = event.id + 1
        break
      case 'vif-lost':
        draft.vifs.delete(event.vif)
        break
      case 'disk-attached':
        guest.disks.push(event)
        break
      case 'vif-attached':
        guest.vifs.push(event)
        break
      case 'pci-assigned':
        guest.pciDevices.push(event)
        break
      case 'screen-opened':
        guest.screens.push(event)
        break
      case 'memory-claimed':
        guest.takenKiB += event.KiB
        break
      case 'started':
        move(draft, event, guest)
        guest = nobody()
        break
      case 'refused':
        if (event.stays) move(draft, event.stays, guest)
        guest = nobody()
        break
      case 'parted':
        part(draft, event.id)
        break
      case 'bridge-left':
      case 'bridge-made':
      case 'doubted':
      case 'entry-chosen':
      case 'guests-left':
      case 'memory-unknown':
      case 'network-failed':
      case 'network-open':
      case 'skipped':
      case 'warned':
        break
    }
  }
}

/** What a guest that shares nothing with others leaves behind for them: numbers. */
export interface Gain {
  readonly ids: number
  readonly loops: number
  readonly freeKiB: number
  readonly dom0KiB: number
  readonly doubtfulKiB: number
  /** The guest itself, where it runs. */
  readonly domain?: Domain
}

/** What events add to a state that holds nothing of what they speak of. */
export function gainOf({ memory, nextId, firstLoop }: State, events: Iterable<Event>): Gain {
  const draft = draftOf({ ...darkness, memory, nextId, firstLoop })
  settleDraft(draft, events)
  const [domain] = draft.domains.values()
  return {
    ids: draft.nextId - nextId,
    loops: draft.firstLoop - firstLoop,
    freeKiB: (draft.memory?.freeKiB ?? 0) - (memory?.freeKiB ?? 0),
    dom0KiB: (draft.memory?.dom0KiB ?? 0) - (memory?.dom0KiB ?? 0),
    doubtfulKiB: draft.doubtfulKiB,
    ...(domain && { domain })
  }
}

/** Adds a guest that shares nothing with others: what it alone asks for, nobody looks up. */
export function addGain(draft: StateDraft, gain: Gain): void {
  const { ids, loops, freeKiB, dom0KiB, doubtfulKiB, domain } = gain
  draft.nextId += ids
  draft.firstLoop += loops
  draft.doubtfulKiB += doubtfulKiB
  if (freeKiB !== 0 || dom0KiB !== 0) changeMemory(draft, { freeKiB, dom0KiB })
  if (domain) draft.domains.set(domain.id, domain)
}

/** What a guest has been given on the way; only one that starts keeps it. */
interface Given {
  readonly disks: DiskAttached[]
  readonly vifs: VifAttached[]
  readonly pciDevices: PciAssigned[]
  readonly screens: ScreenOpened[]
  takenKiB: number
}

function nobody(): Given {
  return { disks: [], vifs: [], pciDevices: [], screens: [], takenKiB: 0 }
}

function move(draft: StateDraft, started: Started, given: Given): void {
  const { disks, vifs, pciDevices, screens, takenKiB } = given
  const { id, name, memoryKiB, vcpus, uuid, isCertain } = started
  draft.domains.set(id, {
    id,
    name,
    memoryKiB,
    takenKiB,
    vcpus,
    ...(uuid !== undefined && { uuid }),
    isCertain,
    disks,
    vifs,
    pciDevices,
    screens
  })
  draft.names.set(name, id)
  changeMemory(draft, { freeKiB: -takenKiB })
  if (!isCertain) draft.doubtfulKiB += takenKiB
  for (const vif of namesOf(vifs)) draft.vifs.set(vif, id)
  for (const { address } of vifs) if (address !== undefined) draft.routes.set(address, id)
  for (const { address } of pciDevices) draft.pciDevices.set(address, id)
  for (const { address, port } of screens)
    draft.screens.set(port, [...(draft.screens.get(port) ?? []), { address, id }])
  for (const { device, isWritable, loop } of disks) {
    const use = draft.disks.get(device) ?? { readers: new Set(), writers: new Set() }
    draft.disks.set(device, use)
    if (isWritable) use.writers.add(id)
    else use.readers.add(id)
    if (loop === undefined) continue
    draft.loops.add(loop)
    if (loop === draft.firstLoop) draft.firstLoop++
  }
}

function part(draft: StateDraft, id: number): void {
  const domain = draft.domains.get(id)
  if (!domain) return
  draft.domains.delete(id)
  if (draft.names.get(domain.name) === id) draft.names.delete(domain.name)
  changeMemory(draft, { freeKiB: domain.takenKiB })
  if (!domain.isCertain) draft.doubtfulKiB -= domain.takenKiB
  for (const vif of namesOf(domain.vifs)) if (draft.vifs.get(vif) === id) draft.vifs.delete(vif)
  for (const { address } of domain.vifs)
    if (address !== undefined && draft.routes.get(address) === id) draft.routes.delete(address)
  for (const { address } of domain.pciDevices) draft.pciDevices.delete(address)
  for (const { port } of domain.screens) {
    const left = (draft.screens.get(port) ?? []).filter((use) => use.id !== id)
    if (left.length > 0) draft.screens.set(port, left)
    else draft.screens.delete(port)
  }
  for (const { device, loop } of domain.disks) {
    const use = draft.disks.get(device)
    use?.readers.delete(id)
    use?.writers.delete(id)
    if (use?.readers.size === 0 && use.writers.size === 0) draft.disks.delete(device)
    if (loop === undefined) continue
    draft.loops.delete(loop)
    draft.firstLoop = Math.min(draft.firstLoop, loop)
  }
}

function namesOf(vifs: readonly VifAttached[]): string[] {
  return vifs.flatMap(({ vif, played }) => (played === undefined ? [vif] : [vif, played]))
}

function changeMemory(draft: StateDraft, by: { readonly dom0KiB?: number; readonly freeKiB?: number }): void {
  if (!draft.memory) return
  const { totalKiB, xenKiB, dom0KiB, freeKiB, dom0BootKiB }: Memory = draft.memory
  draft.memory = {
    totalKiB,
    xenKiB,
    dom0KiB: dom0KiB + (by.dom0KiB ?? 0),
    freeKiB: freeKiB + (by.freeKiB ?? 0),
    dom0BootKiB
  }
}
