import { nearestOf } from '@xenlint/catalogue'
import type { Claim, Host, HostGuest } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** libxl looks the domain up that serves a device when it makes the guest: by then it must run. */
export const backendLater: HostRule = {
  id: 'backend-later',
  summary: 'A guest that starts before the guest which serves one of its devices, or without it.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findLater
}

function* findLater({ host }: HostContext): Iterable<Finding> {
  const served = [...host.resources.all('backend').entries()]
  if (served.length === 0) return
  const places = placesIn(host)
  for (const [name, claims] of served) {
    const server = serverOf(host, name)
    if (!server) {
      yield* unserved(host, name, claims)
      continue
    }
    const place = places.get(server)
    for (const { guest, origin, index } of claims) {
      const own = places.get(guest)
      if (guest === server || own === undefined || (place !== undefined && place < own)) continue
      const what = guest.disks[index]?.origin === origin ? 'disk' : 'interface'
      yield {
        case: place === undefined ? 'unstarted' : 'later',
        at: origin,
        message:
          place === undefined
            ? `\`${name}\` serves this ${what} and does not start with the host, and this guest does.`
            : `\`${name}\` serves this ${what} and starts later, by the names in \`auto/\`: it is not there when this guest wants it.`,
        related: [{ at: nameOrigin(server), message: `This is \`${name}\`.` }]
      }
    }
  }
}

/** No file here is one of the guest that is to serve: it may come from elsewhere, or be a slip. */
function* unserved({ facts, resources }: Host, name: string, claims: readonly Claim[]): Iterable<Finding> {
  if (/^\d+$/.test(name) || facts.running?.some((each) => each.name === name)) return
  const guess = nearestOf(new Set([...resources.all('name').entries()].map(([each]) => each)), name)
  if (guess === undefined) return
  for (const { guest, origin, index } of claims) {
    if (guest.auto.length === 0) continue
    const what = guest.disks[index]?.origin === origin ? 'disk' : 'interface'
    yield {
      case: 'misspelt',
      at: origin,
      needs: ['running'],
      message: `\`${name}\` is to serve this ${what}, and no file here is one of a guest of that name; did you mean \`${guess}\`?`
    }
  }
}

/** When each guest starts with the host: the first time counts. */
function placesIn({ lifecycle }: Host): Map<HostGuest, number> {
  const places = new Map<HostGuest, number>()
  for (const [index, { guest }] of lifecycle.auto.entries())
    if (guest && !places.has(guest)) places.set(guest, index)
  return places
}

/** A guest of a file here; dom0 is always there. */
function serverOf({ resources }: Host, name: string): HostGuest | undefined {
  return resources
    .all('name')
    .get(name)
    ?.find(({ guest }) => guest.variantOf === undefined)?.guest
}

function nameOrigin({ name, file }: HostGuest): Finding['at'] {
  return name?.origin ?? { file, start: 0, end: 0 }
}
