import { isRead } from '@xenlint/catalogue'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** Releases that have both start guests with one of them; xl never looks at xend's file. */
export const xendIdle: HostRule = {
  id: 'xend-idle',
  summary: "Settings of xend on a host whose guests are xl's.",
  severity: 'warning',
  formats: ['xend-config'],
  status: 'stable',
  since: '0.1.0',
  check: findIdle
}

const path = '/etc/xen/xend-config.sxp'

function* findIdle({ host }: HostContext): Iterable<Finding> {
  const { release, tree } = host
  if (!isRead('xend-config', release.xen) || host.toolstack !== 'xl') return
  const text = tree.read(tree.real(path))
  const first = text === undefined ? -1 : text.search(/^[ \t]*\(/m)
  if (text === undefined || first < 0) return
  const start = text.indexOf('(', first)
  const end = text.indexOf(')', start)
  yield {
    case: 'xl',
    at: { file: host.shown(path), start, end: end < 0 ? text.length : end + 1 },
    message: '`TOOLSTACK=xl` in `/etc/default/xen` leaves guests to xl, which reads nothing of this file.'
  }
}
