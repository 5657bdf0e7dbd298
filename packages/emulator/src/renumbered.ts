import type { GuestEvent } from './event.js'

/** The numbers that a guest has from those before it. */
export interface Numbers {
  readonly id: number
  readonly firstLoop: number
}

/** The same start under another id and with other loop devices; none where xl has printed a number. */
export function renumbered(
  events: readonly GuestEvent[],
  before: Numbers,
  now: Numbers
): GuestEvent[] | undefined {
  const moved: GuestEvent[] = []
  for (const event of events) {
    if (event.type === 'refused') return undefined
    moved.push(moveOne(event, before, now))
  }
  return moved
}

function moveOne(event: Exclude<GuestEvent, { type: 'refused' }>, before: Numbers, now: Numbers): GuestEvent {
  switch (event.type) {
    case 'id-taken':
    case 'started':
      return { ...event, id: now.id }
    case 'vif-attached': {
      const own = `vif${before.id}.`
      return event.vif.startsWith(own)
        ? { ...event, vif: `vif${now.id}.${event.vif.slice(own.length)}` }
        : event
    }
    case 'disk-attached':
      return event.loop === undefined
        ? event
        : { ...event, loop: event.loop - before.firstLoop + now.firstLoop }
    case 'dom0-shrunk':
    case 'doubted':
    case 'memory-claimed':
    case 'pci-assigned':
    case 'skipped':
    case 'vif-lost':
      return event
  }
}
