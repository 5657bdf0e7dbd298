import type { GuestText } from '../guest/index.js'
import { bootOf } from './boot.js'
import { existenceOf } from './existence.js'
import { type GuestSetting, isTakenAnywhere, type OwnGuest, ownGuest, planUnder } from './guest.js'
import type { Host, HostBoot, HostNetwork, XlConf } from './host.js'
import type { HostGuest } from './host-guest.js'
import { type Autostart, autostartOf, lifecycleOf } from './lifecycle.js'
import { networkOf } from './network.js'
import { type Recalled, recall } from './recall.js'
import { indexOf, type ResourceIndex } from './resources.js'
import type { HostSource } from './source.js'
import { toolstackOf } from './toolstack.js'
import { isSameTwin, twins, variants } from './variant.js'
import { nicDefaults, xlConfOf } from './xl-conf.js'

/** What of a host the next one may keep. */
interface Kept {
  readonly conf: Recalled<{ readonly xlConf: XlConf; readonly around: GuestSetting }>
  readonly autostart: Recalled<Autostart>
  readonly network: Recalled<HostNetwork>
  readonly boot: Recalled<HostBoot>
  readonly standings: Standings
  readonly read: readonly (Read | undefined)[]
  readonly twin: ReadonlyMap<string, string>
  readonly guests: readonly (HostGuest | undefined)[]
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
  const read = standings.of.map((standing, index): Read | undefined => {
    const text = source.read(standing.path, 'xl-cfg')
    const known = last?.read[index]
    const isSame = known?.text === text && known?.standing === standing && last?.conf === conf
    return isSame ? known : text && { text, own: ownGuest(text, standing.path, around), standing }
  })
  const twin = twinsOf(read, last)
  const rootOf = (path: string, depth = 0): string => {
    const next = standings.variants.get(path) ?? twin.get(path)
    return next === undefined || depth > deepest ? path : rootOf(next, depth + 1)
  }
  const lastOf = last && (last.standings === standings ? inPlace(last) : byOwn(last))
  const isSettled = last?.standings === standings && last.twin === twin
  const guests = read.map((each, index) => {
    if (!each) return undefined
    if (isSettled && each === last.read[index]) return last.guests[index]
    const root = rootOf(each.own.path)
    const standing = { auto: each.standing.auto, ...(root !== each.own.path && { variantOf: root }) }
    return guestOf(source, each, standing, lastOf?.(each.own, index))
  })
  const all = guests.filter((guest) => guest !== undefined)
  const index = indexOf(all, tree, last?.index)
  const host: Host = {
    release,
    facts,
    tree,
    exists: existenceOf(source),
    shown: (path) => source.shown(source.tree.real(path)),
    network: network.value,
    boot: boot.value,
    xlConf,
    toolstack: toolstackOf(source),
    lifecycle: lifecycleOf(autostart.value, (index) => guests[standings.started[index] ?? -1]),
    guests: all,
    resources: index
  }
  kept.set(host, { conf, autostart, network, boot, standings, read, twin, guests, index })
  return host
}

/** A file of a guest as it was read, at its place among all of them. */
interface Read {
  readonly text: GuestText
  readonly own: OwnGuest
  readonly standing: Standing
}

/** What other files make of a guest: the links that start it. */
interface Standing {
  readonly path: string
  readonly auto: readonly string[]
}

interface Standings {
  readonly files: readonly string[]
  readonly autostart: Autostart
  /** Of each guest file, in the order of paths. */
  readonly of: readonly Standing[]
  /** The guest that each path of the auto folder starts, by its place. */
  readonly started: readonly number[]
  /** The paths of guests that others stand for, by their names. */
  readonly variants: ReadonlyMap<string, string>
}

function standingsOf(
  files: readonly string[],
  autostart: Autostart,
  before: Standings | undefined
): Standings {
  if (before?.autostart === autostart && isSameList(before.files, files)) return before
  const auto = new Map<string, string[]>()
  for (const { path, real } of autostart.paths) {
    const known = auto.get(real)
    if (known) known.push(path)
    else auto.set(real, [path])
  }
  const paths = [...new Set([...files, ...auto.keys()])].sort()
  const of = paths.map((path) => ({ path, auto: auto.get(path) ?? [] }))
  const places = new Map(paths.map((path, index) => [path, index]))
  const started = autostart.paths.map(({ real }) => places.get(real) ?? -1)
  return { files, autostart, of, started, variants: variants(of) }
}

/** Files that stand for one another in a ring end somewhere. */
const deepest = 3

/** Which files are two ways to start one guest; the same as before where no name and no device is another. */
function twinsOf(read: Kept['read'], last: Kept | undefined): ReadonlyMap<string, string> {
  const isSame =
    last?.read.length === read.length &&
    read.every((each, index) => {
      const before = last.read[index]
      return before?.own === each?.own
        ? before?.standing === each?.standing
        : before?.standing === each?.standing && before && each && isSameTwin(before.own, each.own)
    })
  return isSame ? last.twin : twins(startedFirst(read))
}

function* startedFirst(read: Kept['read']): Iterable<OwnGuest> {
  for (const each of read) if (each && each.standing.auto.length > 0) yield each.own
  for (const each of read) if (each?.standing.auto.length === 0) yield each.own
}

type LastOf = (own: OwnGuest, index: number) => HostGuest | undefined

function inPlace({ read, guests }: Kept): LastOf {
  return (own, index) => (read[index]?.own === own ? guests[index] : undefined)
}

function byOwn({ read, guests }: Kept): LastOf {
  const known = new Map(read.map((each, index) => [each?.own, guests[index]]))
  return (own) => known.get(own)
}

function guestOf(
  { release, facts }: HostSource,
  { text, own }: Read,
  { auto, variantOf }: Pick<HostGuest, 'auto' | 'variantOf'>,
  same: HostGuest | undefined
): HostGuest {
  if (same && same.variantOf === variantOf && isSameList(same.auto, auto)) return same
  // xl repeats the path that it was given.
  const plan = planUnder(text, auto[0] ?? own.path, release.xen, facts.cpus ?? usualCpus)
  return {
    ...own,
    auto,
    ...(variantOf !== undefined && { variantOf }),
    isTaken: () => isTakenAnywhere(text, own.survey, release.xen) || plan().status === 0,
    plan
  }
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((each, index) => each === other[index]))
}

/** What `plan guest` takes a machine for of which nobody says. */
const usualCpus = 8
