import type { Host } from '@xenlint/model'
import type { Event } from './event.js'

/** What `ifup -a` and other programs leave when the host is up, as far as guests can see it. */
export function* bringUpNetwork({ network }: Host): Generator<Event> {
  // A file in another dialect is not for this ifup.
  if (network.plan && network.reading && network.plan.status !== 0) {
    const { plan } = network
    if (plan.status === null)
      yield { type: 'network-open', why: `what ifup does is not known: ${plan.why} decides` }
    else {
      const message = plan.output.findLast((line) => complaint.test(line)) ?? 'ifup: failed'
      yield { type: 'network-failed', status: plan.status, message: message.slice('ifup: '.length) }
    }
  }
  for (const { name, ports, isUp, madeBy, origin } of network.bridges) {
    const at = origin && { origin }
    if (isUp === false) yield { type: 'bridge-left', bridge: name, ...at }
    else {
      const perhaps = isUp === undefined && { perhapsBy: madeBy }
      yield { type: 'bridge-made', bridge: name, ...(ports && { ports }), ...perhaps, ...at }
    }
  }
  for (const why of network.open) yield { type: 'network-open', why }
}

/** A line of ifup that does not only say what it is at. */
const complaint = /^ifup: (?!configuring interface |parsing file |reading directory )/
