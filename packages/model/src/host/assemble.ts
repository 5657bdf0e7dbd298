import type { GuestText } from '../guest/index.js'
import { bootOf } from './boot.js'
import { existenceOf } from './existence.js'
import { type GuestSetting, isTakenAnywhere, type OwnGuest, ownGuest, planUnder } from './guest.js'
import type { AutoStart, Host, HostBoot, HostLifecycle, HostNetwork, XlConf } from './host.js'
import type { HostGuest } from './host-guest.js'
import { type Autostart, autostartOf, lifecycleOf, startedBy } from './lifecycle.js'
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
  readonly lifecycle: HostLifecycle
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
  const isSettled = last?.standings === standings && last.conf === conf
  const { read, others } = readAll(source, standings, around, isSettled ? last : undefined)
  const twin = last && isSettled && hasSameTwins(read, last, others) ? last.twin : twins(startedFirst(read))
  const rootOf = (path: string, depth = 0): string => {
    const next = standings.variants.get(path) ?? twin.get(path)
    return next === undefined || depth > deepest ? path : rootOf(next, depth + 1)
  }
  const lastOf = last && (last.standings === standings ? inPlace(last) : byOwn(last))
  const guestAt = (index: number): HostGuest | undefined => {
    const each = read[index]
    if (!each) return undefined
    const root = rootOf(each.own.path)
    const standing = { auto: each.standing.auto, ...(root !== each.own.path && { variantOf: root }) }
    return guestOf(source, each, standing, lastOf?.(each.own, index))
  }
  const isKept = isSettled && last.twin === twin
  const guests = isKept ? replaced(last.guests, others, guestAt) : read.map((_, index) => guestAt(index))
  const all = guests.every((guest) => guest !== undefined)
    ? guests
    : guests.filter((guest) => guest !== undefined)
  const index = indexOf(all, tree, last?.index)
  const startedAt = (place: number): HostGuest | undefined => guests[standings.started[place] ?? -1]
  const lifecycle = isKept
    ? restarted(last.lifecycle, startsOf(standings, others), startedAt)
    : lifecycleOf(autostart.value, startedAt)
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
    lifecycle,
    guests: all,
    resources: index
  }
  kept.set(host, { conf, autostart, network, boot, standings, read, twin, guests, index, lifecycle })
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
  /** The place of each path among them, and the places of files that only the auto folder leads to. */
  readonly places: ReadonlyMap<string, number>
  readonly outside: readonly number[]
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
    const links = auto.get(real)
    if (links) links.push(path)
    else auto.set(real, [path])
  }
  const known = new Set(files)
  const paths = [...new Set([...files, ...auto.keys()])].sort()
  const of = paths.map((path) => ({ path, auto: auto.get(path) ?? [] }))
  const places = new Map(paths.map((path, index) => [path, index]))
  const started = autostart.paths.map(({ real }) => places.get(real) ?? -1)
  const outside = paths.flatMap((path, index) => (known.has(path) ? [] : [index]))
  return { files, autostart, of, places, outside, started, variants: variants(of) }
}

/** Files that stand for one another in a ring end somewhere. */
const deepest = 3

interface Reading {
  readonly read: Kept['read']
  /** The places of those that are others than before. */
  readonly others: readonly number[]
}

/** Each file as it reads now; with what was read before, only files are looked at whose texts may be others. */
function readAll(
  source: HostSource,
  { of, places, outside }: Standings,
  around: GuestSetting,
  last: Pick<Kept, 'read'> | undefined
): Reading {
  const readAt = (index: number): Read | undefined => {
    const standing = of[index] as Standing
    const text = source.read(standing.path, 'xl-cfg')
    const known = last?.read[index]
    return known?.text === text
      ? known
      : text && { text, own: ownGuest(text, standing.path, around), standing }
  }
  if (!last) return { read: of.map((_, index) => readAt(index)), others: [] }
  // What the auto folder leads to outside of those files nobody keeps count of.
  const inside = source.changed && [...source.changed].flatMap((path) => places.get(path) ?? [])
  const looked = inside ? [...new Set([...inside, ...outside])] : [...of.keys()]
  const fresh = new Map(looked.map((index) => [index, readAt(index)]))
  const others = looked.filter((index) => fresh.get(index) !== last.read[index])
  return { read: replaced(last.read, others, (index) => fresh.get(index)), others }
}

/** The places in the auto folder of what starts these guests. */
function startsOf({ started }: Standings, guests: readonly number[]): number[] {
  if (guests.length === 0) return []
  const places: number[] = []
  for (let place = 0; place < started.length; place++)
    if (guests.includes(started[place] ?? -1)) places.push(place)
  return places
}

function restarted(
  before: HostLifecycle,
  places: readonly number[],
  guestAt: (place: number) => HostGuest | undefined
): HostLifecycle {
  if (places.length === 0) return before
  const started = (place: number): AutoStart =>
    startedBy((before.auto[place] as AutoStart).path, guestAt(place))
  return { ...before, auto: replaced(before.auto, places, started) }
}

function replaced<T>(
  before: readonly T[],
  places: readonly number[],
  made: (place: number) => T
): readonly T[] {
  if (places.length === 0) return before
  const all = [...before]
  for (const place of places) all[place] = made(place)
  return all
}

/** True where the files that changed have no other name and device, or one alone has others, and names that nobody shares. */
function hasSameTwins(read: Kept['read'], last: Kept, others: readonly number[]): boolean {
  const names = new Set<string>()
  for (const place of others) {
    const [one, other] = [last.read[place]?.own, read[place]?.own]
    if (one && other && isSameTwin(one, other)) continue
    for (const own of [one, other]) if (own?.name) names.add(own.name.value)
  }
  if (names.size === 0) return true
  const isNamesake = (each: Read | undefined): boolean => names.has(each?.own.name?.value ?? '')
  return others.length === 1 && !read.some((each, place) => isNamesake(each) && place !== others[0])
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
