import rows from '../data/video-memory.json' with { type: 'json' }

/** The least memory that libxl lets a graphics card of a device model have, in MiB. */
export function leastVideoMemoryMiB(model: string, kind: string): number | undefined {
  return rows.find((row) => row.model === model && row.kind === kind)?.leastMiB
}
