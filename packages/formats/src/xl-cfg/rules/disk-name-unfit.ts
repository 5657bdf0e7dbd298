import { deviceStrings, virtualDevice } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'
import { likelyName } from '../vdev.js'

/** A name for a disk in the guest that libxl knows no number for. */
export const diskNameUnfit: Rule = {
  id: 'disk-name-unfit',
  summary: 'A name of a disk in the guest that no guest can have.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnfitNames
}

function* findUnfitNames(context: Context): Iterable<Finding> {
  for (const { draft, find } of deviceStrings(surveyOf(context), 'disk', 'disks')) {
    const name = draft['vdev']
    if (typeof name !== 'string' || name === '' || virtualDevice(name)) continue
    const at = find(name)
    if (!at) continue
    const guess = likelyName(name)
    const help = guess ? `; did you mean \`${guess}\`?` : '; a disk is called `xvda`, `xvdb` and so on.'
    const exact = at.end - at.start === name.length
    yield {
      case: 'unfit',
      at,
      needs: needsOf(context),
      message: `A guest can have no disk \`${name}\`, so it is not created${help}`,
      fixes:
        guess && exact
          ? [
              {
                title: `Change to \`${guess}\`, which the guest then has`,
                edits: [{ start: at.start, end: at.end, text: guess }],
                safe: false
              }
            ]
          : []
    }
  }
}
