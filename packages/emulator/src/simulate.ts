import type { Host } from '@xenlint/model'
import { freshlyBooted } from './alone.js'
import { settleDraft } from './apply.js'
import { boot } from './boot.js'
import type { Event } from './event.js'
import type { Actor, GuestOutcome, Telling } from './guest-start.js'
import { numbersAt } from './ledger.js'
import { bringUpNetwork } from './network.js'
import { type Course, courseOf, resumed } from './resume.js'
import { type Starts, startGuests, tellingsOf } from './start-guests.js'
import { draftOf, type Memory } from './state.js'
import { stop } from './stop.js'

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
  const draft = draftOf(freshlyBooted(host))
  const starts = until === 'boot' ? noStarts : startGuests(host, draft)
  const after = draft.memory
  const stopping: Telling[] = []
  if (until === 'stop') {
    const events = [...stop(host, draft)]
    for (const event of events)
      stopping.push(telling('xendomains', event.type === 'parted' ? event.name : 'host', event))
    settleDraft(draft, events)
  }
  return simulationOf(host, starts, after, stopping)
}

/** The same up to its guests, and what the next one may go on from where few guests are others by then. */
export function simulateStart(
  host: Host,
  before?: Course
): { readonly simulation: Simulation; readonly course?: Course } {
  const known = before && resumed(host, before)
  if (known) {
    const { ledger, outcomes } = known.starts
    const { memory } = numbersAt(ledger, outcomes.length)
    return { simulation: simulationOf(host, known.starts, memory), course: known }
  }
  const draft = draftOf(freshlyBooted(host))
  const starts = startGuests(host, draft)
  const course = courseOf(host, starts)
  return { simulation: simulationOf(host, starts, draft.memory), ...(course && { course }) }
}

const noStarts: Starts = { before: [], tellings: [], outcomes: [] }

function simulationOf(
  host: Host,
  starts: Starts,
  after: Memory | undefined,
  stopping: readonly Telling[] = []
): Simulation {
  const { memory: before } = freshlyBooted(host)
  const bridges = host.network.bridges
    .filter(({ isUp }) => isUp !== false)
    .map(({ name, ports = [] }) => ({ name, ports }))
  let happenings: readonly Happening[] | undefined
  return {
    guests: starts.outcomes,
    bridges,
    ...(before && after && { memory: { before, after } }),
    // Rules ask for guests alone.
    get happenings() {
      happenings ??= inOrder([...switchingOn(host), ...tellingsOf(starts), ...stopping])
      return happenings
    }
  }
}

/** From GRUB to the network. */
function* switchingOn(host: Host): Iterable<Telling> {
  for (const event of boot(host)) yield telling(event.type === 'entry-chosen' ? 'GRUB' : 'Xen', 'host', event)
  for (const event of bringUpNetwork(host))
    yield telling('ifup', 'bridge' in event ? event.bridge : 'network', event)
}

function telling(actor: Actor, subject: string, event: Event): Telling {
  return { actor, subject, events: () => [event] }
}

function inOrder(told: readonly Telling[]): Happening[] {
  let at = 0
  return told.flatMap(({ actor, subject, events }) =>
    events().map((event) => ({ at: ++at, actor, subject, event }))
  )
}
