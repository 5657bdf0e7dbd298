import { bootHost, type Host, readXenLine } from '@xenlint/model'
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
  else if (xenOptions === undefined) yield { type: 'memory-unknown', why: lineReason(host), needs: [] }
  else yield shareOut(host, host.facts.memoryMiB)
}

function lineReason({ tree, facts, release }: Host): string {
  const nothing = { guests: [], shown: (path: string) => path, read: () => undefined }
  const line = readXenLine(bootHost({ tree, facts, release, ...nothing }))
  return `what Xen is told is not known${line.kind === 'unknown' ? `: ${line.why}` : ''}`
}
