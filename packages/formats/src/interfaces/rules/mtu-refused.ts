import type { Context, Finding, Rule } from '@xenlint/validator'
import { triedStanzas } from '../reading.js'

/** ifup hands the size on as it is written, and `ip` takes nothing but a number. */
export const mtuRefused: Rule = {
  id: 'mtu-refused',
  summary: 'An `mtu` that is no number: `ip` refuses it, and the interface does not come up.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findRefused
}

function* findRefused(context: Context): Iterable<Finding> {
  for (const { iface, severity } of triedStanzas(context)) {
    const { family, method, name, lines } = iface
    // Commands for IPv6 that set the size may fail.
    if (family !== 'inet' || !/^(?:static|manual)$/.test(method)) continue
    for (const line of lines) {
      if (line.name !== 'mtu' || isNumber(line.value)) continue
      yield {
        case: 'mtu',
        at: line.valueOrigin,
        severity,
        message: `\`${line.value}\` is no number of bytes, so \`ip\` refuses it and ifup gives up on \`${name}\`.`
      }
    }
  }
}

/** True too for all that a shell may turn into one, and for what `comment-inline` and `option-glued` speak of. */
function isNumber(value: string): boolean {
  return /[\s$`\\]/.test(value) || /^(?:0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(value)
}
