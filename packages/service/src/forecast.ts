import type { Release } from '@xenlint/catalogue'
import { forecastOf, type Simulation } from '@xenlint/emulator'
import type { Host } from '@xenlint/model'
import type { Snapshot } from './snapshot.js'
import { defaultTarget } from './target.js'

/** What becomes of the host when it is switched on; none where the snapshot knows no host. */
export interface Forecast {
  readonly host: Host
  readonly release: Release
  readonly simulation: Simulation
}

const known = new WeakMap<Host, Forecast>()

/** Boots the host of a snapshot on paper and lets it start its guests; once for each state of the host. */
export function forecast(snapshot: Snapshot): Forecast | undefined {
  const host = hostOf(snapshot)
  if (!host) return undefined
  const before = known.get(host)
  if (before) return before
  const made = { host, release: host.release, simulation: forecastOf(host) }
  known.set(host, made)
  return made
}

/** Where nothing names a release, the one whose real Xen was measured. */
function hostOf(snapshot: Snapshot): Host | undefined {
  const hosts = snapshot.hosts()
  if (snapshot.target.releases !== defaultTarget.releases) return hosts[0]
  return hosts.find(({ release }) => release.debian === '12') ?? hosts[0]
}
