import { deviceStrings, draftAt } from '@xenlint/model'
import type { Context, Finding, Problem, Rule } from '@xenlint/validator'
import { partOf } from '../device-parts.js'
import { textIn } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** A target without a folder: xm looked for it in `/dev`, xl looks where it is started. */
export const diskTargetRelative: Rule = {
  id: 'disk-target-relative',
  summary: 'A target of a disk that hangs on the folder in which xl is started.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  givesWay,
  check: findRelativeTargets
}

function* findRelativeTargets(context: Context): Iterable<Finding> {
  for (const disk of deviceStrings(surveyOf(context), 'disk', 'disks')) {
    const { draft, text, place } = disk
    const target = textIn(draft, 'pdev_path') ?? ''
    // Scripts, driver domains and QEMU have targets of their own kinds.
    const isPath = draftAt(draft, 'script') === undefined && draftAt(draft, 'backend_domname') === undefined
    if (!isPath || target === '' || /^\/|:/.test(target)) continue
    const device = /(^|:)phy:[^,]*/.test(text) && !target.startsWith('.')
    const where = partOf(disk, 'target', target)
    const start = device ? /phy:/.exec(text) : null
    const found = start ? place(start.index + 4, start.index + 4 + target.length) : where
    yield {
      case: device ? 'device' : 'file',
      at: found,
      message: `\`${target}\` is looked for in the folder where xl is started${device ? `; did you mean \`/dev/${target}\`?` : ', as it has none of its own.'}`,
      fixes: device
        ? [
            {
              title: `Change to \`/dev/${target}\`, as xm understood it`,
              edits: [{ start: found.start, end: found.start, text: '/dev/' }],
              safe: false
            }
          ]
        : []
    }
  }
}

/** That nothing is there where xendomains starts xl says more. */
function givesWay(own: Problem, other: Problem): boolean {
  return other.case === 'disk-missing' && other.at.start <= own.at.end && own.at.start <= other.at.end
}
