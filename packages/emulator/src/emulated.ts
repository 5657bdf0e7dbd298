import { type Draft, draftAt, type GuestNic, type HostGuest } from '@xenlint/model'

/** The network cards that QEMU plays for a guest: each of an HVM guest, unless the file says `type=vif`. */
export function emulatedNics({ type, nics, survey }: HostGuest): GuestNic[] {
  if (type !== 'hvm') return []
  return nics.filter(({ devid }) => nicFields(survey, devid)['nictype'] !== 'vif')
}

/** What the file says of the network card of a number, as libxl has it. */
export function nicFields({ draft }: HostGuest['survey'], devid: number): Draft {
  const drafts = draftAt(draft, 'nics')
  return (Array.isArray(drafts) && (drafts as Draft[])[devid]) || {}
}
