import type { GuestOutcome } from '@xenlint/emulator'
import type { Host, HostGuest } from '@xenlint/model'
import { type Forecast, forecast } from './forecast.js'
import type { Snapshot } from './snapshot.js'

/** A line of words above a line of a text. */
export interface Lens {
  /** What it speaks of. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What becomes of the guest of a file when the host boots, and which guests a bridge carries. */
export function lenses(snapshot: Snapshot, file: string): readonly Lens[] {
  const expected = forecast(snapshot)
  if (!expected) return []
  const guest = expected.host.guests.find((each) => each.file === file)
  return guest ? guestLenses(guest, expected, snapshot) : bridgeLenses(expected.host, file)
}

function guestLenses(guest: HostGuest, { simulation }: Forecast, snapshot: Snapshot): Lens[] {
  // A line that is not finished keeps xl from reading the file; the words must not jump while it is written.
  const named = snapshot.settings(guest.file).find(({ name }) => name === 'name')?.value
  const { origin } = guest.name ?? named ?? guest.memoryMiB
  const place = { start: origin.start, end: origin.end }
  const [path] = guest.auto
  if (path === undefined) return [{ ...place, text: 'does not start at boot' }]
  const outcomes = simulation.guests.filter((each) => each.guest === guest)
  return outcomes.map((outcome) => ({ ...place, text: shortened(fate(outcome)) }))
}

// The view of the host, a click away, and the finding at the cause say the rest.
function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text
}

const longest = 100

function fate({ path, state, id, causes }: GuestOutcome): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const why = causes[0]?.why ?? 'nobody knows why'
  switch (state) {
    case 'running':
      return `starts at boot as ${name}, id ${id}`
    case 'failed':
      return `fails at boot as ${name}: ${why}`
    case 'skipped':
      return `is passed over at boot as ${name}: ${why}`
    case 'unknown':
      return `starts at boot as ${name}; not known: ${why}`
  }
}

function bridgeLenses({ network, guests }: Host, file: string): Lens[] {
  return network.bridges.flatMap(({ name, origin }) => {
    if (origin?.file !== file) return []
    const names = guests
      .filter(({ nics }) => nics.some((nic) => nic.bridge.value === name && nic.backendDomain === undefined))
      .map((guest) => guest.name?.value ?? guest.path)
    const count = names.length === 1 ? '1 guest' : `${names.length || 'no'} guests`
    const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names
    const text = `${count} on this bridge${names.length > 0 ? `: ${shown.join(', ')}` : ''}`
    return [{ start: origin.start, end: origin.end, text }]
  })
}
