import { type Host, type Iface, membersOf } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { placed } from './placed.js'

/** ifup configures what there is: for the name of a card that the machine does not have, it fails. */
export const interfaceMissing: HostRule = {
  id: 'interface-missing',
  summary: 'An interface with an address that the machine does not have.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findMissing
}

function* findMissing({ host }: HostContext): Iterable<Finding> {
  const { facts, network } = host
  if (!facts.nics || !network.reading?.accepted) return
  const started = new Set(membersOf(network.reading, 'auto'))
  for (const iface of network.reading.ifaces) {
    const { name, nameOrigin } = iface
    const own = network.interfaces.find((each) => each.name === name && each.origin)
    if (!own?.isAbsent || !started.has(name) || !isAddressed(iface) || isAsked(host, name)) continue
    yield {
      case: 'absent',
      at: placed(host, nameOrigin),
      message: `The machine has no \`${name}\`, so ifup does not bring it up: \`Cannot find device "${name}"\`; ${left(host)}.`
    }
  }
}

function isAddressed({ method, family }: Iface): boolean {
  return (method === 'static' || method === 'dhcp') && family.startsWith('inet')
}

/** Whose port it is says so, too. */
function isAsked({ network }: Host, name: string): boolean {
  return network.bridges.some(({ portOrigins }) => portOrigins.some((port) => port.name === name))
}

function left({ facts }: Host): string {
  const nics = (facts.nics ?? []).filter((nic) => nic !== 'lo').slice(0, 4)
  if (nics.length === 0) return 'it has none'
  return `it has ${nics.map((nic) => `\`${nic}\``).join(', ')}`
}
