import type { GuestPlan, GuestText } from '../guest/index.js'
import { bootOf } from './boot.js'
import { existenceOf } from './existence.js'
import { type GuestSetting, isTakenAnywhere, type OwnGuest, ownGuest, planUnder } from './guest.js'
import type { Host, HostBoot, HostGuest, HostNetwork, XlConf } from './host.js'
import { type Autostart, autostartOf, lifecycleOf } from './lifecycle.js'
import { networkOf } from './network.js'
import { type Recalled, recall } from './recall.js'
import { indexOf, type ResourceIndex } from './resources.js'
import type { HostSource } from './source.js'
import { twins, variants } from './variant.js'
import { nicDefaults, xlConfOf } from './xl-conf.js'

/** What of a host the next one may keep. */
interface Kept {
  readonly conf: Recalled<{ readonly xlConf: XlConf; readonly around: GuestSetting }>
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
    return { xlConf, around: { release, defaults: nicDefaults(xlConf) } }
  })
  const autostart = recall(source, last?.autostart, autostartOf)
  const network = recall(source, last?.network, networkOf)
  const boot = recall(source, last?.boot, bootOf)
  const { xlConf, around } = conf.value
  const standings = standingsOf(source.guests, autostart.value, last?.standings)
  const own = new Map<OwnGuest, HostGuest>()
  const guests = new Map<string, HostGuest>()
  const read = new Map<string, { readonly text: GuestText; readonly own: OwnGuest }>()
  for (const path of standings.byPath.keys()) {
    const text = source.read(path, 'xl-cfg')
    if (text) read.set(path, { text, own: ownGuest(text, path, around) })
  }
  const twin = twins(startedFirst(read.values(), standings))
  const rootOf = (path: string, depth = 0): string => {
    const next = standings.byPath.get(path)?.variantOf ?? twin.get(path)
    return next === undefined || depth > deepest ? path : rootOf(next, depth + 1)
  }
  for (const [path, each] of read) {
    const { auto } = standings.byPath.get(path) ?? alone
    const root = rootOf(path)
    const whole = guestOf(source, each, { auto, ...(root !== path && { variantOf: root }) }, last)
    own.set(each.own, whole)
    guests.set(path, whole)
  }
  const all = [...guests.values()]
  const index = indexOf(all, tree, last?.index)
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

function* startedFirst(
  read: Iterable<{ readonly own: OwnGuest }>,
  { byPath }: Standings
): Iterable<OwnGuest> {
  const others: OwnGuest[] = []
  for (const { own } of read) {
    if (byPath.get(own.path)?.auto.length) yield own
    else others.push(own)
  }
  yield* others
}

/** Files that stand for one another in a ring end somewhere. */
const deepest = 3

const alone: Standing = { auto: [] }

function guestOf(
  { release, facts }: HostSource,
  { text, own }: { readonly text: GuestText; readonly own: OwnGuest },
  { auto, variantOf }: Standing,
  last: Kept | undefined
): HostGuest {
  const same = last?.own.get(own)
  if (same && same.variantOf === variantOf && isSameList(same.auto, auto)) return same
  // xl repeats the path that it was given.
  const plan = planUnder(text, auto[0] ?? own.path, release.xen, facts.cpus ?? usualCpus)
  return {
    ...own,
    auto,
    ...(variantOf !== undefined && { variantOf }),
    get isTaken(): boolean {
      return isTakenAnywhere(text, own.survey, release.xen) || plan().status === 0
    },
    get plan(): GuestPlan {
      return plan()
    }
  }
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((each, index) => each === other[index]))
}

/** What `plan guest` takes a machine for of which nobody says. */
const usualCpus = 8
