import rows from '../data/guest-quirks.json' with { type: 'json' }
import { type Span, within, type XenVersion } from './release.js'

interface Quirk extends Span {
  readonly name: string
  readonly value: string
}

/** How xl behaves where its releases differ by more than an option more or less; absent where it doesn't at all. */
export function quirk(name: string, version: XenVersion): string | undefined {
  return (rows as readonly Quirk[]).find((row) => row.name === name && within(row, version))?.value
}
