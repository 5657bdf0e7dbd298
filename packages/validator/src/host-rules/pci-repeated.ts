import type { Finding, HostContext, HostRule } from '../rule.js'
import { clashes, meeting, nameOf, severityOf } from './clash.js'
import { needsOf } from './standing.js'

/** A device is one guest's at a time. */
export const pciRepeated: HostRule = {
  id: 'pci-repeated',
  summary: 'One PCI device promised to two guests.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findRepeated
}

function* findRepeated({ host }: HostContext): Iterable<Finding> {
  for (const clash of clashes(host, 'pci')) {
    const { key, claim, other, isLater } = clash
    const second = isLater ? 'this guest' : `\`${nameOf(other)}\``
    yield {
      case: 'repeated',
      at: claim.origin,
      severity: severityOf(clash, 'error'),
      needs: needsOf(host),
      message: `\`${key}\` is promised to \`${nameOf(other)}\` too, ${meeting(clash)}: ${second} is not created, with \`unable to add pci devices\`.`,
      related: [{ at: other.origin, message: `The same device for \`${nameOf(other)}\`.` }]
    }
  }
}
