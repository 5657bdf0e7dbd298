import type { HostGuest, Origin } from '@xenlint/model'
import type { Gain } from './apply.js'
import type { Event, GuestEvent, GuestsLeft, Refused, Warned } from './event.js'
import { givenMiB } from './memory.js'

/** What becomes of a guest that is to start with the host. */
export interface GuestOutcome {
  readonly name: string
  /** Its path on the host, as xendomains finds it. */
  readonly path: string
  readonly guest?: HostGuest
  readonly state: 'running' | 'failed' | 'skipped' | 'unknown'
  /** Set also where xl fails, yet the guest stays. */
  readonly id?: number
  readonly memoryMiB?: number
  readonly vcpus?: number
  /** What dom0 gave up for it. */
  readonly shrunkKiB?: number
  readonly exitStatus?: number | string
  /** What xl prints of a guest that fails. */
  readonly messages: readonly string[]
  /** What libxl says of a guest that comes up: xendomains keeps it to itself. */
  readonly warnings?: readonly Warned[]
  /** The causes, each with its place where it has one. */
  readonly causes: readonly GuestCause[]
}

export interface GuestCause {
  /** A stable word for what makes a guest fail. */
  readonly case?: string
  readonly why: string
  readonly origin?: Origin
  readonly related?: Refused['related']
  readonly needs: readonly string[]
}

/** Who does something to a host. */
export type Actor = 'GRUB' | 'Xen' | 'ifup' | 'xendomains' | 'xl'

/** What somebody does to something, one event after the other. */
export interface Telling {
  readonly actor: Actor
  readonly subject: string
  events(): readonly Event[]
}

/** What is done to a guest of the auto folder. */
export interface GuestTelling extends Telling {
  events(): readonly GuestEvent[]
}

/** How a guest of the auto folder started. */
export interface GuestStart extends GuestTelling {
  readonly outcome: GuestOutcome
  readonly gain: Gain
}

/** What becomes of a guest where none is started. */
export function leftOut(
  path: string,
  guest: HostGuest | undefined,
  { why, guests }: GuestsLeft
): GuestOutcome {
  const name = guest?.name?.value ?? ''
  return { name, path, ...(guest && { guest }), state: guests, messages: [], causes: [{ why, needs: [] }] }
}

/** What comes of what happened on the way. */
export function guestOutcome(
  path: string,
  guest: HostGuest | undefined,
  events: readonly GuestEvent[]
): GuestOutcome {
  const last = events.at(-1)
  const shrunk = events.find((event) => event.type === 'dom0-shrunk')
  const base = {
    name: guest?.name?.value ?? '',
    path,
    ...(guest && { guest, memoryMiB: givenMiB(guest), vcpus: Math.max(1, guest.vcpus?.value ?? 1) }),
    ...(shrunk && { shrunkKiB: shrunk.byKiB })
  }
  if (last?.type === 'skipped')
    return { ...base, state: 'skipped', messages: [], causes: [{ why: last.why, needs: [] }] }
  if (last?.type === 'refused') {
    const { status, messages, why, origin, related, stays, needs = [] } = last
    const cause = { case: last.case, why, needs, ...(origin && { origin }), ...(related && { related }) }
    const id = stays && { id: stays.id }
    return { ...base, ...id, state: 'failed', exitStatus: status, messages, causes: [cause] }
  }
  const doubts = events.filter((event) => event.type === 'doubted')
  const ids = last?.type === 'started' ? { id: last.id } : {}
  const warned = events.filter((event) => event.type === 'warned')
  const up = { ...base, ...ids, ...(warned.length > 0 && { warnings: warned }) }
  if (doubts.length === 0) return { ...up, state: 'running', exitStatus: 0, messages: [], causes: [] }
  const causes = doubts.map(({ type, ...doubt }) => doubt)
  return { ...up, state: 'unknown', messages: [], causes }
}
