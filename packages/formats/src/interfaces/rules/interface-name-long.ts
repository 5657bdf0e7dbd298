import { type Iface, longestInterfaceName, membersOf } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { portsLine } from '../bridge.js'
import { readingOf } from '../reading.js'

/** Linux has room for so many letters, and ifup does not count them. */
export const interfaceNameLong: Rule = {
  id: 'interface-name-long',
  summary: 'A name that is too long for an interface, which then does not come up.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findLong
}

function* findLong(context: Context): Iterable<Finding> {
  const { dialect, accepted, ifaces, classes, mappings } = readingOf(context)
  if (dialect.id !== 'classic' || !accepted || mappings.length > 0) return
  const started = new Set(membersOf({ classes }, 'auto'))
  for (const iface of ifaces) {
    const { name, nameOrigin: at } = iface
    if (name.length <= longestInterfaceName || !started.has(name) || !isNeeded(iface)) continue
    started.delete(name)
    const what = portsLine(iface) ? 'bridge' : 'interface'
    yield {
      case: what,
      at,
      message: `\`${name}\` has ${name.length} characters, and an interface may have ${longestInterfaceName}, so this ${what} does not come up.`
    }
  }
}

/** False of a stanza that is a name for commands, or for a provider: it needs no interface. */
function isNeeded(iface: Iface): boolean {
  return (
    !iface.name.includes(':') && (/^(?:static|dhcp)$/.test(iface.method) || portsLine(iface) !== undefined)
  )
}
