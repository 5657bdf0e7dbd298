import type { Host, HostGuest } from '@xenlint/model'
import { create, unreadable } from './create.js'
import type { Event, GuestEvent } from './event.js'
import type { State } from './state.js'

/** A path of the auto folder in its turn, and what comes of it. */
export interface Turn {
  readonly path: string
  readonly guest?: HostGuest
  readonly events: readonly GuestEvent[]
}

/** What keeps every guest from being started; nothing where xendomains does its work. */
export function* leaveGuests({ lifecycle, boot }: Host): Generator<Event> {
  if (boot.xen === false) yield { type: 'guests-left', why: 'Linux boots without Xen, so no guest can run' }
  else if (lifecycle.isEnabled === false)
    yield { type: 'guests-left', why: 'xendomains does not run, so guests are started by hand' }
}

/** What xendomains does with one path of the auto folder; a guest that runs already is left alone. */
export function startGuest(
  host: Host,
  state: State,
  path: string,
  guest: HostGuest | undefined
): GuestEvent[] {
  const name = guest?.name?.value
  if (!guest) return [unreadable(host, path)]
  if (guest.plan.status === 0 && name !== undefined && state.names.has(name))
    return [{ type: 'skipped', why: `a guest \`${name}\` runs already` }]
  return [...create(host, state, guest, path)]
}
