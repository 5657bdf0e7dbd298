import { deviceStrings } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { fieldOf, settingOf } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** A root file system on a disk that the guest does not get. */
export const rootDiskless: Rule = {
  id: 'root-diskless',
  summary: 'A `root=` for the kernel of the guest that names none of its disks.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findMissingRoot
}

function* findMissingRoot(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  const line = fieldOf(surveyed, 'b_info.cmdline')
  const disks = [...deviceStrings(surveyed, 'disk', 'disks')].map(({ draft }) => String(draft['vdev'] ?? ''))
  if (surveyed.survey.guest === 'hvm' || typeof line !== 'string' || disks.length === 0) return
  const [, device = '', letters = ''] = /^.*\broot=(\/dev\/(?:xv|s|h)d([a-z]+)\d*)(?= |$)/.exec(line) ?? []
  // Kernels differ in what they call a disk, so only its letter counts.
  if (device === '' || disks.some((name) => letterOf(name) === undefined || letterOf(name) === letters))
    return
  const options = ['cmdline', 'root', 'extra'].flatMap((name) => settingOf(context, name) ?? [])
  const setting = options.find(({ value }) => value.kind === 'text' && value.text.includes(device))
  if (!setting) return
  const names = disks.map((name) => `\`${name}\``).join(', ')
  yield {
    case: 'absent',
    at: setting.value.origin,
    message: `The kernel is to find its root on \`${device}\`, and the guest has ${names} only.`
  }
}

/** The letters of a disk; none where it is named by a number. */
function letterOf(name: string): string | undefined {
  return /^(?:xv|s|h)d([a-z]+)\d*$/.exec(name)?.[1]
}
