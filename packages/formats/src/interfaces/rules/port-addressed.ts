import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
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
  const started = new Set([...reading.classes.values()].flat().map(({ name }) => name))
  const addressed = new Map<string, Reading['ifaces'][number][]>()
  for (const iface of reading.ifaces)
    if (hasAddress(iface) && started.has(iface.name))
      addressed.set(iface.name, [...(addressed.get(iface.name) ?? []), iface])
  for (const bridge of reading.ifaces) {
    const line = portsLine(bridge)
    if (!line) continue
    for (const name of new Set(portsOf(bridge))) {
      if (name === bridge.name) continue
      for (const port of addressed.get(name) ?? []) {
        yield {
          case: 'addressed',
          at: port.origin,
          message: `\`${name}\` is a port of \`${bridge.name}\` and gets an address of its own, so the host has two ways into one network; \`manual\` gives it none.`,
          related: [{ at: line.origin, message: `\`${bridge.name}\` takes it for a port.` }],
          fixes: hasAddress(bridge) ? withoutAddress(context.text, port, bridge.name) : []
        }
      }
    }
  }
}

// What a static address is written with would be left without a reader: that is more than a word.
function withoutAddress(
  text: string,
  { method, lines, origin }: Reading['ifaces'][number],
  bridge: string
): Fix[] {
  const { start, end } = origin
  if (method !== 'dhcp' || lines.length > 0 || !text.slice(start, end).endsWith(` ${method}`)) return []
  return [
    {
      title: `Change to \`manual\`, so that \`${bridge}\` alone has an address`,
      edits: [{ start: end - method.length, end, text: 'manual' }],
      safe: false
    }
  ]
}

// Without an address ifup stops at the stanza, and `0.0.0.0` is the old way to write `manual`.
function hasAddress({ family, method, options }: Reading['ifaces'][number]): boolean {
  if (family !== 'inet') return false
  if (method === 'dhcp') return true
  const address = options.find(({ name }) => name === 'address')
  return method === 'static' && address !== undefined && !/^0\.0\.0\.0(?:\/|$)/.test(address.value)
}
