import type { Claim, Host, HostGuest, Resource, SharedClaims } from '@xenlint/model'
import { routedAddress } from './nic-scripts.js'
import { mixesScreens, roams } from './screens.js'

/** What a guest holds so that no other can have it, or not as it likes. */
const exclusive: readonly Resource[] = ['name', 'vifname', 'device', 'pci', 'vnc']

/** Guests that may be in each other's way; all others meet in nothing but memory. */
export interface Company {
  /** True where nobody knows who is in whose way. */
  readonly isAll: boolean
  has(guest: HostGuest): boolean
}

/**
 * Tells the guests that ask for something that another one asks for too.
 * Guests that come from their state files hold nobody knows what. Of `auto` are those that may have no name.
 */
export function companyOf(
  host: Host,
  restored: readonly string[],
  auto: Host['lifecycle']['auto'] = host.lifecycle.auto
): Company {
  const { resources } = host
  // Who runs without a name is in the way of all whose names xendomains cannot read.
  const isNameless = auto.some(({ guest }) => guest && guest.name === undefined && guest.isTaken())
  if (restored.length > 0 || isNameless || hasGivenVif(resources)) return { isAll: true, has: () => true }
  const guests = new Set(
    exclusive.flatMap((kind) =>
      contested(resources, kind).flatMap(({ claims }) => claims.map(({ guest }) => guest))
    )
  )
  // Of two with one address the second fails; few hosts have any.
  const isRouted = (guest: HostGuest): boolean => guest.nics.some((nic) => routedAddress(nic) !== undefined)
  const isMixed = mixesScreens(host)
  const isSeen = (guest: HostGuest): boolean => isMixed && (guest.vncScreens.length > 0 || roams(guest))
  return {
    isAll: false,
    has: (guest) => guest.auto.length > 1 || guests.has(guest) || isRouted(guest) || isSeen(guest)
  }
}

/** True where the same guests ask for something together, as far as that hangs on more than each of them. */
export function shareAlike(one: Host, other: Host): boolean {
  return (
    mixesScreens(one) === mixesScreens(other) &&
    exclusive.every((kind) => isSameList(contested(one.resources, kind), contested(other.resources, kind)))
  )
}

/** What more than one guest asks for and not all of them can have: a disk that all only read is everybody's. */
function contested(resources: Host['resources'], kind: Resource): readonly SharedClaims[] {
  const shared = resources.shared(kind)
  if (kind !== 'device') return shared
  const known = written.get(shared) ?? shared.filter(({ claims }) => claims.some(isWriter))
  written.set(shared, known)
  return known
}

const written = new WeakMap<readonly SharedClaims[], readonly SharedClaims[]>()

function isWriter({ guest, index }: Claim): boolean {
  return guest.disks[index]?.isWritable === true
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && one.every((each, index) => each === other[index]))
}

const given = new WeakMap<object, boolean>()

/** True where a guest takes for its own a name that another's interface gets without asking. */
function hasGivenVif(resources: Host['resources']): boolean {
  const names = resources.all('vifname')
  const known = given.get(names) ?? [...names.entries()].some(([name]) => /^vif\d|-emu$/.test(name))
  given.set(names, known)
  return known
}
