import rows from '../data/video-memory.json' with { type: 'json' }
import { type Span, within, type XenVersion } from './release.js'

interface Card extends Span {
  readonly model: string
  readonly kind: string
  readonly leastMiB: number
}

/** The least memory that libxl lets a graphics card of a device model have, in MiB. */
export function leastVideoMemoryMiB(model: string, kind: string, xen: XenVersion): number | undefined {
  const cards = rows as readonly Card[]
  return cards.find((row) => row.model === model && row.kind === kind && within(row, xen))?.leastMiB
}
