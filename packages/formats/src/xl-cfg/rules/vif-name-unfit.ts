import { deviceStrings, isUnfitName } from '@xenlint/model'
import { type Context, type Finding, needsOf, type Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** A name for an interface with a letter in it that Linux refuses. */
export const vifNameUnfit: Rule = {
  id: 'vif-name-unfit',
  summary: 'A `vifname` with a blank, a slash or a colon in it.',
  severity: 'error',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnfitNames
}

/** The scripts that give a vif its name; what others do nobody knows. */
const naming = /(?:^|\/)vif-(?:bridge|nat|openvswitch|route)$/

function* findUnfitNames(context: Context): Iterable<Finding> {
  for (const { draft, find } of deviceStrings(surveyOf(context), 'vif', 'nics')) {
    const { ifname: name, script } = draft
    if (typeof name !== 'string' || !isUnfitName(name)) continue
    const at = typeof script === 'string' && !naming.test(script) ? undefined : find(name)
    if (!at) continue
    yield {
      case: 'letters',
      at,
      needs: needsOf(context),
      message: `Linux names no interface \`${name}\`, so the guest is not created: \`ip link set … name ${name} failed\`.`
    }
  }
}
