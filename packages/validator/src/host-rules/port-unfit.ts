import type { Bridge, BridgePort, Host } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'

/** Linux refuses such a port; bridge-utils prints that and goes on, so ifup ends well. */
export const portUnfit: HostRule = {
  id: 'port-unfit',
  summary: 'A port that another bridge has already, or that can be no port at all.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findUnfit
}

function* findUnfit({ host }: HostContext): Iterable<Finding> {
  for (const bridge of host.network.bridges) {
    if (bridge.isUp === false) continue
    for (const port of bridge.portOrigins) {
      if (port.loss?.kind === 'taken') yield taken(host, bridge, port, port.loss.by)
      else if (port.loss?.kind === 'unfit') yield unfit(bridge, port, port.loss.what)
    }
  }
}

function taken({ network }: Host, { name }: Bridge, port: BridgePort, by: string): Finding {
  const holder = network.bridges.find((bridge) => bridge.name === by)
  const at = holder?.portOrigins.find((each) => each.name === port.name)?.origin
  return {
    case: 'taken',
    at: port.origin,
    message: `\`${port.name}\` is a port of \`${by}\` already, so \`${name}\` comes up without it.`,
    related: at ? [{ at, message: `\`${by}\` takes it here.` }] : [],
    fixes: []
  }
}

function unfit({ name }: Bridge, port: BridgePort, what: string): Finding {
  return {
    case: 'unfit',
    at: port.origin,
    message: `\`${port.name}\` is ${what}, which can be no port, so \`${name}\` comes up without it.`,
    fixes: []
  }
}
