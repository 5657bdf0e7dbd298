import type { Host, HostGuest } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** libxl looks the domain up that serves a disk when it makes the guest: by then it must run. */
export const backendLater: HostRule = {
  id: 'backend-later',
  summary: 'A guest that starts before the guest which serves one of its disks, or without it.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.2.0',
  check: findLater
}

function* findLater({ host }: HostContext): Iterable<Finding> {
  const { auto } = host.lifecycle
  for (const [index, { guest }] of auto.entries())
    for (const disk of guest?.disks ?? []) {
      const server = disk.backendDomain === undefined ? undefined : served(host, disk.backendDomain)
      if (!server || server === guest) continue
      const place = auto.findIndex((each) => each.guest === server)
      if (place >= 0 && place < index) continue
      const name = disk.backendDomain
      yield {
        case: place < 0 ? 'unstarted' : 'later',
        at: disk.origin,
        message:
          place < 0
            ? `\`${name}\` serves this disk and does not start with the host, and this guest does.`
            : `\`${name}\` serves this disk and starts later, by the names in \`auto/\`: it is not there when this guest wants it.`,
        related: [{ at: nameOrigin(server), message: `This is \`${name}\`.` }]
      }
    }
}

/** A guest of a file here; dom0 is always there. */
function served({ guests }: Host, name: string): HostGuest | undefined {
  return guests.find((guest) => guest.name?.value === name && guest.variantOf === undefined)
}

function nameOrigin({ name, file }: HostGuest): Finding['at'] {
  return name?.origin ?? { file, start: 0, end: 0 }
}
