import { nearestOf } from '@xenlint/catalogue'
import type { Bridge, BridgePort, Host } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** bridge-utils passes over a port that is not there, without a word. */
export const portMissing: HostRule = {
  id: 'port-missing',
  summary: 'A port of a bridge that the machine does not have.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findMissing
}

function* findMissing({ host }: HostContext): Iterable<Finding> {
  const { bridges } = host.network
  if (!host.facts.nics) return
  for (const bridge of bridges) {
    if (bridge.isUp === false) continue
    for (const port of bridge.portOrigins) {
      if (port.loss?.kind === 'absent') yield absent(host, bridge, port, port.name)
      else if (port.loss?.kind === 'parentless') yield absent(host, bridge, port, port.loss.parent)
      else if (port.loss?.kind === 'unmade') yield unmade(bridge, port)
    }
  }
}

/** `lost` is what the machine lacks: the port, or what it stands on. */
function absent(
  { facts, network }: Host,
  bridge: Bridge,
  { name, origin }: BridgePort,
  lost: string
): Finding {
  const nics = facts.nics ?? []
  const bonded = bondedIn(network)
  const left = nics.filter(
    (nic) => nic !== 'lo' && !bonded.has(nic) && !network.bridges.some(({ ports }) => ports?.includes(nic))
  )
  const guess = nearestOf(new Set(left), lost) ?? (left.length === 1 && lost === name ? left[0] : undefined)
  const isAlone = bridge.portOrigins.length === 1
  const reason = lost === name ? '' : `, which \`${name}\` stands on`
  const text = guess && guess + name.slice(lost.length)
  return {
    case: isAlone ? 'only' : 'one',
    at: origin,
    message: `The machine has no \`${lost}\`${reason}, so \`${bridge.name}\` comes up without ${isAlone ? 'a port' : 'it'} and nothing says so${guess ? `; did you mean \`${guess}\`?` : `; it has ${list(nics)}.`}`,
    fixes: text
      ? [
          {
            title: `Make \`${text}\` the port`,
            edits: [{ start: origin.start, end: origin.end, text }],
            safe: false
          }
        ]
      : []
  }
}

function unmade(bridge: Bridge, { name, origin }: BridgePort): Finding {
  return {
    case: 'unmade',
    at: origin,
    message: `Nothing makes \`${name}\`: only the package vlan reads \`vlan-raw-device\`, and it is not installed, so \`${bridge.name}\` comes up without it and nothing says so. Install vlan, or name the VLAN after its card and number, as \`eth0.20\` is.`
  }
}

function list(nics: readonly string[]): string {
  const shown = nics.filter((nic) => nic !== 'lo').slice(0, 4)
  return shown.length === 0 ? 'none' : shown.map((nic) => `\`${nic}\``).join(', ')
}

/** What a bond has is no port for a bridge. */
function bondedIn({ reading }: Host['network']): ReadonlySet<string> {
  const options = reading?.ifaces.flatMap((iface) => iface.options) ?? []
  return new Set(
    options.flatMap(({ name, value }) => (/^(?:bond[-_])?slaves$/.test(name) ? value.split(/\s+/) : []))
  )
}
