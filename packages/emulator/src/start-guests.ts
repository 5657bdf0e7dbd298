import type { AutoStart, Host, HostGuest } from '@xenlint/model'
import { addGain, gainOf, settleDraft } from './apply.js'
import { type Room, shrinksDom0 } from './balloon.js'
import { companyOf } from './company.js'
import type { Event, Refused } from './event.js'
import {
  type GuestOutcome,
  type GuestStart,
  type GuestTelling,
  guestOutcome,
  leftOut,
  type Telling
} from './guest-start.js'
import { emptyLedger, enter, enterRoom, type Ledger, numbersOf } from './ledger.js'
import { appetiteOf } from './memory.js'
import { remembering, type Turn } from './remembered.js'
import { renumberedTelling } from './renumbered.js'
import { leaveGuests, seesNames, startGuest } from './start.js'
import type { StateDraft } from './state.js'
import { restored } from './stop.js'

/** What becomes of the guests of the auto folder, path by path. */
export interface Starts {
  /** What is told before the first of them. */
  readonly before: readonly Telling[]
  /** With the numbers with which each was started last; `tellingsOf` has those of now. */
  readonly tellings: readonly GuestTelling[]
  readonly outcomes: readonly GuestOutcome[]
  /** Absent where none is started, or guests come back whom nobody knows. */
  readonly ledger?: Ledger
}

/** Starts them one after the other, and leaves the draft as they leave the host. */
export function startGuests(host: Host, draft: StateDraft): Starts {
  const { auto } = host.lifecycle
  const left = [...leaveGuests(host)]
  const leaving: Telling = { actor: 'xendomains', subject: 'host', events: () => left }
  const [reason] = left
  if (reason) {
    const outcomes = auto.map(({ path, guest }) => leftOut(path, guest, reason))
    return { before: [leaving], tellings: [], outcomes }
  }
  const { paths, unrestored, tellings: back } = restoreGuests(host, draft)
  const company = companyOf(host, paths)
  const start = remembering(host, startOn(host))
  const ledger = emptyLedger(draft)
  const tellings: GuestTelling[] = []
  const outcomes: GuestOutcome[] = []
  for (const { path, guest } of auto) {
    enter(ledger, draft)
    const saved = guest && unrestored.size > 0 ? unrestored.get(guest.name?.value ?? '') : undefined
    if (!guest || saved !== undefined) {
      const { telling, outcome } =
        guest && saved !== undefined ? abandoned(path, guest, saved) : unread(host, draft, path)
      tellings.push(telling)
      outcomes.push(outcome)
      enterRoom(ledger, untouched)
      continue
    }
    const inCompany = company.has(guest)
    const { came, ...room } = start({ state: draft, path, guest, inCompany })
    if (inCompany) settleDraft(draft, came.events())
    else addGain(draft, came.gain)
    enterRoom(ledger, room)
    tellings.push(came)
    outcomes.push(came.outcome)
  }
  enter(ledger, draft)
  const isKnown = !company.isAll && unrestored.size === 0
  return { before: [leaving, ...back], tellings, outcomes, ...(isKnown && { ledger }) }
}

/** What a path finds that asks for no memory. */
export const untouched: Room = { shrunkKiB: 0, spareKiB: Number.POSITIVE_INFINITY }

/** What is told of all of them, each under the numbers that it has. */
export function tellingsOf({ before, tellings, ledger }: Starts): Telling[] {
  if (!ledger) return [...before, ...tellings]
  const renamed = tellings.map((telling, place) => {
    const { told, now } = numbersOf(ledger, place)
    return renumberedTelling(telling, told, now)
  })
  return [...before, ...renamed]
}

/** One guest, started on a host of which a draft says what it meets there. */
export function startOn(host: Host): (turn: Turn) => GuestStart {
  return ({ state, path, guest }) => {
    const events = startGuest(host, state, path, guest)
    const actor = events[0]?.type === 'skipped' ? 'xendomains' : 'xl'
    const outcome = guestOutcome(path, guest, events)
    const gain = gainOf(state, events)
    return { actor, subject: guest.name?.value ?? path, events: () => events, outcome, gain }
  }
}

interface Ended {
  readonly telling: GuestTelling
  readonly outcome: GuestOutcome
}

/** A path that leads to no file that xl could read. */
export function unread(host: Host, state: StateDraft, path: AutoStart['path']): Ended {
  const events = startGuest(host, state, path, undefined)
  return {
    telling: { actor: 'xl', subject: path, events: () => events },
    outcome: guestOutcome(path, undefined, events)
  }
}

/** Debian's script does not start what it could not restore. */
function abandoned(path: string, guest: HostGuest, saved: string): Ended {
  const name = guest.name?.value ?? ''
  const why = `what was saved of it in \`${saved}\` cannot be restored, and xendomains then leaves it off`
  const refused: Refused = { type: 'refused', status: 1, messages: [], case: 'unrestored', why }
  const causes = [{ case: 'unrestored', why, needs: [] }]
  return {
    telling: { actor: 'xendomains', subject: name, events: () => [refused] },
    outcome: { name, path, guest, state: 'failed', messages: [], causes }
  }
}

interface Restored {
  readonly tellings: readonly Telling[]
  readonly paths: readonly string[]
  /** Where each guest was saved that cannot be restored, by its name. */
  readonly unrestored: ReadonlyMap<string, string>
}

/** A guest from its state file was seen on no real Xen; it is reckoned as its file would be. */
function restoreGuests(host: Host, draft: StateDraft): Restored {
  const tellings: Telling[] = []
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
    tellings.push({ actor: 'xl', subject: name, events: () => events })
  }
  return { tellings, paths, unrestored }
}

/** xl makes room for a guest that comes back as for one that starts; where it must not, nobody knows what it does. */
function claimed(host: Host, { memory }: StateDraft, KiB: number): Event[] {
  const shortKiB = KiB - (memory?.freeKiB ?? KiB)
  const claim: Event = { type: 'memory-claimed', KiB }
  if (shortKiB <= 0) return [claim]
  return shrinksDom0(host) ? [{ type: 'dom0-shrunk', byKiB: shortKiB }, claim] : []
}
