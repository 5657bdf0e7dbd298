import { interfaceMethods } from '@xenlint/catalogue'
import type { Iface } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { type Reading, readingOf } from '../reading.js'

/** ifup looks for what a method needs before it does anything. */
export const optionMissing: Rule = {
  id: 'option-missing',
  summary: 'A stanza without an option that its method needs.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findMissing
}

function* findMissing(context: Context): Iterable<Finding> {
  const reading = readingOf(context)
  if (reading.dialect.id !== 'classic') return
  for (const iface of reading.ifaces) {
    const row = interfaceMethods().find(
      ({ family, method }) => family === iface.family && method === iface.method
    )
    const missing =
      row?.required.filter((name) => !iface.options.some((option) => option.name === name)) ?? []
    if (missing.length === 0 || isBase(iface, reading)) continue
    const names = missing.map((name) => `\`${name}\``).join(' and ')
    const brought = isBrought(iface, reading)
    yield {
      case: 'missing',
      at: iface.origin,
      severity: brought ? 'error' : 'warning',
      message: `\`${iface.name}\` has no ${names}, which \`${iface.family} ${iface.method}\` needs, so ifup does not bring it up.`
    }
  }
}

/** A stanza that others take their options from may be incomplete. */
function isBase(iface: Iface, { ifaces }: Reading): boolean {
  return ifaces.some(({ inherits }) => inherits === iface)
}

function isBrought({ name }: Iface, { classes }: Reading): boolean {
  return [...classes.values()].some((members) => members.some((each) => each.name === name))
}
