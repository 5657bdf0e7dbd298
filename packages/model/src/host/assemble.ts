import type { GuestPlan } from '../guest/index.js'
import { bootOf } from './boot.js'
import { existenceOf } from './existence.js'
import { type GuestSetting, type OwnGuest, ownGuest, planUnder } from './guest.js'
import type { NicDefaults } from './guest-devices.js'
import type { Host, HostBoot, HostGuest, HostNetwork, XlConf } from './host.js'
import { type Autostart, autostartOf, lifecycleOf } from './lifecycle.js'
import { networkOf } from './network.js'
import { type Recalled, recall } from './recall.js'
import { indexOf, type ResourceIndex } from './resources.js'
import type { HostSource } from './source.js'
import { variants } from './variant.js'
import { nicDefaults, xlConfOf } from './xl-conf.js'

/** What of a host the next one may keep. */
interface Kept {
  readonly conf: Recalled<{ readonly xlConf: XlConf; readonly defaults: NicDefaults }>
  readonly autostart: Recalled<Autostart>
  readonly network: Recalled<HostNetwork>
  readonly boot: Recalled<HostBoot>
  readonly standings: Standings
  readonly own: ReadonlyMap<OwnGuest, HostGuest>
  readonly index: ResourceIndex
}

const kept = new WeakMap<Host, Kept>()

/**
 * The machine that files and facts describe. With the host of a moment before, guests whose text and surroundings are
 * the same are the same objects, and only what changed is done again; the answer equals that without it.
 */
export function assembleHost(source: HostSource, before?: Host): Host {
  const last = before && kept.get(before)
  const { tree, facts, release } = source
  const conf = recall(source, last?.conf, (from) => {
    const xlConf = xlConfOf(from)
    return { xlConf, defaults: nicDefaults(xlConf) }
  })
  const autostart = recall(source, last?.autostart, autostartOf)
  const network = recall(source, last?.network, networkOf)
  const boot = recall(source, last?.boot, bootOf)
  const { xlConf, defaults } = conf.value
  const around = { release, defaults, key: JSON.stringify([release, defaults]) }
  const standings = standingsOf(source.guests, autostart.value, last?.standings)
  const own = new Map<OwnGuest, HostGuest>()
  const guests = new Map<string, HostGuest>()
  for (const [path, standing] of standings.byPath) {
    const guest = guestAt(source, path, around, standing, last)
    if (!guest) continue
    own.set(guest.own, guest.whole)
    guests.set(path, guest.whole)
  }
  const all = [...guests.values()]
  const index = indexOf(all, last?.index)
  const host: Host = {
    release,
    facts,
    tree,
    exists: existenceOf(source),
    network: network.value,
    boot: boot.value,
    xlConf,
    lifecycle: lifecycleOf(autostart.value, guests),
    guests: all,
    resources: index
  }
  kept.set(host, { conf, autostart, network, boot, standings, own, index })
  return host
}

/** What other files make of a guest: links that start it, and the one that it stands for. */
interface Standing {
  readonly auto: readonly string[]
  readonly variantOf?: string
}

/** The standing of each guest file, in the order of paths. */
interface Standings {
  readonly of: readonly string[]
  readonly autostart: Autostart
  readonly byPath: ReadonlyMap<string, Standing>
}

function standingsOf(
  files: readonly string[],
  autostart: Autostart,
  before: Standings | undefined
): Standings {
  const isSame = before?.autostart === autostart && before.of.length === files.length
  if (before && isSame && files.every((path, index) => path === before.of[index])) return before
  const auto = new Map<string, string[]>()
  for (const { path, real } of autostart.paths) {
    const known = auto.get(real)
    if (known) known.push(path)
    else auto.set(real, [path])
  }
  const paths = [...new Set([...files, ...auto.keys()])].sort()
  const started = paths.map((path) => ({ path, auto: auto.get(path) ?? [] }))
  const standing = variants(started)
  const byPath = new Map<string, Standing>()
  for (const { path, auto: links } of started) {
    const variantOf = standing.get(path)
    byPath.set(path, { auto: links, ...(variantOf !== undefined && { variantOf }) })
  }
  return { of: files, autostart, byPath }
}

function guestAt(
  source: HostSource,
  path: string,
  around: GuestSetting,
  { auto, variantOf }: Standing,
  last: Kept | undefined
): { own: OwnGuest; whole: HostGuest } | undefined {
  const text = source.read(path, 'xl-cfg')
  if (!text) return undefined
  const own = ownGuest(text, path, around)
  const same = last?.own.get(own)
  if (same && same.variantOf === variantOf && isSameList(same.auto, auto)) return { own, whole: same }
  // xl repeats the path that it was given.
  const plan = planUnder(text, auto[0] ?? path, around.release.xen, source.facts.cpus ?? usualCpus)
  const whole = {
    ...own,
    auto,
    ...(variantOf !== undefined && { variantOf }),
    get plan(): GuestPlan {
      return plan()
    }
  }
  return { own, whole }
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((each, index) => each === other[index]))
}

/** What `plan guest` takes a machine for of which nobody says. */
const usualCpus = 8
