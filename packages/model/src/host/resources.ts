import type { Origin } from '../origin.js'
import type { HostGuest } from './host.js'
import { devicePath } from './paths.js'

/** What guests ask of a host, of which there is one only, or which has to be there. */
export type Resource = 'name' | 'uuid' | 'mac' | 'bridge' | 'vifname' | 'disk' | 'pci' | 'vnc'

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
  all(kind: Resource): ReadonlyMap<string, readonly Claim[]>
  /** What more than one guest asks for, by key. */
  shared(kind: Resource): readonly SharedClaims[]
  /** How many claims were put in or taken out since the host that this one was made of. */
  readonly changes: number
}

type Table = ReadonlyMap<string, readonly Claim[]>

/** What one host's index keeps for the next. */
export interface ResourceIndex extends Resources {
  readonly guests: readonly HostGuest[]
}

const kinds: readonly Resource[] = ['name', 'uuid', 'mac', 'bridge', 'vifname', 'disk', 'pci', 'vnc']

/** The index of these guests; with one of before only what differs is done again. */
export function indexOf(guests: readonly HostGuest[], before?: ResourceIndex): ResourceIndex {
  const tables = new Map<
    Resource,
    { readonly table: Map<string, readonly Claim[]>; readonly shared: Set<string> }
  >()
  const old = new Set(before?.guests ?? [])
  const now = new Set(guests)
  let changes = 0
  const tableOf = (kind: Resource): { table: Map<string, readonly Claim[]>; shared: Set<string> } => {
    const known = tables.get(kind)
    if (known) return known
    const made = {
      table: new Map(before?.all(kind)),
      shared: new Set(before?.shared(kind).map(({ key }) => key))
    }
    tables.set(kind, made)
    return made
  }
  const put = (kind: Resource, key: string, claims: readonly Claim[]): void => {
    const { table, shared } = tableOf(kind)
    if (claims.length === 0) table.delete(key)
    else table.set(key, claims)
    if (claims.some(({ guest }) => guest !== claims[0]?.guest)) shared.add(key)
    else shared.delete(key)
    changes++
  }
  for (const guest of old) {
    if (now.has(guest)) continue
    for (const [kind, key] of claimsOf(guest))
      put(
        kind,
        key,
        (tableOf(kind).table.get(key) ?? []).filter((claim) => claim.guest !== guest)
      )
  }
  // Most keys are asked for once: only where others ask too is there an order to keep.
  for (const guest of guests) {
    if (old.has(guest)) continue
    for (const [kind, key, claim] of claimsOf(guest))
      put(kind, key, inserted(tableOf(kind).table.get(key) ?? [], claim))
  }
  return finished(guests, tables, before, changes)
}

function finished(
  guests: readonly HostGuest[],
  tables: ReadonlyMap<Resource, { readonly table: Table; readonly shared: ReadonlySet<string> }>,
  before: ResourceIndex | undefined,
  changes: number
): ResourceIndex {
  const sharedByKind = new Map<Resource, readonly SharedClaims[]>()
  const all = (kind: Resource): Table => tables.get(kind)?.table ?? before?.all(kind) ?? empty
  return {
    guests,
    changes,
    all,
    shared(kind) {
      const known = sharedByKind.get(kind)
      if (known) return known
      const made = tables.get(kind)
      const found = made
        ? [...made.shared].sort().map((key) => ({ key, claims: made.table.get(key) ?? [] }))
        : (before?.shared(kind) ?? [])
      sharedByKind.set(kind, found)
      return found
    }
  }
}

const empty: Table = new Map()

function inserted(claims: readonly Claim[], claim: Claim): readonly Claim[] {
  const at = claims.findIndex(({ guest, index }) => isBehind(guest.path, index, claim))
  return at < 0 ? [...claims, claim] : [...claims.slice(0, at), claim, ...claims.slice(at)]
}

function isBehind(path: string, index: number, claim: Claim): boolean {
  return path > claim.guest.path || (path === claim.guest.path && index > claim.index)
}

function* claimsOf(guest: HostGuest): Iterable<readonly [Resource, string, Claim]> {
  const { name, uuid, nics, disks, pciDevices, vncScreens } = guest
  if (name) yield ['name', name.value, { guest, origin: name.origin, index: 0 }]
  if (uuid) yield ['uuid', uuid.value.toLowerCase(), { guest, origin: uuid.origin, index: 0 }]
  for (const [index, { mac, bridge, vifname, origin }] of nics.entries()) {
    if (mac) yield ['mac', mac.value, { guest, origin: mac.origin, index }]
    yield ['bridge', bridge.value, { guest, origin: bridge.isDefault ? origin : bridge.origin, index }]
    if (vifname) yield ['vifname', vifname.value, { guest, origin: vifname.origin, index }]
  }
  for (const [index, disk] of disks.entries())
    if (disk.target.value.startsWith('/') && disk.backendDomain === undefined)
      yield ['disk', devicePath(disk.target.value), { guest, origin: disk.target.origin, index }]
  for (const [index, { address, origin }] of pciDevices.entries())
    yield ['pci', address, { guest, origin, index }]
  for (const [index, { port }] of vncScreens.entries())
    yield ['vnc', String(port.value), { guest, origin: port.origin, index }]
}

/** The kinds of things, for whoever compares two indexes. */
export const resources: readonly Resource[] = kinds
