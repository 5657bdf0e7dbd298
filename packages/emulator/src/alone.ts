import type { Host, HostGuest } from '@xenlint/model'
import { settleDraft } from './apply.js'
import { boot } from './boot.js'
import { create } from './create.js'
import type { Refused } from './event.js'
import { appetiteOf } from './memory.js'
import { darkness, draftOf, type State } from './state.js'

const known = new WeakMap<Host, State>()

/** The host that has just come up, before any guest is started. */
export function freshlyBooted(host: Host): State {
  const before = known.get(host)
  if (before) return before
  const draft = draftOf(darkness)
  settleDraft(draft, boot(host))
  known.set(host, draft)
  return draft
}

/** What keeps a guest from the memory that it asks for even where no other guest runs. */
export function starvedAlone(host: Host, guest: HostGuest): Refused | undefined {
  const state = freshlyBooted(host)
  const { memory } = state
  // Most fit, and need not be started on paper.
  if (!memory || appetiteOf(guest, host).takenKiB <= memory.freeKiB) return undefined
  const last = [...create(host, state, guest)].at(-1)
  return last?.type === 'refused' && last.origin === guest.memoryMiB.origin ? last : undefined
}
