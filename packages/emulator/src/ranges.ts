import { draftAt } from '@xenlint/model'
import type { GuestEvent, Refused } from './event.js'
import { type Run, refuse, said, settingOrigin, wholeFile } from './run.js'

/** Ports and memory of devices that no machine has; whether Xen hands out those that there are was not measured. */
export function* grantRanges(run: Run): Generator<GuestEvent, Refused | undefined> {
  return (
    (yield* refuseRange(run, 'ioports', 'first', isPorts)) ??
    (yield* refuseRange(run, 'iomem', 'start', isMemory))
  )
}

function* refuseRange(
  run: Run,
  option: 'ioports' | 'iomem',
  begin: 'first' | 'start',
  isRange: (first: bigint, count: bigint) => boolean
): Generator<GuestEvent, Refused | undefined> {
  const { guest } = run
  const ranges = draftAt(guest.survey.draft, `b_info.${option}`)
  for (const range of Array.isArray(ranges) ? ranges : []) {
    const first = numberIn(range, begin)
    const count = numberIn(range, 'number')
    if (first === undefined || count === undefined || isRange(first, count)) continue
    const width = option === 'ioports' ? 32 : 64
    const last = BigInt.asUintN(width, first + count - 1n)
    const written = `${first.toString(16)}-${last.toString(16)}`
    const origin = settingOrigin(run, option) ?? wholeFile(run)
    const why = `Xen takes ${written} for no range of ${option === 'ioports' ? 'ports' : 'memory'}`
    return yield* refuse(run, { said: said(run, `${option}-unfit`, { range: written }), why, origin })
  }
  return undefined
}

/** One port past the last that there is. */
const mostPorts = 1n << 16n

function isPorts(first: bigint, count: bigint): boolean {
  const end = BigInt.asUintN(32, first + count)
  return end > first && end <= mostPorts
}

function isMemory(first: bigint, count: bigint): boolean {
  return BigInt.asUintN(64, first + count - 1n) >= first
}

function numberIn(range: unknown, field: string): bigint | undefined {
  const found = typeof range === 'object' && range !== null ? Object.entries(range) : []
  const value: unknown = found.find(([name]) => name === field)?.[1]
  return typeof value === 'bigint' ? value : undefined
}
