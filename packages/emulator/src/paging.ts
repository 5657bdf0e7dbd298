import { emulatorNumber } from '@xenlint/catalogue'
import { draftAt } from '@xenlint/model'
import { mebibytes, noMemoryGiven } from './balloon.js'
import type { GuestEvent, Refused } from './event.js'
import { leftOpen } from './memory.js'
import { doubt, type Run, refuse, said } from './run.js'

/** A guest of its own kind is given the memory of its page tables first, before anything is claimed. */
export function* fillPool(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { appetite, guest, noted, state } = run
  if (guest.type === 'pv') return undefined
  const { tablesKiB, takenKiB, memoryKiB } = appetite
  const origin = guest.settings.findLast(({ name }) => name === 'shadow_memory')?.origin
  const at = origin ?? guest.memoryMiB.origin
  const paging = draftAt(guest.survey.draft, 'c_info.hap') === false ? 'shadow' : 'HAP'
  // The pool has its first MiB by then.
  const values = { tables: `${tablesKiB}`, now: 1, paging, code: -3 }
  // Bytes are what Xen is asked for, and they do not fit the number.
  if (tablesKiB >> 54n) {
    const why = appetite.isReckoned ? 'no machine has so much memory for page tables' : noMemoryGiven
    return yield* refuse(run, { said: said(run, 'pool-excessive', values), why, origin: at })
  }
  // Some of it is in use by then, and what is in use cannot be given back.
  if (tablesKiB <= emulatorNumber('pool-in-use', run.xen)) {
    const what = tablesKiB === 0n ? 'memory' : `more memory than ${tablesKiB} KiB`
    const why = `a guest of its own kind cannot do without ${what} for page tables`
    return yield* refuse(run, { said: said(run, 'pool-unfilled', values), why, origin: at })
  }
  const { memory } = state
  if (!memory) return undefined
  const freeKiB = memory.freeKiB + noted.shrunkKiB
  const wantedKiB = takenKiB - memoryKiB
  if (wantedKiB <= freeKiB) return undefined
  const wanted = `its page tables want ${mebibytes(Number(tablesKiB))} MiB`
  if (wantedKiB <= freeKiB + state.doubtfulKiB) {
    yield doubt(`${wanted}, which are free only if other guests do not run`, [], at)
    return undefined
  }
  const open = leftOpen(run, takenKiB, wanted)
  if (open) {
    yield open
    return undefined
  }
  const why = `${wanted}, and ${mebibytes(freeKiB)} MiB are free`
  const now = Math.max(1, mebibytes(freeKiB))
  return yield* refuse(run, { said: said(run, 'pool-unfilled', { ...values, now }), why, origin: at })
}
