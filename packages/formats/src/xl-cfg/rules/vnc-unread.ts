import type { Context, Finding, Rule } from '@xenlint/validator'
import { surveyOf } from '../survey.js'

/** A display outside of `vfb` where xl has nowhere to put it. */
export const vncUnread: Rule = {
  id: 'vnc-unread',
  summary: 'VNC options that have no effect: of a PVH guest, or beside a `vfb` that counts instead.',
  severity: 'warning',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findUnreadDisplays
}

const options = ['vnc', 'vnclisten', 'vncdisplay', 'vncpasswd', 'vncunused', 'sdl', 'opengl']

function* findUnreadDisplays(context: Context): Iterable<Finding> {
  const { survey } = surveyOf(context)
  const { guest, settings } = survey
  const framed = settings.some(
    ({ name, value }) => name === 'vfb' && value.kind === 'list' && value.items.length > 0
  )
  if (guest === 'hvm' || (guest === 'pv' && !framed)) return
  const setting = context.settings.find(
    ({ name, value }) => options.includes(name) && value.kind === 'text' && value.text !== '0'
  )
  if (!setting) return
  const why = guest === 'pvh' ? 'a PVH guest has a display only through `vfb`' : '`vfb` counts instead'
  yield {
    case: guest,
    at: setting.nameOrigin,
    message: `\`${setting.name}\` has no effect here: ${why}; write \`vfb = [ "vnc=1" ]\` with all that is wanted.`
  }
}
