import { isListLegible } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** Debian's scripts read what `xl list -l` prints as JSON, and nothing else. */
export const guestsUnseen: HostRule = {
  id: 'guests-unseen',
  summary: 'An output of xl that xendomains cannot read: guests lose their power when the host goes down.',
  severity: 'error',
  formats: ['xl-conf'],
  status: 'stable',
  since: '0.1.0',
  check: findOutput
}

function* findOutput({ host }: HostContext): Iterable<Finding> {
  const { facts, lifecycle, release, xlConf } = host
  if (facts.xendomains === 'upstream' || lifecycle.isEnabled !== true || isListLegible(xlConf, release.xen))
    return
  const value = xlConf.value('output_format')
  if (!value) return
  yield {
    case: 'sxp',
    at: value.origin,
    message:
      'xendomains reads only `json`: with `sxp` it sees no guest that runs, so at shutdown none is saved, migrated or shut down, and all lose their power.',
    fixes: [
      {
        title: 'Change to `json`, which other programs that read what xl prints then get too',
        edits: [{ start: value.origin.start, end: value.origin.end, text: '"json"' }],
        safe: false
      }
    ]
  }
}
