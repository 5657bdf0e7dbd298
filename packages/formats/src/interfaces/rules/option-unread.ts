import { interfaceOptions } from '@xenlint/catalogue'
import { commandOptions, type Iface } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { removal } from '../edits.js'
import { readingOf } from '../reading.js'

/** ifup hands every option on, but a method looks only at its own. */
export const optionUnread: Rule = {
  id: 'option-unread',
  summary: 'An address, a mask or a gateway in a stanza whose method does not read it.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findUnread
}

function* findUnread(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  if (reading.dialect.id !== 'classic') return
  const rows = new Map(interfaceOptions().map((row) => [row.name, row]))
  for (const iface of reading.ifaces) {
    const method = `${iface.family} ${iface.method}`
    if (iface.method === 'loopback' || isForCommands(iface)) continue
    for (const line of iface.lines) {
      const methods = rows.get(line.name)?.methods
      if (!addressing.has(line.name) || !methods || methods.includes(method)) continue
      yield {
        case: 'unread',
        at: line.nameOrigin,
        message: `\`${line.name}\` has no effect on \`${iface.name}\`, as \`${method}\` does not read it.`,
        fixes: [removal(context.text, line.origin, 'Remove the line')]
      }
    }
  }
}

/** What says where an interface is; other options may be meant for hooks. */
const addressing = new Set(['address', 'netmask', 'broadcast', 'gateway', 'pointopoint'])

/** Commands of its own may use the options as variables. */
function isForCommands({ options }: Iface): boolean {
  return options.some(({ name, value }) => commandOptions.has(name) && /\$\{?IF_|\.sh\b|^\//.test(value))
}
