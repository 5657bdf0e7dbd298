import { draftAt, type Host, type HostGuest } from '@xenlint/model'
import { settle } from './apply.js'
import { create } from './create.js'
import type { Event, Parting } from './event.js'
import type { State } from './state.js'

/** `xl destroy`: the guest is gone at once, and all that it held is free. */
export function* destroy(state: State, id: number): Generator<Event> {
  const domain = state.domains.get(id)
  if (domain) yield { type: 'parted', id, name: domain.name, how: 'destroyed' }
}

/** The ways in which a guest can end by itself, and the option that says what xl does then. */
const options = { 'shut-down': 'on_poweroff', restarted: 'on_reboot', crashed: 'on_crash' } as const

/** What xl does when none of them is set. */
const presets = { on_poweroff: 'destroy', on_reboot: 'restart', on_crash: 'destroy' } as const

/** A guest ends by itself: xl takes it away, keeps it, or creates it again under a new id. */
export function* end(
  host: Host,
  state: State,
  guest: HostGuest,
  id: number,
  how: keyof typeof options
): Generator<Event> {
  const domain = state.domains.get(id)
  if (!domain) return
  const option = options[how]
  const value = draftAt(guest.survey.draft, option)
  const action = typeof value === 'string' ? value : presets[option]
  if (action === 'preserve') return
  const parting: Parting = {
    type: 'parted',
    id,
    name: domain.name,
    how: how === 'crashed' ? how : 'shut-down'
  }
  yield parting
  if (action.includes('restart')) yield* create(host, settle(state, [parting]), guest)
}
