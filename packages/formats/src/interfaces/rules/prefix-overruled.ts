import { type OptionLine, readIpv4 } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { removal } from '../edits.js'
import { readingOf } from '../reading.js'

/** Where both are given, `netmask` counts and what stands behind the slash does not. */
export const prefixOverruled: Rule = {
  id: 'prefix-overruled',
  summary: 'A `netmask` beside an address with another length behind its slash.',
  severity: 'warning',
  formats: ['interfaces'],
  status: 'stable',
  since: '0.1.0',
  check: findOverruled
}

function* findOverruled(context: Context): Iterable<Finding> {
  const { dialect, ifaces } = readingOf(context)
  if (dialect.id !== 'classic') return
  for (const { family, method, lines } of ifaces) {
    const address = lines.find(({ name }) => name === 'address')
    const masks = lines.filter(({ name }) => name === 'netmask')
    const [mask] = masks
    // Of several `option-glued` speaks.
    if (!/^inet6?$/.test(family) || method !== 'static' || !address || !mask || masks.length > 1) continue
    const prefix = /^[^/\s]+\/(\d+)$/.exec(address.value)?.[1]
    const width = widthOf(mask)
    if (prefix === undefined || width === undefined || width === Number(prefix)) continue
    yield {
      case: 'differs',
      at: mask.valueOrigin,
      message: `The network has ${width} bits, as \`netmask\` says: beside it the \`/${prefix}\` behind the address does not count.`,
      related: [{ at: address.valueOrigin, message: 'This is the address.' }],
      fixes: [removal(context.text, mask.origin, `Remove the line, so that \`/${prefix}\` counts`)]
    }
  }
}

/** The length that a mask stands for: `24`, `255.255.255.0`. */
function widthOf({ value }: OptionLine): number | undefined {
  if (/^\d{1,3}$/.test(value)) return Number(value)
  const mask = readIpv4(value)
  const bits = mask?.toString(2).padStart(32, '0')
  return bits && /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : undefined
}
