import type { AutoStart, Host } from '@xenlint/model'
import type { Gain } from './apply.js'
import { type Around, aroundOf, isAlike } from './around.js'
import type { Room } from './balloon.js'
import { type Company, companyOf, shareAlike } from './company.js'
import type { GuestOutcome, GuestTelling, Telling } from './guest-start.js'
import {
  firstPressed,
  growth,
  isShort,
  type Ledger,
  numbersAt,
  type Sum,
  shifted,
  startedAt
} from './ledger.js'
import { remembering } from './remembered.js'
import { renumberedOutcome } from './renumbered.js'
import { leaveGuests } from './start.js'
import { type Starts, startOn, unread, untouched } from './start-guests.js'
import { darkness, draftOf, type StateDraft } from './state.js'
import { restored } from './stop.js'

/** A host whose guests were started, and how. */
export interface Course {
  readonly host: Host
  readonly around: Around
  readonly company: Company
  readonly starts: Starts & { readonly ledger: Ledger }
}

/** What of a host's starts the next one may go on from; nothing where guests hang on more than numbers. */
export function courseOf(host: Host, { ledger, ...starts }: Starts): Course | undefined {
  return (
    ledger && {
      host,
      around: aroundOf(host),
      company: companyOf(host, [], []),
      starts: { ...starts, ledger }
    }
  )
}

/** So many guests are known to need a new start at a time, and so many get one; of more, all do. */
const mostOthers = 8
const mostStarts = 32

/**
 * The guests of a host that was switched on before: those that are the same now come up as they did, where none of
 * the others stands in their way or takes their memory. Nothing where that cannot be told without starting them.
 */
export function resumed(host: Host, before: Course): Course | undefined {
  const around = aroundOf(host)
  if (!isAlike(before.around, around) || !shareAlike(before.host, host)) return undefined
  if (!leaveGuests(host).next().done || restored(host).length > 0) return undefined
  const { auto } = host.lifecycle
  const last = before.host.lifecycle.auto
  const others = othersOf(last, auto)
  if (!others) return undefined
  const changed = others.map((place) => auto[place] as AutoStart)
  const company = companyOf(host, [], changed)
  if (company.isAll) return undefined

  const starts = draftFrom(before.starts)
  const start = remembering(host, startOn(host))
  const waiting = [...others]
  let left = mostStarts
  for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
    if (left-- === 0) return undefined
    const { path, guest } = auto[place] as AutoStart
    const state = stateAt(starts.ledger, place)
    const old = last[place]?.guest
    if (!guest || !old) {
      if (guest || old) return undefined
      const { telling, outcome } = unread(host, state, path)
      put(starts, place, telling, outcome, untouched)
      continue
    }
    if (company.has(guest) || before.company.has(old)) return undefined
    const { came, ...room } = start({ state, path, guest, inCompany: false })
    put(starts, place, came, came.outcome, room)
    const more = settled(starts, place, came.gain)
    if (!more) return undefined
    const next = new Set([...waiting, ...more])
    if (next.size > mostOthers) return undefined
    waiting.splice(0, waiting.length, ...[...next].sort((one, other) => one - other))
  }
  return { host, around, company, starts }
}

/** Starts while some of them are made anew. */
interface StartsDraft {
  readonly before: readonly Telling[]
  readonly tellings: GuestTelling[]
  readonly outcomes: GuestOutcome[]
  ledger: Ledger
}

function draftFrom({ before, tellings, outcomes, ledger }: Course['starts']): StartsDraft {
  return { before, tellings: [...tellings], outcomes: [...outcomes], ledger }
}

function put(
  starts: StartsDraft,
  place: number,
  telling: GuestTelling,
  outcome: GuestOutcome,
  room: Room
): void {
  starts.tellings[place] = telling
  starts.outcomes[place] = outcome
  starts.ledger = startedAt(starts.ledger, place, room)
}

/** The places at which another guest stands now; nothing where there are many, or the folder has others. */
function othersOf(before: readonly AutoStart[], now: readonly AutoStart[]): number[] | undefined {
  if (before.length !== now.length) return undefined
  const places: number[] = []
  for (let place = 0; place < now.length; place++) {
    const [one, other] = [before[place], now[place]]
    if (one === other && other?.guest) continue
    if (one?.path !== other?.path || places.length === mostOthers) return undefined
    places.push(place)
  }
  return places
}

function stateAt(ledger: Ledger, place: number): StateDraft {
  return { ...draftOf(darkness), ...numbersAt(ledger, place) }
}

/**
 * Tells those behind a guest that is another now what they find, and answers with the places of the ones that have to
 * be started anew; nothing where any of them may fare otherwise.
 */
function settled(starts: StartsDraft, place: number, gain: Gain): readonly number[] | undefined {
  const { ledger } = starts
  const more = (sum: Sum): number => gain[sum] - growth(ledger, sum, place)
  const found = {
    ids: more('ids'),
    loops: more('loops'),
    freeKiB: more('freeKiB'),
    dom0KiB: more('dom0KiB'),
    doubtfulKiB: more('doubtfulKiB')
  }
  let failing: readonly number[] = []
  if (Object.values(found).some((each) => each !== 0)) {
    // Who has room, and meets nobody, does not ask how much, nor for its number.
    starts.ledger = shifted(ledger, place, found)
    if (isShort(starts.ledger, place)) return undefined
    // What xl prints of those that fail may name numbers that are others now.
    if (found.ids !== 0 || found.loops !== 0) failing = renumber(starts, place)
  }
  const pressed = firstPressed(starts.ledger, place)
  return pressed === undefined ? failing : [pressed, ...failing]
}

/** Gives all behind a place the ids that they have now; answers with the places of those that fail. */
function renumber({ outcomes, ledger }: StartsDraft, behind: number): number[] {
  const failing: number[] = []
  for (let place = behind + 1; place < outcomes.length; place++) {
    const outcome = outcomes[place] as GuestOutcome
    if (outcome.state === 'failed') failing.push(place)
    else outcomes[place] = renumberedOutcome(outcome, ledger.ids[place] ?? 0)
  }
  return failing
}
