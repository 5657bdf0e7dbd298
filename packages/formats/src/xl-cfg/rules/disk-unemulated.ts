import { deviceStrings, emulatedDrive } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { fieldOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** Disks that the firmware of an HVM guest does not see. */
export const diskUnemulated: Rule = {
  id: 'disk-unemulated',
  summary: 'An HVM guest all of whose disks come after those that its firmware sees.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnseenDisks
}

function* findUnseenDisks(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  const { survey } = surveyed
  const network = String(fieldOf(surveyed, 'b_info.u.hvm.boot') ?? '').includes('n')
  const kernel = fieldOf(surveyed, 'b_info.kernel') !== undefined
  if (survey.guest !== 'hvm' || survey.ends.length > 0 || kernel || network) return
  const isAhci = fieldOf(surveyed, 'b_info.u.hvm.hdtype') === 'ahci'
  const disks = [...deviceStrings(surveyed, 'disk', 'disks')]
  const drives = disks.map(({ draft: { vdev } }) =>
    typeof vdev === 'string' ? emulatedDrive(vdev, isAhci) : undefined
  )
  const [first] = disks
  const [drive] = drives
  if (!first || drive?.bus !== 'none' || drives.some((each) => each?.bus !== 'none')) return
  const vdev = String(first.draft['vdev'])
  const at = first.find(vdev)
  if (!at) return
  yield {
    case: 'unseen',
    at,
    message: `The firmware sees the first ${drive.most} disks only, and none of this guest's is among them, so it finds nothing to boot; \`${vdev}\` is for drivers inside the guest.`
  }
}
