import type { Host } from '@xenlint/model'
import type { Event } from './event.js'
import { shareOut } from './memory.js'

/** From GRUB to dom0: which entry boots, and who has which memory then. */
export function* boot(host: Host): Generator<Event> {
  const { plan, xen, xenOptions } = host.boot
  yield { type: 'entry-chosen', ...(plan?.boots !== undefined && { entry: plan.boots }), xen }
  if (xen === false) return
  if (host.facts.memoryMiB === undefined)
    yield {
      type: 'memory-unknown',
      why: 'no fact says how much memory the machine has',
      needs: ['memoryMiB']
    }
  else if (xenOptions === undefined)
    yield { type: 'memory-unknown', why: "a command in GRUB's settings decides what Xen is told", needs: [] }
  else yield shareOut(host, host.facts.memoryMiB)
}
