import { emulatorNumber } from '@xenlint/catalogue'
import { type Host, matchesAutoballoonPattern } from '@xenlint/model'
import type { GuestEvent, Refused } from './event.js'
import { type Appetite, dom0Needs, leftOpen } from './memory.js'
import { doubt, type Run, refuse, said, together } from './run.js'
import type { Memory } from './state.js'
import { machineFault } from './steps.js'

const shrinking = new WeakMap<Host, boolean>()

/** Whether xl shrinks dom0 to make room for a guest. */
export function shrinksDom0(host: Host): boolean {
  // Each of many guests asks.
  const known = shrinking.get(host) ?? isShrinking(host)
  shrinking.set(host, known)
  return known
}

function isShrinking({ xlConf, boot, release }: Host): boolean {
  const word = xlConf.value('autoballoon')?.text
  if (word === 'on' || word === '1') return true
  if (word === 'off' || word === '0') return false
  const line = (boot.xenOptions ?? []).map(({ name, value }) =>
    value === undefined ? name : `${name}=${value}`
  )
  return !matchesAutoballoonPattern(line.join(' '), release.xen)
}

/** xl makes room before libxl begins: what cannot be made ends the run before the guest has an id. */
export function* freeDom0(run: Run): Generator<GuestEvent, Refused | undefined> {
  if (!shrinksDom0(run.host)) return undefined
  run.noted.defaulted++
  const fault = machineFault(run)
  if (fault) {
    const both = together([fault.said, said(run, 'memory-unfreed')])
    return yield* refuse(run, { ...fault, said: { ...both, status: said(run, 'memory-unfreed').status } })
  }
  const { memory } = run.state
  if (!memory || memory.freeKiB >= run.appetite.needKiB) return undefined
  return yield* shrink(run, memory)
}

/** Where a guest's memory comes from, and how much of that is left: free memory, or dom0's where it gives some. */
export interface Room {
  /** What dom0 gives. */
  readonly shrunkKiB: number
  readonly spareKiB: number
}

/** The room for a guest with such an appetite; `undefined` where there is too little, or nobody knows without trying. */
export function roomFor(
  host: Host,
  memory: Memory | undefined,
  { takenKiB, needKiB }: Appetite
): Room | undefined {
  if (!memory) return { shrunkKiB: 0, spareKiB: Number.POSITIVE_INFINITY }
  const freeKiB = memory.freeKiB - Math.max(takenKiB, needKiB)
  if (freeKiB >= 0) return { shrunkKiB: 0, spareKiB: freeKiB }
  if (takenKiB > needKiB || !shrinksDom0(host)) return undefined
  const { xen } = host.release
  const least = Math.max(
    emulatorNumber('dom0-least-target', xen),
    dom0Needs(memory.dom0BootKiB, xen).enoughKiB
  )
  const spareKiB = memory.dom0KiB + freeKiB - least
  return spareKiB < 0 ? undefined : { shrunkKiB: -freeKiB, spareKiB }
}

function* shrink(run: Run, memory: Memory): Generator<GuestEvent, Refused | undefined> {
  const { appetite, guest, state, xen } = run
  const origin = guest.memoryMiB.origin
  const shortKiB = appetite.needKiB - memory.freeKiB
  const target = memory.dom0KiB - shortKiB
  const least = emulatorNumber('dom0-least-target', xen)
  const wanted = `${mebibytes(shortKiB)} more MiB than are free`
  if (target < least) {
    if (target + state.doubtfulKiB >= least) {
      yield doubt(`it needs ${wanted}: dom0 can give them only if other guests do not run`, [], origin)
      return undefined
    }
    const open = leftOpen(run, appetite.takenKiB, `it needs ${wanted}`)
    if (open) {
      yield open
      return undefined
    }
    const lines = together([
      said(run, 'dom0-least', { target: Math.max(0, target) }),
      said(run, 'memory-unfreed')
    ])
    const left = `dom0, which has ${mebibytes(memory.dom0KiB)}, cannot give them`
    const why = appetite.isReckoned ? `it needs ${wanted}, and ${left}` : noMemoryGiven
    return yield* refuse(run, { said: lines, why, origin })
  }
  if (guest.type === 'hvm')
    yield doubt('what dom0 gives up for a guest with a device model was not measured', [], origin)
  const { floorKiB, enoughKiB } = dom0Needs(memory.dom0BootKiB, xen)
  if (target >= enoughKiB) {
    yield { type: 'dom0-shrunk', byKiB: shortKiB }
    return undefined
  }
  if (target >= floorKiB) {
    yield doubt(`whether dom0 can do with ${mebibytes(target)} MiB hangs on what runs in it`, [], origin)
    yield { type: 'dom0-shrunk', byKiB: shortKiB }
    return undefined
  }
  const open = leftOpen(run, appetite.takenKiB, `it needs ${wanted}`)
  if (open) {
    yield open
    return undefined
  }
  const byKiB = Math.max(0, memory.dom0KiB - floorKiB)
  yield { type: 'dom0-shrunk', byKiB }
  const why = `it needs ${wanted}, and dom0 cannot shrink to ${mebibytes(target)} MiB; it stays as small as it got`
  return yield* refuse(run, { said: said(run, 'memory-unfreed'), why, origin })
}

/** Why xl makes no room for such a guest, and Xen no page tables. */
export const noMemoryGiven =
  'the file sets neither `memory` nor `maxmem`, and xl reckons page tables for more memory than there is'

export function mebibytes(KiB: number): number {
  return Math.round(KiB / 1024)
}
