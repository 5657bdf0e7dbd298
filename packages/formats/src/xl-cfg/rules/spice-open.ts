import type { Context, Finding, Rule } from '@xenlint/validator'
import { fieldOf, settingOf, textIn } from '../guest-fields.js'
import { surveyOf } from '../survey.js'

/** Without an address QEMU serves the screen on all of them. */
export const spiceOpen: Rule = {
  id: 'spice-open',
  summary: 'A SPICE display that listens to the network and asks for no password.',
  severity: 'hint',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'preview',
  since: '0.1.0',
  check: findOpenSpice
}

const everywhere = /^(|0\.0\.0\.0|::)$/

function* findOpenSpice(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  const spice = 'b_info.u.hvm.spice'
  if (fieldOf(surveyed, 'c_info.type') !== 'hvm' || fieldOf(surveyed, `${spice}.enable`) !== true) return
  if (fieldOf(surveyed, `${spice}.disable_ticketing`) !== true) return
  const host = textIn(surveyed.survey.draft, `${spice}.host`) ?? ''
  const setting = settingOf(context, 'spicedisable_ticketing')
  if (!everywhere.test(host) || !setting) return
  const where =
    host === '' ? 'without `spicehost` QEMU listens on all addresses' : `\`${host}\` is all addresses`
  yield {
    case: 'open',
    at: setting.origin,
    message: `Everybody who reaches the host may use the guest's screen: no password is asked for, and ${where}; leave it out and set \`spicepasswd\`, or set \`spicehost = "127.0.0.1"\`.`
  }
}
