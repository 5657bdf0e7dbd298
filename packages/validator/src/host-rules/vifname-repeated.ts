import type { Finding, HostContext, HostRule } from '../rule.js'
import { clashes, meeting, nameOf, severityOf } from './clash.js'
import { needsOf } from './standing.js'

/** The script cannot rename the interface, and what it cleans up is that of the first guest. */
export const vifnameRepeated: HostRule = {
  id: 'vifname-repeated',
  summary: 'One `vifname` for interfaces of two guests.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findRepeated
}

function* findRepeated({ host }: HostContext): Iterable<Finding> {
  for (const clash of clashes(host, 'vifname')) {
    const { key, claim, other, isLater } = clash
    const [second, first] = isLater ? ['this guest', nameOf(other)] : [`\`${nameOf(other)}\``, nameOf(claim)]
    yield {
      case: 'repeated',
      at: claim.origin,
      severity: severityOf(clash, 'error'),
      needs: needsOf(host),
      message: `\`${key}\` is the name of an interface of \`${nameOf(other)}\` too, ${meeting(clash)}: ${second} is not created, with \`An interface with name ${key} already exists\`, and \`${first}\` loses its own.`,
      related: [{ at: other.origin, message: `The same name in \`${nameOf(other)}\`.` }]
    }
  }
}
