import type { GuestEvent, Refused } from './event.js'
import { doubt, type Run } from './run.js'

/** Devices that are passed on: nothing of it was measured but a machine that cannot. */
export function* assignPciDevices(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host, state } = run
  for (const { address, origin } of guest.pciDevices) {
    const holder = state.pciDevices.get(address)
    const name = holder === undefined ? undefined : state.domains.get(holder)?.name
    if (name !== undefined) yield doubt(`\`${name}\` has the device ${address} already`, [], origin)
    else if (host.facts.pci && !host.facts.pci.includes(address))
      yield doubt(`the machine has no device ${address}, as its facts say`, [], origin)
    else yield doubt(`whether ${address} is free to be passed on was not measured`, [], origin)
    if (name === undefined) yield { type: 'pci-assigned', address, origin }
  }
  return undefined
}
