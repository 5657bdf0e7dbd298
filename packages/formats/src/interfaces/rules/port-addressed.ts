import type { Context, Finding, Rule } from '@xenlint/validator'
import { portsLine, portsOf } from '../bridge.js'
import { type Reading, readingOf } from '../reading.js'

/** The hooks of bridge-utils leave a port the address it has. */
export const portAddressed: Rule = {
  id: 'port-addressed',
  summary: 'A port of a bridge that gets an address of its own.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findAddressed
}

function* findAddressed(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  if (reading.dialect.id !== 'classic') return
  for (const bridge of reading.ifaces) {
    const line = portsLine(bridge)
    const ports = new Set(portsOf(bridge))
    if (!line) continue
    for (const port of reading.ifaces) {
      const isAddressed = port.method === 'static' || port.method === 'dhcp'
      if (port.name === bridge.name || !ports.has(port.name) || !isAddressed) continue
      if (port.family !== 'inet' || !isStarted(port.name, reading)) continue
      yield {
        case: 'addressed',
        at: port.origin,
        message: `\`${port.name}\` is a port of \`${bridge.name}\` and gets an address of its own, so the host has two ways into one network; \`manual\` gives it none.`,
        related: [{ at: line.origin, message: `\`${bridge.name}\` takes it for a port.` }]
      }
    }
  }
}

function isStarted(name: string, { classes }: Reading): boolean {
  return [...classes.values()].some((members) => members.some((each) => each.name === name))
}
