import type { GuestType } from '@xenlint/catalogue'
import { deviceStrings } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** A CD that the guest is to write to, or an image of one that it really may. */
export const cdromWritable: Rule = {
  id: 'cdrom-writable',
  summary: 'A CD-ROM with write access, which xl drops, or an image of a CD as a disk that can be written.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findWritableCds
}

function* findWritableCds(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  // What is refused has no plan that could stay the same.
  const safe = surveyed.survey.ends.length === 0
  for (const { whole, draft, place, find } of deviceStrings(surveyed, 'disk', 'disks')) {
    const { pdev_path: path, is_cdrom: cdrom, readwrite } = draft
    if (cdrom !== 1n) {
      const at = typeof path === 'string' && readwrite === 1n && /\.iso$/i.test(path) && find(path)
      if (at) yield { case: 'image', severity: 'hint', at, message: asDisk(`${path}`, surveyed.survey.guest) }
      continue
    }
    const [, before = '', access = ''] = /^(.*,\s*(?:access=)?)(rw|w)(?=,|$)/.exec(whole.text) ?? []
    const start = before.length
    const at = access === '' || path === access ? undefined : place(start, start + access.length)
    if (!at) continue
    yield {
      case: 'dropped',
      at,
      message: `\`${access}\` is dropped, as no guest can write to a CD-ROM; write \`r\`.`,
      fixes: [
        {
          title: 'Write `r`, which is what counts',
          edits: [{ start: at.start, end: at.end, text: 'r' }],
          safe
        }
      ]
    }
  }
}

// A disk of an HVM guest can hardly be read-only: QEMU has no such drives.
function asDisk(path: string, guest: GuestType): string {
  const other = guest === 'hvm' ? '' : ', or give `r`'
  return `\`${path}\` looks like the image of a CD, and is a disk that the guest may write to; add \`cdrom\` behind the access${other}.`
}
