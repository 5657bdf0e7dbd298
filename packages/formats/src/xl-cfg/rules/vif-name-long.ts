import { deviceStrings, longestInterfaceName } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** A name for an interface that Linux cannot keep. */
export const vifNameLong: Rule = {
  id: 'vif-name-long',
  summary: 'A `vifname` that is too long for an interface of the host.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findLongNames
}

/** What QEMU's interface is called behind the name of the other. */
const suffix = '-emu'

function* findLongNames(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  for (const { draft, find } of deviceStrings(surveyed, 'vif', 'nics')) {
    const name = draft['ifname']
    if (typeof name !== 'string') continue
    const emulated = surveyed.survey.guest === 'hvm' && draft['nictype'] !== 'vif'
    const most = longestInterfaceName - (emulated ? suffix.length : 0)
    const at = name.length > most ? find(name) : undefined
    if (!at) continue
    const why = emulated ? `, as \`${suffix}\` is put behind it for QEMU` : ''
    yield {
      case: emulated ? 'emulated' : 'plain',
      at,
      needs: needsOf(context),
      message: `\`${name}\` has ${name.length} characters, and an interface of this guest may have ${most}${why}, so the guest is not created.`
    }
  }
}
