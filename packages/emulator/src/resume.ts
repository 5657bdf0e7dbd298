import type { AutoStart, Host } from '@xenlint/model'
import { type Around, aroundOf, isAlike } from './around.js'
import { type Company, companyOf, shareAlike } from './company.js'
import type { GuestOutcome, Telling } from './guest-start.js'
import { copied, growth, type Ledger, leastSpare, numbersAt, shift } from './ledger.js'
import { remembering, type Started } from './remembered.js'
import { leaveGuests } from './start.js'
import { type Starts, startOn, unread } from './start-guests.js'
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

/** So many guests are started anew; of more, all are. */
const mostOthers = 8

/**
 * The guests of a host that was switched on before: those that are the same now come up as they did, where none of
 * the others stands in their way or takes their memory. Nothing where that cannot be told without starting them.
 */
export function resumed(host: Host, before: Course): Course | undefined {
  const around = aroundOf(host)
  if (!isAlike(before.around, around) || !shareAlike(before.host, host)) return undefined
  if (!leaveGuests(host).next().done || restored(host).length > 0) return undefined
  const { auto } = host.lifecycle
  const places = othersOf(before.host.lifecycle.auto, auto)
  if (!places) return undefined
  const company = companyOf(
    host,
    [],
    places.map((place) => auto[place] as AutoStart)
  )
  if (company.isAll) return undefined

  const ledger = copied(before.starts.ledger)
  const tellings: Telling[] = [...before.starts.tellings]
  const outcomes: GuestOutcome[] = [...before.starts.outcomes]
  const start = remembering(host, startOn(host))
  for (const place of places) {
    const { path, guest } = auto[place] as AutoStart
    const state = stateAt(ledger, place)
    const old = before.host.lifecycle.auto[place]?.guest
    if (!guest || !old) {
      if (guest || old) return undefined
      const { telling, outcome } = unread(host, state, path)
      tellings[place] = telling
      outcomes[place] = outcome
      continue
    }
    if (company.has(guest) || before.company.has(old)) return undefined
    const started = start({ state, path, guest, inCompany: false })
    if (!settled(ledger, place, started)) return undefined
    tellings[place] = started.came
    outcomes[place] = started.came.outcome
  }
  return { host, around, company, starts: { before: before.starts.before, tellings, outcomes, ledger } }
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

/** Whether all behind a guest come up as they did, now that it is another; then the ledger has what it takes. */
function settled(ledger: Ledger, place: number, { came, spareKiB }: Started): boolean {
  const { ids, loops, freeKiB, dom0KiB, doubtfulKiB } = came.gain
  if (ids !== growth(ledger, 'ids', place) || loops !== growth(ledger, 'loops', place)) return false
  const more = {
    freeKiB: freeKiB - growth(ledger, 'freeKiB', place),
    dom0KiB: dom0KiB - growth(ledger, 'dom0KiB', place),
    doubtfulKiB: doubtfulKiB - growth(ledger, 'doubtfulKiB', place)
  }
  ledger.spareKiB[place] = spareKiB
  if (more.freeKiB === 0 && more.dom0KiB === 0 && more.doubtfulKiB === 0) return true
  // Who has room does not ask how much.
  if (leastSpare(ledger, place) + more.freeKiB < 0) return false
  shift(ledger.freeKiB, place, more.freeKiB)
  shift(ledger.dom0KiB, place, more.dom0KiB)
  shift(ledger.doubtfulKiB, place, more.doubtfulKiB)
  shift(ledger.spareKiB, place, more.freeKiB)
  return true
}
