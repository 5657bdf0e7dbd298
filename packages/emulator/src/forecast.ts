import type { Host, HostGuest } from '@xenlint/model'
import type { Course } from './resume.js'
import { type Simulation, simulateStart } from './simulate.js'

const known = new WeakMap<Host, Simulation>()

/** By how the host boots: that is the same object as long as its guests alone are edited. */
const courses = new WeakMap<Host['boot'], Course>()

/** The host switched on and its guests started: worked out when it is first asked for, once for each host. */
export function forecastOf(host: Host): Simulation {
  const before = known.get(host)
  if (before) return before
  const { simulation, course } = simulateStart(host, courses.get(host.boot))
  known.set(host, simulation)
  if (course) courses.set(host.boot, course)
  else courses.delete(host.boot)
  return simulation
}

const absences = new WeakMap<Simulation, ReadonlyMap<HostGuest, Absence>>()

/** Why a guest is not there once the host has started: it failed, or was never tried. */
export type Absence = 'failed' | 'skipped'

/** Whether a guest that starts with the host is away afterwards, or would be on a release that was measured. */
export function absenceAtBoot(host: Host, guest: HostGuest): Absence | undefined {
  const simulation = forecastOf(host)
  const known = absences.get(simulation) ?? absencesIn(simulation)
  absences.set(simulation, known)
  return known.get(guest)
}

function absencesIn({ guests }: Simulation): ReadonlyMap<HostGuest, Absence> {
  const absent = new Map<HostGuest, Absence>()
  // Of several links to one guest, the first that brings it up decides.
  const up = new Set<HostGuest>()
  for (const { guest, state, causes } of guests) {
    if (!guest) continue
    const isLost = state === 'failed' || causes.some((cause) => cause.case !== undefined)
    if (isLost) absent.set(guest, 'failed')
    else if (state !== 'skipped') up.add(guest)
    else if (!absent.has(guest)) absent.set(guest, 'skipped')
  }
  for (const guest of up) absent.delete(guest)
  return absent
}
