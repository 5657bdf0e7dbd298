import type { DiskAttached, GuestEvent, VifAttached, Warned } from './event.js'
import type { GuestOutcome, GuestStart, GuestTelling } from './guest-start.js'
import type { Domain } from './state.js'

/** The numbers that a guest has from those before it. */
export interface Numbers {
  readonly id: number
  readonly firstLoop: number
}

/** A start, and the numbers that it had. */
export interface Numbered extends Numbers {
  readonly came: GuestStart
}

/** The same start under another id and with other loop devices; none where xl has printed a number. */
export function renumbered(before: Numbered, now: Numbers): GuestStart | undefined {
  const { came } = before
  const { outcome, gain } = came
  if (outcome.state === 'failed') return undefined
  return {
    ...came,
    // Few ask for them: of all guests behind one that starts no more, only the numbers are told.
    events: () => came.events().map((event) => moveOne(event, before, now)),
    outcome: renumberedOutcome(outcome, now.id),
    gain: gain.domain ? { ...gain, domain: moveDomain(gain.domain, before, now) } : gain
  }
}

/** What is told of a guest, under other numbers. */
export function renumberedTelling(telling: GuestTelling, before: Numbers, now: Numbers): GuestTelling {
  if (before.id === now.id && before.firstLoop === now.firstLoop) return telling
  return { ...telling, events: () => telling.events().map((event) => moveOne(event, before, now)) }
}

function moveDomain(domain: Domain, before: Numbers, now: Numbers): Domain {
  return {
    ...domain,
    id: now.id,
    vifs: domain.vifs.map((vif) => moveVif(vif, before, now)),
    disks: domain.disks.map((disk) => moveDisk(disk, before, now))
  }
}

function moveOne(event: GuestEvent, before: Numbers, now: Numbers): GuestEvent {
  switch (event.type) {
    case 'id-taken':
    case 'started':
      return { ...event, id: now.id }
    case 'vif-attached':
      return moveVif(event, before, now)
    case 'disk-attached':
      return moveDisk(event, before, now)
    case 'warned':
      return moveWarning(event, before.id, now.id)
    case 'dom0-shrunk':
    case 'doubted':
    case 'memory-claimed':
    case 'pci-assigned':
    case 'refused':
    case 'screen-opened':
    case 'skipped':
    case 'vif-lost':
      return event
  }
}

/** libxl says of which domain it speaks. */
function moveWarning(event: Warned, before: number, now: number): Warned {
  const messages = event.messages.map((line) => line.replace(`Domain ${before}:`, `Domain ${now}:`))
  return { ...event, messages }
}

/** An outcome under another id. */
export function renumberedOutcome(outcome: GuestOutcome, now: number): GuestOutcome {
  const { id, warnings } = outcome
  if (id === undefined || id === now) return outcome
  const moved = warnings && { warnings: warnings.map((warning) => moveWarning(warning, id, now)) }
  return { ...outcome, id: now, ...moved }
}

function moveVif(event: VifAttached, before: Numbers, now: Numbers): VifAttached {
  const own = `vif${before.id}.`
  return event.vif.startsWith(own) ? { ...event, vif: `vif${now.id}.${event.vif.slice(own.length)}` } : event
}

function moveDisk(event: DiskAttached, before: Numbers, now: Numbers): DiskAttached {
  return event.loop === undefined ? event : { ...event, loop: event.loop - before.firstLoop + now.firstLoop }
}
