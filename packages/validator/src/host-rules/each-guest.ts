import { commonEnds, type Host, type HostGuest } from '@xenlint/model'
import type { Finding } from '../rule.js'
import { needsOf } from './standing.js'

/** What a rule says of a guest by itself and by the machine without its other guests. */
export type OfGuest = (host: Host, guest: HostGuest, needs: readonly string[]) => Finding | undefined

/** Asks a rule about each guest; one that is the same on the same machine is not asked again. */
export function eachGuest(ask: OfGuest): (host: Host) => Iterable<Finding> {
  // By how the host boots: that is the same object as long as its guests alone are edited.
  const kept = new WeakMap<Host['boot'], Kept>()
  return (host) => {
    const { release, facts, boot, xlConf, guests } = host
    const needs = needsOf(host)
    const machine = [release, facts, boot, xlConf, ...needs]
    const last = kept.get(boot)
    const before = last && isSameList(last.machine, machine) ? last : undefined
    const findings = answersFor(guests, before, (guest) => ask(host, guest, needs))
    kept.set(boot, { machine, guests, findings })
    return findings.filter((finding) => finding !== undefined)
  }
}

interface Kept {
  readonly machine: readonly unknown[]
  readonly guests: readonly HostGuest[]
  readonly findings: readonly (Finding | undefined)[]
}

/** An answer for each guest: that of before for those at the start and at the end of both lists. */
function answersFor(
  guests: readonly HostGuest[],
  before: Kept | undefined,
  ask: (guest: HostGuest) => Finding | undefined
): readonly (Finding | undefined)[] {
  if (!before) return guests.map(ask)
  const { guests: old, findings } = before
  const { start, end } = commonEnds(old, guests)
  if (start === old.length && start === guests.length) return findings
  const fresh = guests.slice(start, guests.length - end).map(ask)
  return findings.toSpliced(start, old.length - end - start, ...fresh)
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index])
}
