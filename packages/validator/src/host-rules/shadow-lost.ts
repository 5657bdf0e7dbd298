import { draftAt, type Origin } from '@xenlint/model'
import type { Finding, Fix, HostContext, HostRule } from '../rule.js'
import { eachGuest } from './each-guest.js'
import { standing } from './standing.js'

/** Xen makes no domain that is to do without the processor's paging where it cannot page for it. */
export const shadowLost: HostRule = {
  id: 'shadow-lost',
  summary:
    'A guest that is to do without `hap`, on a Xen that has no shadow paging, or loses it with an update.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findLost
}

function findLost({ host }: HostContext): Iterable<Finding> {
  const { facts, release } = host
  const isLost = facts.shadow === false || (facts.shadow === undefined && release.shadowUntil !== undefined)
  return isLost ? lost(host) : []
}

const lost = eachGuest((host, guest, needs) => {
  const hap = guest.settings.findLast(({ name }) => name === 'hap')
  if (!hap || guest.type === 'pv' || draftAt(guest.survey.draft, 'c_info.hap') !== false) return undefined
  const { facts, release } = host
  const isSure = facts.shadow === false
  const xen = isSure ? 'this Xen was built without' : `Xen is built without from ${release.shadowUntil} on`
  return {
    case: isSure ? 'absent' : 'lost',
    at: hap.origin,
    severity: standing(guest),
    needs: isSure ? needs : [...needs, 'shadow'],
    message: `Without \`hap\` the guest needs shadow paging, which ${xen}, and so is not created: \`domain creation fail: Operation not supported\`.`,
    fixes: [byProcessor(hap.value.origin)]
  }
})

function byProcessor({ start, end }: Origin): Fix {
  const title = 'Write `1`, so that the processor pages for the guest'
  return { title, edits: [{ start, end, text: '1' }], safe: false }
}
