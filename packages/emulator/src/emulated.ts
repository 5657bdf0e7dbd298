import { draftAt, type GuestNic, type HostGuest } from '@xenlint/model'

/** The network cards that QEMU plays for a guest: each of an HVM guest, unless the file says `type=vif`. */
export function emulatedNics({ type, nics, survey }: HostGuest): GuestNic[] {
  if (type !== 'hvm') return []
  const drafts = draftAt(survey.draft, 'nics')
  return nics.filter((_, index) => {
    const draft = Array.isArray(drafts) ? drafts[index] : undefined
    const fields: Readonly<Record<string, unknown>> = typeof draft === 'object' ? { ...draft } : {}
    return fields['nictype'] !== 'vif'
  })
}
