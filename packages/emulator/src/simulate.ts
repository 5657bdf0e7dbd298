import type { Host, HostGuest } from '@xenlint/model'
import { addGain, gainOf, settleDraft } from './apply.js'
import { shrinksDom0 } from './balloon.js'
import { boot } from './boot.js'
import { companyOf } from './company.js'
import type { Event, Refused } from './event.js'
import {
  type Actor,
  type GuestOutcome,
  type GuestStart,
  guestOutcome,
  leftOut,
  type Telling
} from './guest-start.js'
import { appetiteOf } from './memory.js'
import { bringUpNetwork } from './network.js'
import { remembering, type Turn } from './remembered.js'
import { leaveGuests, seesNames, startGuest } from './start.js'
import { darkness, draftOf, type Memory, type StateDraft } from './state.js'
import { restored, stop } from './stop.js'

/** How far a host is taken: to the network, to its guests, or down again. */
export type Until = 'boot' | 'start' | 'stop'

/** An event in its place: who does it, and to whom. */
export interface Happening {
  /** Counts from 1. */
  readonly at: number
  readonly actor: Actor
  readonly subject: string
  readonly event: Event
}

/** A host that was switched on. */
export interface Simulation {
  readonly happenings: readonly Happening[]
  readonly guests: readonly GuestOutcome[]
  /** Bridges as the network leaves them, before guests join. */
  readonly bridges: readonly { readonly name: string; readonly ports: readonly string[] }[]
  /** `undefined` where the machine's memory is not known. */
  readonly memory?: { readonly before: Memory; readonly after: Memory }
}

/** Switches a host on, lets it start its guests, and shuts it down; nothing is run and nothing read again. */
export function simulate(host: Host, until: Until): Simulation {
  const draft = draftOf(darkness)
  const told: Telling[] = []
  const tell: Tell = (actor, subject, events) => void told.push({ actor, subject, events: () => events })
  for (const event of boot(host)) {
    settleDraft(draft, [event])
    tell(event.type === 'entry-chosen' ? 'GRUB' : 'Xen', 'host', [event])
  }
  const before = draft.memory
  for (const event of bringUpNetwork(host))
    tell('ifup', 'bridge' in event ? event.bridge : 'network', [event])
  const bridges = host.network.bridges
    .filter(({ isUp }) => isUp !== false)
    .map(({ name, ports = [] }) => ({ name, ports }))
  const guests = until === 'boot' ? [] : startGuests(host, draft, tell, told)
  const after = draft.memory
  if (until === 'stop') {
    const events = [...stop(host, draft)]
    for (const event of events) tell('xendomains', event.type === 'parted' ? event.name : 'host', [event])
    settleDraft(draft, events)
  }
  let happenings: readonly Happening[] | undefined
  return {
    guests,
    bridges,
    ...(before && after && { memory: { before, after } }),
    // Rules ask for guests alone.
    get happenings() {
      happenings ??= inOrder(told)
      return happenings
    }
  }
}

type Tell = (actor: Actor, subject: string, events: readonly Event[]) => void

function inOrder(told: readonly Telling[]): Happening[] {
  let at = 0
  return told.flatMap(({ actor, subject, events }) =>
    events().map((event) => ({ at: ++at, actor, subject, event }))
  )
}

function startGuests(host: Host, draft: StateDraft, tell: Tell, told: Telling[]): GuestOutcome[] {
  const left = [...leaveGuests(host)]
  tell('xendomains', 'host', left)
  const [reason] = left
  if (reason) return host.lifecycle.auto.map(({ path, guest }) => leftOut(path, guest, reason))
  const { paths, unrestored } = restoreGuests(host, draft, tell)
  const isInCompany = companyOf(host, paths)
  const start = remembering(host, startOn(host))
  return host.lifecycle.auto.map(({ path, guest }) => {
    if (!guest) {
      const events = startGuest(host, draft, path, guest)
      tell('xl', path, events)
      return guestOutcome(path, guest, events)
    }
    const saved = unrestored.size > 0 ? unrestored.get(guest.name?.value ?? '') : undefined
    if (saved !== undefined) return abandoned(path, guest, saved, tell)
    const inCompany = isInCompany(guest)
    const came = start({ state: draft, path, guest, inCompany })
    if (inCompany) settleDraft(draft, came.events())
    else addGain(draft, came.gain)
    told.push(came)
    return came.outcome
  })
}

function startOn(host: Host): (turn: Turn) => GuestStart {
  return ({ state, path, guest }) => {
    const events = startGuest(host, state, path, guest)
    const actor = events[0]?.type === 'skipped' ? 'xendomains' : 'xl'
    const outcome = guestOutcome(path, guest, events)
    const gain = gainOf(state, events)
    return { actor, subject: guest.name?.value ?? path, events: () => events, outcome, gain }
  }
}

/** A guest from its state file was seen on no real Xen; it is reckoned as its file would be. */
function restoreGuests(host: Host, draft: StateDraft, tell: Tell): Restored {
  const paths: string[] = []
  const unrestored = new Map<string, string>()
  for (const { path, fails } of restored(host)) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    // Xen's own script looks for the name of the file, and starts most guests afresh.
    if (fails && host.facts.xendomains !== 'upstream' && seesNames(host)) unrestored.set(name, path)
    if (fails) continue
    paths.push(path)
    const guest = host.guests.find((each) => each.name?.value === name)
    const appetite = guest && appetiteOf(guest, host)
    const events: Event[] = [
      { type: 'doubted', why: `restoring a guest, here from \`${path}\`, was not measured`, needs: [] },
      { type: 'id-taken', id: draft.nextId },
      ...(appetite ? claimed(host, draft, appetite.takenKiB) : []),
      {
        type: 'started',
        id: draft.nextId,
        name,
        memoryKiB: appetite?.memoryKiB ?? 0,
        vcpus: guest?.vcpus?.value ?? 1,
        isCertain: false
      }
    ]
    settleDraft(draft, events)
    tell('xl', name, events)
  }
  return { paths, unrestored }
}

interface Restored {
  readonly paths: readonly string[]
  /** Where each guest was saved that cannot be restored, by its name. */
  readonly unrestored: ReadonlyMap<string, string>
}

/** xl makes room for a guest that comes back as for one that starts; where it must not, nobody knows what it does. */
function claimed(host: Host, { memory }: StateDraft, KiB: number): Event[] {
  const shortKiB = KiB - (memory?.freeKiB ?? KiB)
  const claim: Event = { type: 'memory-claimed', KiB }
  if (shortKiB <= 0) return [claim]
  return shrinksDom0(host) ? [{ type: 'dom0-shrunk', byKiB: shortKiB }, claim] : []
}

/** Debian's script does not start what it could not restore. */
function abandoned(path: string, guest: HostGuest, saved: string, tell: Tell): GuestOutcome {
  const name = guest.name?.value ?? ''
  const why = `what was saved of it in \`${saved}\` cannot be restored, and xendomains then leaves it off`
  const refused: Refused = { type: 'refused', status: 1, messages: [], case: 'unrestored', why }
  tell('xendomains', name, [refused])
  return {
    name,
    path,
    guest,
    state: 'failed',
    messages: [],
    causes: [{ case: 'unrestored', why, needs: [] }]
  }
}
