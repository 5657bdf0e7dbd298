import type { Host } from '@xenlint/model'
import type { Event } from './event.js'

/** What `ifup -a` and other programs leave when the host is up, as far as guests can see it. */
export function* bringUpNetwork({ network }: Host): Generator<Event> {
  if (network.plan && network.plan.status !== 0) {
    const { plan } = network
    if (plan.status === null)
      yield { type: 'network-open', why: `what ifup does is not known: ${plan.why} decides` }
    else {
      const message = plan.output.findLast((line) => line.startsWith('ifup: ')) ?? 'ifup: failed'
      yield { type: 'network-failed', status: plan.status, message: message.slice('ifup: '.length) }
    }
  }
  for (const { name, ports, isUp, origin } of network.bridges)
    if (isUp !== false)
      yield { type: 'bridge-made', bridge: name, ...(ports && { ports }), ...(origin && { origin }) }
  for (const why of network.open) yield { type: 'network-open', why }
}
