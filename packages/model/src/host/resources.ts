import type { Origin } from '../origin.js'
import { commonEnds } from './common-ends.js'
import type { HostGuest } from './host-guest.js'
import { type Layered, layered } from './layered.js'
import { absolutePath, devicePath } from './paths.js'
import type { HostTree } from './tree.js'

/** What guests ask of a host, of which there is one only, or which has to be there. */
export type Resource =
  | 'name'
  | 'uuid'
  | 'mac'
  | 'bridge'
  | 'vifname'
  | 'disk'
  | 'device'
  | 'backend'
  | 'pci'
  | 'vnc'

/** One guest's wish for one thing, and where it says so. */
export interface Claim {
  readonly guest: HostGuest
  readonly origin: Origin
  /** The place of the thing among those of its guest: a vif's or a disk's. */
  readonly index: number
}

/** The claims of several guests on one thing, in the order of the guests' paths. */
export interface SharedClaims {
  readonly key: string
  readonly claims: readonly Claim[]
}

/** Claims by what they are on; a guest that changes takes its own out and puts others in. */
export interface Resources {
  /** Everything of a kind that is asked for, by its key. */
  all(kind: Resource): Pick<Layered<readonly Claim[]>, 'get' | 'has' | 'entries'>
  /** What more than one guest asks for, by key; the same list as long as that is the same. */
  shared(kind: Resource): readonly SharedClaims[]
  /** How many claims were put in or taken out since the host that this one was made of. */
  readonly changes: number
}

/** What one host's index keeps for the next. */
export interface ResourceIndex extends Resources {
  readonly guests: readonly HostGuest[]
  readonly paths: HostTree['paths']
  readonly tables: ReadonlyMap<Resource, Table>
}

interface Table {
  readonly all: Layered<readonly Claim[]>
  readonly shared: readonly SharedClaims[]
}

/** The index of these guests; with one of before only what differs is done again. */
export function indexOf(
  guests: readonly HostGuest[],
  { real, paths }: Pick<HostTree, 'real' | 'paths'>,
  last?: ResourceIndex
): ResourceIndex {
  // Where a path leads hangs on which files and links there are.
  const before = paths !== undefined && last?.paths === paths ? last : undefined
  const { gone, come } = difference(before?.guests ?? [], guests)
  const edits = new Map<Resource, Map<string, Edit>>()
  const editOf = (kind: Resource, key: string): Edit => {
    const byKey = edits.get(kind) ?? new Map<string, Edit>()
    edits.set(kind, byKey)
    const edit = byKey.get(key) ?? { come: [] }
    byKey.set(key, edit)
    return edit
  }
  let changes = 0
  for (const guest of gone)
    for (const [kind, key] of claimsOf(guest, real)) {
      editOf(kind, key)
      changes++
    }
  for (const guest of come)
    for (const [kind, key, claim] of claimsOf(guest, real)) {
      editOf(kind, key).come.push(claim)
      changes++
    }
  const tables = new Map(before?.tables)
  for (const [kind, byKey] of edits) tables.set(kind, edited(tables.get(kind) ?? nothing, byKey, gone))
  const tableOf = (kind: Resource): Table => tables.get(kind) ?? nothing
  return {
    guests,
    paths,
    tables,
    changes,
    all: (kind) => tableOf(kind).all,
    shared: (kind) => tableOf(kind).shared
  }
}

const nothing: Table = { all: layered(), shared: [] }

/** The claims on a key that came; those of guests that went go with them. */
interface Edit {
  readonly come: Claim[]
}

function difference(
  before: readonly HostGuest[],
  now: readonly HostGuest[]
): { gone: ReadonlySet<HostGuest>; come: ReadonlySet<HostGuest> } {
  const { start, end } = commonEnds(before, now)
  const old = before.slice(start, before.length - end)
  const fresh = now.slice(start, now.length - end)
  const [kept, known] = [new Set(fresh), new Set(old)]
  return {
    gone: new Set(old.filter((guest) => !kept.has(guest))),
    come: new Set(fresh.filter((guest) => !known.has(guest)))
  }
}

function edited(table: Table, edits: ReadonlyMap<string, Edit>, gone: ReadonlySet<HostGuest>): Table {
  const changed = new Map<string, readonly Claim[] | undefined>()
  for (const [key, { come }] of edits) {
    const left = (table.all.get(key) ?? []).filter(({ guest }) => !gone.has(guest))
    const claims = joined(left, come)
    changed.set(key, claims.length === 0 ? undefined : claims)
  }
  const shared = [...changed].flatMap(([key, claims]) => (claims && isShared(claims) ? { key, claims } : []))
  const isAlike = shared.length === 0 && table.shared.every(({ key }) => !changed.has(key))
  return {
    all: table.all.with(changed),
    shared: isAlike
      ? table.shared
      : [...table.shared.filter(({ key }) => !changed.has(key)), ...shared].sort(byKey)
  }
}

/** Two lists in the order of paths become one. */
function joined(left: readonly Claim[], come: readonly Claim[]): readonly Claim[] {
  if (left.length === 0) return come
  if (come.length * 8 > left.length) return [...left, ...come].sort(byPath)
  const all = [...left]
  for (const claim of come) all.splice(placeFor(all, claim), 0, claim)
  return all
}

function placeFor(claims: readonly Claim[], claim: Claim): number {
  let [from, to] = [0, claims.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (byPath(claims[middle] as Claim, claim) < 0) from = middle + 1
    else to = middle
  }
  return from
}

function byPath(one: Claim, other: Claim): number {
  return one.guest.path === other.guest.path
    ? one.index - other.index
    : one.guest.path < other.guest.path
      ? -1
      : 1
}

function byKey(one: SharedClaims, other: SharedClaims): number {
  return one.key < other.key ? -1 : 1
}

function isShared(claims: readonly Claim[]): boolean {
  return claims.some(({ guest }) => guest !== claims[0]?.guest)
}

function* claimsOf(guest: HostGuest, real: HostTree['real']): Iterable<readonly [Resource, string, Claim]> {
  const { name, uuid, nics, disks, pciDevices, vncScreens } = guest
  if (name) yield ['name', name.value, { guest, origin: name.origin, index: 0 }]
  if (uuid) yield ['uuid', uuid.value.toLowerCase(), { guest, origin: uuid.origin, index: 0 }]
  for (const [index, { mac, bridge, vifname, backendDomain, origin }] of nics.entries()) {
    if (mac) yield ['mac', mac.value, { guest, origin: mac.origin, index }]
    if (backendDomain !== undefined) {
      yield ['backend', backendDomain, { guest, origin, index }]
      continue
    }
    yield ['bridge', bridge.value, { guest, origin: bridge.isDefault ? origin : bridge.origin, index }]
    if (vifname) yield ['vifname', vifname.value, { guest, origin: vifname.origin, index }]
  }
  for (const [index, disk] of disks.entries()) {
    const { value: target, origin } = disk.target
    if (target !== '') yield ['device', devicePath(real(absolutePath(target))), { guest, origin, index }]
    if (disk.backendDomain !== undefined)
      yield ['backend', disk.backendDomain, { guest, origin: disk.origin, index }]
    if (target.startsWith('/') && disk.backendDomain === undefined)
      yield ['disk', devicePath(target), { guest, origin, index }]
  }
  for (const [index, { address, origin }] of pciDevices.entries())
    yield ['pci', address, { guest, origin, index }]
  for (const [index, { port }] of vncScreens.entries())
    yield ['vnc', String(port.value), { guest, origin: port.origin, index }]
}
