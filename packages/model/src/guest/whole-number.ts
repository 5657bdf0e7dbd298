import type { XenVersion } from '@xenlint/catalogue'
import { readLong } from './c-number.js'
import { answering, baseOf } from './inquiry.js'

/** A text that is one number of 64 bits from end to end, as the xl of a release reads it; else nothing. */
export function wholeNumber(text: string, xen: XenVersion): number | undefined {
  // As most are written, and all read them.
  if (/^(?:0|[1-9][0-9]{0,14})$/.test(text)) return Number(text)
  const { value, end, overflow } = readLong(text, baseOf({ release: answering(xen) }, text))
  return overflow || end === 0 || end < text.length ? undefined : Number(value)
}
