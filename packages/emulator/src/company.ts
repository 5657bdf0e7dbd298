import type { Host, HostGuest, Resource } from '@xenlint/model'
import { routedAddress } from './nic-scripts.js'
import { mixesScreens, roams } from './screens.js'

/** What a guest holds so that no other can have it, or not as it likes. */
const exclusive: readonly Resource[] = ['name', 'vifname', 'device', 'pci', 'vnc']

/**
 * Tells the guests that ask for something that another one asks for too; all others meet in nothing but memory.
 * Guests that come from their state files hold nobody knows what.
 */
export function companyOf(host: Host, restored: readonly string[]): (guest: HostGuest) => boolean {
  const { resources, lifecycle } = host
  // Who runs without a name is in the way of all whose names xendomains cannot read.
  const isNameless = lifecycle.auto.some(({ guest }) => guest && guest.name === undefined && guest.isTaken())
  if (restored.length > 0 || isNameless || hasGivenVif(resources)) return () => true
  const guests = new Set(
    exclusive.flatMap((kind) =>
      resources.shared(kind).flatMap(({ claims }) => claims.map(({ guest }) => guest))
    )
  )
  // Of two with one address the second fails; few hosts have any.
  const isRouted = (guest: HostGuest): boolean => guest.nics.some((nic) => routedAddress(nic) !== undefined)
  const isMixed = mixesScreens(host)
  const isSeen = (guest: HostGuest): boolean => isMixed && (guest.vncScreens.length > 0 || roams(guest))
  return (guest) => guest.auto.length > 1 || guests.has(guest) || isRouted(guest) || isSeen(guest)
}

/** True where a guest takes for its own a name that another's interface gets without asking. */
function hasGivenVif(resources: Host['resources']): boolean {
  for (const [name] of resources.all('vifname').entries()) if (/^vif\d|-emu$/.test(name)) return true
  return false
}
