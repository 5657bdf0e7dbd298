import type { GuestPlan } from '../guest/index.js'
import { bootOf } from './boot.js'
import { type GuestSetting, type OwnGuest, ownGuest, planUnder } from './guest.js'
import type { Host, HostGuest } from './host.js'
import { autostartOf, lifecycleOf } from './lifecycle.js'
import { networkOf } from './network.js'
import { devicePath } from './paths.js'
import { indexOf, type ResourceIndex } from './resources.js'
import type { HostSource } from './source.js'
import { variants } from './variant.js'
import { nicDefaults, xlConfOf } from './xl-conf.js'

/** What of a host the next one may keep. */
interface Kept {
  readonly own: ReadonlyMap<OwnGuest, HostGuest>
  readonly index: ResourceIndex
}

const kept = new WeakMap<Host, Kept>()

/**
 * The machine that files and facts describe. With the host of a moment before, guests whose text and surroundings are
 * the same are the same objects, and only what changed is indexed anew; the answer equals that without it.
 */
export function assembleHost(source: HostSource, before?: Host): Host {
  const last = before && kept.get(before)
  const { tree, facts, release } = source
  const xlConf = xlConfOf(source)
  const autostart = autostartOf(source)
  const auto = new Map<string, string[]>()
  for (const { path, real } of autostart.paths) auto.set(real, [...(auto.get(real) ?? []), path])
  const defaults = nicDefaults(xlConf)
  const around = { release, defaults, key: JSON.stringify([release, defaults]) }
  const paths = [...new Set([...source.guests, ...auto.keys()])].sort()
  const standing = variants(paths.map((path) => ({ path, auto: auto.get(path) ?? [] })))
  const own = new Map<OwnGuest, HostGuest>()
  const guests = new Map<string, HostGuest>()
  for (const path of paths) {
    const guest = guestAt(
      source,
      path,
      around,
      { auto: auto.get(path) ?? none, variantOf: standing.get(path) },
      last
    )
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
    network: networkOf(source),
    boot: bootOf(source),
    xlConf,
    lifecycle: lifecycleOf(autostart, guests),
    guests: all,
    resources: index
  }
  kept.set(host, { own, index })
  return host
}

const none: readonly string[] = []

interface Standing {
  readonly auto: readonly string[]
  readonly variantOf: string | undefined
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
  if (same && same.variantOf === variantOf && same.auto.join('\n') === auto.join('\n'))
    return { own, whole: same }
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

/** What `plan guest` takes a machine for of which nobody says. */
const usualCpus = 8

/** Whether a path is on the machine: what a folder of files leaves out may be there all the same. */
function existenceOf({ tree, facts }: HostSource): Host['exists'] {
  const there = new Set(
    [...(facts.files ?? []), ...(facts.volumes ?? []).map(({ path }) => path)].map(devicePath)
  )
  const missing = new Set((facts.absent ?? []).map(devicePath))
  return (path) => {
    const plain = devicePath(path)
    if (missing.has(plain)) return false
    if (there.has(plain)) return true
    const kind = tree.kind(tree.real(path))
    if (kind !== undefined) return kind === 'unreadable' ? undefined : true
    return tree.whole && !hasClosedFolder(path, tree) ? false : undefined
  }
}

function hasClosedFolder(path: string, tree: HostSource['tree']): boolean {
  const parts = path.split('/').slice(1, -1)
  return parts.some(
    (_, index) => tree.kind(tree.real(`/${parts.slice(0, index + 1).join('/')}`)) === 'unreadable'
  )
}
