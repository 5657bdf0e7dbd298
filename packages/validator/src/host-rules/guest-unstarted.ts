import { isMeasured } from '@xenlint/catalogue'
import { absenceAtBoot, forecastOf, type GuestCause, type GuestOutcome, tellingLine } from '@xenlint/emulator'
import type { Host } from '@xenlint/model'
import type { Finding, HostContext, HostRule, Problem, Related } from '../rule.js'
import { largestWith, memoryTakers } from './memory-takers.js'
import { replacement } from './replacement.js'
import { needsOf } from './standing.js'

/** What the simulated boot refuses is told where its cause stands; rules that know more of a cause come first. */
export const guestUnstarted: HostRule = {
  id: 'guest-unstarted',
  summary: 'A guest that does not come up with the host, as a boot on paper shows.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  givesWay,
  check: findUnstarted
}

function* findUnstarted({ host }: HostContext): Iterable<Finding> {
  // Elsewhere nothing is known to fail, and a boot costs time.
  if (!isMeasured(host.release.xen) || host.boot.xen === false || host.lifecycle.auto.length === 0) return
  const { guests } = forecastOf(host)
  let largest: readonly GuestOutcome[] = []
  let seen = 0
  for (let index = 0; index < guests.length; index++) {
    const outcome = guests[index] as GuestOutcome
    if (outcome.state !== 'failed') continue
    const cause = outcome.causes[0]
    if (!outcome.guest || !cause?.origin) continue
    // By another link it is up.
    if (absenceAtBoot(host, outcome.guest) === undefined) continue
    for (; seen < index; seen++) largest = largestWith(largest, guests[seen] as GuestOutcome)
    yield finding(host, largest, outcome, cause)
  }
}

function finding(
  host: Host,
  largest: readonly GuestOutcome[],
  outcome: GuestOutcome,
  cause: GuestCause
): Finding {
  const { guest, id } = outcome
  const at = cause.origin ?? { file: guest?.file ?? '', start: 0, end: 0 }
  const said = tellingLine(outcome)
  const end = id === undefined ? ', so the guest does not start with the host' : ''
  return {
    case: cause.case ?? 'refused',
    at,
    needs: [...needsOf(host), ...cause.needs],
    message: `${sentence(cause)}${end}${said === undefined ? '.' : `: \`${said}\`.`}`,
    related: [...relatedTo(cause), ...(guest ? memoryTakers(host, largest, guest, at) : [])],
    fixes: guest ? replacement(host, guest, at) : []
  }
}

function sentence({ case: kind, why }: GuestCause): string {
  // Its words follow as those of xl.
  if (kind === 'file') return 'xl refuses the file'
  if (why.startsWith('xl ')) return why
  return `${why[0]?.toUpperCase()}${why.slice(1)}`
}

function relatedTo({ related }: GuestCause): Related[] {
  return related ? [{ at: related.origin, message: related.message }] : []
}

/** Of a file that xl does not take, any error is the cause; else one at the same place is. */
function givesWay(own: Problem, other: Problem): boolean {
  if (other.severity !== 'error') return false
  return own.case === 'file' || (other.at.start <= own.at.end && own.at.start <= other.at.end)
}
