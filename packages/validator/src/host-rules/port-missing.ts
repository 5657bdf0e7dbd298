import { nearestOf } from '@xenlint/catalogue'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** bridge-utils passes over a port that is not there, without a word. */
export const portMissing: HostRule = {
  id: 'port-missing',
  summary: 'A port of a bridge that the machine does not have.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.2.0',
  check: findMissing
}

function* findMissing({ host: { facts, network } }: HostContext): Iterable<Finding> {
  const { nics } = facts
  if (!nics) return
  // What a stanza or another program makes is there by the time that it is needed, or that is another finding.
  const made = new Set(
    [...network.interfaces, ...network.bridges].flatMap((each) => (each.origin ? [each.name] : []))
  )
  const left = nics.filter(
    (nic) => nic !== 'lo' && !network.bridges.some(({ ports }) => ports?.includes(nic))
  )
  for (const bridge of network.bridges) {
    if (bridge.isUp === false) continue
    for (const { name, origin } of bridge.portOrigins) {
      if (nics.includes(name) || isVirtual(name) || (made.has(name) && !isCard(name))) continue
      const guess = nearestOf(new Set(nics), name) ?? (left.length === 1 ? left[0] : undefined)
      const isAlone = bridge.portOrigins.length === 1
      yield {
        case: isAlone ? 'only' : 'one',
        at: origin,
        message: `The machine has no \`${name}\`, so \`${bridge.name}\` comes up without ${isAlone ? 'a port' : 'it'} and nothing says so${guess ? `; did you mean \`${guess}\`?` : `; it has ${list(nics)}.`}`,
        fixes: guess
          ? [
              {
                title: `Make \`${guess}\` the port`,
                edits: [{ start: origin.start, end: origin.end, text: guess }],
                safe: false
              }
            ]
          : []
      }
    }
  }
}

/** Interfaces that come with their parent, or with a guest: VLANs, aliases, bonds, tunnels. */
function isVirtual(name: string): boolean {
  return /[.:]/.test(name) || /^(?:vlan|bond|tap|tun|veth|dummy|vif|vxlan|gre|wg|team|mac)/.test(name)
}

/** Names that only hardware has: a stanza does not make them. */
function isCard(name: string): boolean {
  return /^(?:eth\d+|en[opsx]\w+|wl\w+|em\d+|p\d+p\d+)$/.test(name)
}

function list(nics: readonly string[]): string {
  const shown = nics.filter((nic) => nic !== 'lo').slice(0, 4)
  return shown.length === 0 ? 'none' : shown.map((nic) => `\`${nic}\``).join(', ')
}
