import rows from '../data/guest-quirks.json' with { type: 'json' }
import { grouped } from './libxl.js'
import { type Span, within, type XenVersion } from './release.js'

interface Quirk extends Span {
  readonly name: string
  readonly value: string
}

const byName: ReadonlyMap<string, readonly Quirk[]> = grouped(rows as readonly Quirk[], ({ name }) => name)

/** How xl behaves where its releases differ by more than an option more or less; absent where it doesn't at all. */
export function quirk(name: string, version: XenVersion): string | undefined {
  return byName.get(name)?.find((row) => within(row, version))?.value
}
