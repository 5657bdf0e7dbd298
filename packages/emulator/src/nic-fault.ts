import type { GuestNic, Origin } from '@xenlint/model'
import type { GuestEvent } from './event.js'
import type { Cause, Run, Said } from './run.js'

/** What the script of a vif says when the vif comes, and when libxl takes it away again. */
export interface NicFault extends Omit<Cause, 'said'> {
  readonly online: Said
  readonly offline: Said
  /** What it says of the card that QEMU plays beside, when that goes. */
  readonly removal?: Said
  /** The vif of another guest, which the clean-up takes along. */
  readonly lost?: GuestEvent
}

/** A fault, or that nobody knows; nothing where the vif comes up. */
export type NicFinding = NicFault | 'open' | undefined

export const nothingSaid: Said = { name: '', lines: [], status: 0 }

/** A default of xl.conf has a place of its own; the vif is what fails. */
export function nicPlaces(
  { guest }: Run,
  nic: GuestNic,
  what: 'bridge' | 'script' = 'bridge'
): { origin: Origin; related?: NicFault['related'] } {
  const { isDefault, origin } = nic[what]
  if (!isDefault) return { origin }
  if (origin.file === guest.file) return { origin: nic.origin }
  return { origin: nic.origin, related: { message: `The ${what} is named here.`, origin } }
}
