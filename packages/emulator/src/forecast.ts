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

const failing = new WeakMap<Simulation, ReadonlySet<HostGuest>>()

/** Whether a guest fails when the host starts, or would on a release that was measured. */
export function failsAtBoot(host: Host, guest: HostGuest): boolean {
  const simulation = forecastOf(host)
  const before = failing.get(simulation)
  if (before) return before.has(guest)
  const made = new Set(
    simulation.guests.flatMap(({ causes, ...outcome }) =>
      outcome.guest && causes.some((cause) => cause.case !== undefined) ? [outcome.guest] : []
    )
  )
  failing.set(simulation, made)
  return made.has(guest)
}
