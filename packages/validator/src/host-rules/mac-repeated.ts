import type { Claim, GuestNic } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { clashes, nameOf, severityOf } from './clash.js'

/** xl gives the address to both; the bridge sends to whichever spoke last. */
export const macRepeated: HostRule = {
  id: 'mac-repeated',
  summary: 'One MAC address for interfaces of two guests.',
  severity: 'warning',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.2.0',
  check: findRepeated
}

function* findRepeated({ host }: HostContext): Iterable<Finding> {
  for (const clash of clashes(host, 'mac')) {
    const { key, claim, other } = clash
    const isOneBridge = nicOf(claim)?.bridge.value === nicOf(other)?.bridge.value
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

function nicOf({ guest, index }: Claim): GuestNic | undefined {
  return guest.nics[index]
}
