import type { Host, HostGuest } from '@xenlint/model'
import type { Finding } from '../rule.js'
import { needsOf } from './standing.js'

/** What a rule says of a guest by itself and by the machine without its other guests. */
export type OfGuest = (host: Host, guest: HostGuest, needs: readonly string[]) => Finding | undefined

/** Asks a rule about each guest; one that is the same on the same machine is not asked again. */
export function eachGuest(ask: OfGuest): (host: Host) => Iterable<Finding> {
  const kept = new WeakMap<HostGuest, Kept>()
  return function* (host) {
    const { release, facts, boot, xlConf } = host
    const needs = needsOf(host)
    let machine: readonly unknown[] = [release, facts, boot, xlConf, ...needs]
    for (const guest of host.guests) {
      const known = kept.get(guest)
      const isKnown = known !== undefined && isSameList(known.machine, machine)
      // One and the same from then on, so that the next look is a short one.
      if (isKnown) machine = known.machine
      const finding = isKnown ? known.finding : ask(host, guest, needs)
      if (!isKnown) kept.set(guest, { machine, finding })
      if (finding) yield finding
    }
  }
}

interface Kept {
  readonly machine: readonly unknown[]
  readonly finding: Finding | undefined
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && one.every((each, index) => each === other[index]))
}
