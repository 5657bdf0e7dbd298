import type { Claim } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { clashes, nameOf, severityOf } from './clash.js'

/** xl gives the address to both; the bridge sends to whichever spoke last. */
export const macRepeated: HostRule = {
  id: 'mac-repeated',
  summary: 'One MAC address for interfaces of two guests.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findRepeated
}

function* findRepeated({ host }: HostContext): Iterable<Finding> {
  for (const clash of clashes(host, 'mac')) {
    const { key, claim, other } = clash
    const isOneBridge = bridgeOf(claim) === bridgeOf(other)
    yield {
      case: isOneBridge ? 'one-bridge' : 'two-bridges',
      at: claim.origin,
      severity: isOneBridge ? severityOf(clash, 'warning') : 'hint',
      message: isOneBridge
        ? `\`${key}\` is the address of \`${nameOf(other)}\` too, on the same bridge: xl starts both, and neither is reached reliably.`
        : `\`${key}\` is the address of \`${nameOf(other)}\` too, on another bridge.`,
      related: [{ at: other.origin, message: `The address of \`${nameOf(other)}\`.` }]
    }
  }
}

/** A word for the bridge of a nic, and for the domain that has it. */
function bridgeOf({ guest, index }: Claim): string {
  const { bridge, backendDomain = '' } = guest.nics[index] ?? {}
  return `${backendDomain} ${bridge?.value}`
}
