import { describe } from './describe.js'
import type { GuestOutcome } from './guest-start.js'
import type { Simulation } from './simulate.js'

/** How many guests that do not return are told of with their causes. */
const mostCauses = 3

/** The end of it all in one sentence: "After a reboot 11 of 12 guests return; `db` does not, because …". */
export function returnsAfterReboot({ guests, happenings }: Simulation): string {
  const left = happenings.find(({ event }) => event.type === 'guests-left')
  if (left) return `After a reboot no guest returns: ${describe(left.event)}.`
  const running = new Set(guests.flatMap(({ state, guest }) => (state === 'running' && guest ? [guest] : [])))
  // A second link to a guest that runs is started in vain, and nobody misses it.
  const isVain = ({ state, guest }: GuestOutcome): boolean =>
    state === 'skipped' || (state === 'failed' && guest !== undefined && running.has(guest))
  const meant = guests.filter((outcome) => !isVain(outcome))
  if (meant.length === 0) return 'After a reboot no guest starts by itself.'
  const back = meant.filter(({ state }) => state === 'running').length
  const failed = meant.filter(({ state }) => state === 'failed')
  const open = meant.filter(({ state }) => state === 'unknown')
  if (back === meant.length)
    return meant.length === 1
      ? 'After a reboot the one guest returns.'
      : `After a reboot all ${back} guests return.`
  const few = failed.length + open.length <= mostCauses
  const rest = [
    ...told(failed, few, { one: 'does not', many: 'do not', because: ', because ' }),
    ...told(open, few, { one: 'may', many: 'may', because: ', but ' })
  ]
  const sure = open.length > 0 ? ' for certain' : ''
  const of = `${back} of ${meant.length} ${meant.length === 1 ? 'guest returns' : 'guests return'}${sure}`
  return `After a reboot ${of}; ${rest.join('; ')}.`
}

interface Words {
  readonly one: string
  readonly many: string
  readonly because: string
}

function told(guests: readonly GuestOutcome[], few: boolean, { one, many, because }: Words): string[] {
  if (guests.length === 0) return []
  if (few)
    return [...byCause(guests, because)].map(
      ([cause, alike]) => `${alike.map(titleOf).join(', ')} ${alike.length === 1 ? one : many}${cause}`
    )
  const names = [...new Set(guests.map(titleOf))]
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
  return [`${names.slice(0, mostNames).join(', ')}${more} ${guests.length === 1 ? one : many}`]
}

function byCause(guests: readonly GuestOutcome[], because: string): Map<string, GuestOutcome[]> {
  const groups = new Map<string, GuestOutcome[]>()
  for (const guest of guests) {
    const cause = causeOf(guest, because)
    const alike = groups.get(cause)
    if (alike) alike.push(guest)
    else groups.set(cause, [guest])
  }
  return groups
}

const mostNames = 10

function titleOf({ name, path }: GuestOutcome): string {
  return `\`${name === '' ? path.slice(path.lastIndexOf('/') + 1) : name}\``
}

function causeOf({ causes }: GuestOutcome, because: string): string {
  // What would end the start says more than what nobody knows.
  const first = causes.find((cause) => cause.case !== undefined) ?? causes[0]
  return first ? `${because}${first.why}` : ''
}
