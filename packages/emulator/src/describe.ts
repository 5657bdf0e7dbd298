import { mebibytes } from './balloon.js'
import type { Event } from './event.js'

/** One sentence about an event, without its full stop. */
export function describe(event: Event): string {
  switch (event.type) {
    case 'entry-chosen':
      if (event.entry === undefined) return 'which entry boots is not known; Xen is taken to boot'
      if (event.entry === '') return 'finds nothing to boot: the menu has no entry'
      return event.xen === false ? `boots \`${event.entry}\`, without Xen` : `boots \`${event.entry}\``
    case 'xen-started': {
      const { totalKiB, xenKiB, dom0KiB } = event
      const free = mebibytes(totalKiB - xenKiB - dom0KiB)
      return `of ${mebibytes(totalKiB)} MiB Xen keeps ${mebibytes(xenKiB)} and dom0 gets ${mebibytes(dom0KiB)}, which leaves ${free} for guests`
    }
    case 'memory-unknown':
      return event.why
    case 'bridge-made': {
      const { bridge, ports, perhapsBy } = event
      const comes = perhapsBy === undefined ? 'comes up' : `is for ${perhapsBy} to bring up`
      if (ports === undefined) return `\`${bridge}\` ${comes}; nothing tells its ports`
      const joined = ports.length > 0 ? ports.join(', ') : 'no port'
      return `\`${bridge}\` ${comes}${perhapsBy === undefined ? '' : ','} with ${joined}`
    }
    case 'bridge-left':
      return `\`${event.bridge}\` is not brought up`
    case 'network-failed':
      return `ifup ends with ${event.status}: ${event.message}`
    case 'network-open':
    case 'guests-left':
      return event.why
    case 'dom0-shrunk':
      return `dom0 gives up ${mebibytes(event.byKiB)} MiB`
    case 'id-taken':
      return `it gets id ${event.id}`
    case 'disk-attached':
      return `\`${event.target}\` becomes ${event.vdev}${event.isWritable ? '' : ', read only'}`
    case 'vif-attached':
      if (event.bridge === undefined) return `\`${event.vif}\` is routed`
      return `\`${event.vif}\` joins \`${event.bridge}\``
    case 'vif-lost':
      return `guest ${event.of} loses its interface \`${event.vif}\``
    case 'pci-assigned':
      return `it gets the device ${event.address}`
    case 'screen-opened':
      return `QEMU shows its screen on port ${event.port} of ${event.address}`
    case 'memory-claimed':
      return `it gets ${mebibytes(event.KiB)} MiB`
    case 'doubted':
    case 'refused':
    case 'skipped':
    case 'warned':
      return event.why
    case 'started':
      return event.isCertain ? 'it runs' : 'it runs, unless one of the doubts is justified'
    case 'parted':
      return partings[event.how] + (event.why === undefined ? '' : `: ${event.why}`)
  }
}

const partings = {
  saved: 'it is saved',
  migrated: 'it moves to another host',
  'shut-down': 'it is shut down',
  destroyed: 'it is destroyed',
  crashed: 'it crashes',
  killed: 'it is killed',
  lost: 'it loses its power'
} as const
