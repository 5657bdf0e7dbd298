import { type Iface, type OptionLine, readIpv4 } from '@xenlint/model'
import type { Context, Finding, Fix, Rule } from '@xenlint/validator'
import { triedStanzas } from '../reading.js'

/** ifup hands addresses on as they are written, and `ip` takes nothing but numbers. */
export const addressRefused: Rule = {
  id: 'address-refused',
  summary: 'An address or a gateway that is none: `ip` refuses it, and the interface stays down.',
  severity: 'error',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findRefused
}

function* findRefused(context: Context): Iterable<Finding> {
  for (const { iface, severity } of triedStanzas(context)) {
    if (iface.method !== 'static' || !/^inet6?$/.test(iface.family)) continue
    for (const line of iface.lines) {
      if ((line.name !== 'address' && line.name !== 'gateway') || isAddress(iface, line)) continue
      const sign = /^=\s*/.exec(line.value)
      yield {
        case: line.name,
        at: line.valueOrigin,
        severity,
        message: `\`${line.value}\` is no ${iface.family === 'inet' ? 'IPv4' : 'IPv6'} address, so \`ip\` refuses it and ifup gives up on \`${iface.name}\`.`,
        ...(sign && { fixes: [withoutSign(line, sign[0].length)] })
      }
    }
  }
}

// address = 10.0.0.1 → address 10.0.0.1
function withoutSign({ valueOrigin: { start } }: OptionLine, length: number): Fix {
  const edits = [{ start, end: start + length, text: '' }]
  return { title: 'Take the `=` away, which ifup has no use for', edits, safe: false }
}

/** True too for all that a shell may turn into one, and for what `comment-inline` and `option-glued` speak of. */
function isAddress({ family }: Iface, { name, value }: OptionLine): boolean {
  if (value.startsWith('=')) return false
  if (/[\s$`\\]/.test(value)) return true
  const [address = ''] = name === 'address' ? value.split('/') : [value]
  if (/^(?:\d+\.){3}\d+$/.test(address)) return readIpv4(address) !== undefined || /(?:^|\.)0\d/.test(address)
  return family === 'inet' ? /^[\d.]+$/.test(address) : /^[\da-fA-F:.]+$/.test(address)
}
