import type { Event } from './event.js'
import type { Simulation } from './simulate.js'

/** What an event means for whoever waits for the host. */
export function outcomeOf(event: Event): 'ok' | 'failed' | 'unknown' {
  switch (event.type) {
    case 'refused':
    case 'network-failed':
    case 'vif-lost':
      return 'failed'
    case 'doubted':
    case 'memory-unknown':
    case 'network-open':
      return 'unknown'
    case 'entry-chosen':
      return event.xen === undefined ? 'unknown' : 'ok'
    case 'bridge-made':
      return event.ports === undefined || event.perhapsBy !== undefined ? 'unknown' : 'ok'
    case 'guests-left':
      return event.isFault ? 'failed' : 'ok'
    case 'started':
      return event.isCertain ? 'ok' : 'unknown'
    case 'parted':
      return event.how === 'lost' || event.how === 'crashed' ? 'failed' : 'ok'
    case 'bridge-left':
    case 'disk-attached':
    case 'dom0-shrunk':
    case 'id-taken':
    case 'memory-claimed':
    case 'pci-assigned':
    case 'screen-opened':
    case 'skipped':
    case 'vif-attached':
    case 'warned':
    case 'xen-started':
      return 'ok'
  }
}

/** True where something that the files ask for fails. */
export function hasFailed({ happenings }: Simulation): boolean {
  return happenings.some(({ event }) => outcomeOf(event) === 'failed')
}
