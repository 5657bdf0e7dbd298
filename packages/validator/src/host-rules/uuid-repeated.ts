import type { Finding, HostContext, HostRule } from '../rule.js'
import { clashes, nameOf } from './clash.js'

/** xl takes it; programs that know guests by their uuid mix the two up. */
export const uuidRepeated: HostRule = {
  id: 'uuid-repeated',
  summary: 'One `uuid` for two guests.',
  severity: 'hint',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findRepeated
}

function* findRepeated({ host }: HostContext): Iterable<Finding> {
  for (const { key, claim, other } of clashes(host, 'uuid')) {
    yield {
      case: 'repeated',
      at: claim.origin,
      message: `\`${key}\` is the uuid of \`${nameOf(other)}\` too: xl starts both, and what tells guests apart by it takes one for the other.`,
      related: [{ at: other.origin, message: `The uuid of \`${nameOf(other)}\`.` }]
    }
  }
}
