import { deviceStrings, type Origin } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { keysOf } from '../device-parts.js'
import { surveyOf } from '../survey.js'

/** A screen that everybody who reaches the host can take over. */
export const vncOpen: Rule = {
  id: 'vnc-open',
  summary: 'A VNC display that listens to the network without a password.',
  severity: 'hint',
  formats: ['xl-cfg'],
  byRelease: true,
  status: 'stable',
  since: '0.1.0',
  check: findOpenDisplays
}

const open = /^(0\.0\.0\.0|\[?::\]?)(:[0-9]+)?$/

function* findOpenDisplays(context: Context): Iterable<Finding> {
  const surveyed = surveyOf(context)
  const { survey } = surveyed
  const textOf = (name: string): string | undefined => {
    const value = survey.counting.get(name)?.value
    return value?.kind === 'text' ? value.text : undefined
  }
  const listen = textOf('vnclisten')
  const at = context.settings.findLast(({ name }) => name === 'vnclisten')?.value.origin
  if (
    survey.guest === 'hvm' &&
    listen &&
    open.test(listen) &&
    !textOf('vncpasswd') &&
    textOf('vnc') !== '0' &&
    at
  )
    yield finding(listen, at, textOf('vncpasswd') === '')
  for (const string of deviceStrings(surveyed, 'vfb', 'vfbs')) {
    const keys = [...keysOf(string)]
    const address = keys.findLast(({ key }) => key === 'vnclisten')
    if (
      address &&
      open.test(address.value) &&
      !keys.some(({ key, value }) => key === 'vncpasswd' && value !== '')
    )
      yield finding(
        address.value,
        address.at,
        keys.some(({ key }) => key === 'vncpasswd')
      )
  }
}

function finding(listen: string, at: Origin, isEmpty: boolean): Finding {
  const why = isEmpty ? 'an empty `vncpasswd` is none' : 'there is no password'
  return {
    case: 'open',
    at,
    message: `\`${listen}\` lets everybody who reaches the host at the guest's screen, as ${why}; listen on \`127.0.0.1\`, and reach it through SSH.`
  }
}
