import { emulatorNumber, emulatorPackage, emulatorPath } from '@xenlint/catalogue'
import { absolutePath, draftAt, graphicsOf, type Told } from '@xenlint/model'
import { bindCpus } from './affinity.js'
import { mebibytes } from './balloon.js'
import { poolOf } from './cpu-pools.js'
import { isTraditional } from './defaults.js'
import type { GuestEvent, Refused } from './event.js'
import { kernelFault, kernelMisfit } from './kernels.js'
import { leftOpen } from './memory.js'
import { fillPool } from './paging.js'
import { isPresent } from './presence.js'
import { doubt, optionOf, type Run, refuse, said, settingOrigin, wholeFile } from './run.js'

/** The kernel is loaded and memory filled; then the scheduler is told. */
export function* build(run: Run): Generator<GuestEvent, Refused | undefined> {
  return (
    (yield* bindCpus(run)) ??
    (yield* setClock(run)) ??
    (yield* fillPool(run)) ??
    (yield* loadFirmware(run)) ??
    (yield* loadImage(run, run.guest.kernel, 'kernel')) ??
    (yield* loadImage(run, run.guest.ramdisk, 'ramdisk')) ??
    (yield* findLoader(run)) ??
    (yield* claimMemory(run)) ??
    (yield* schedule(run))
  )
}

/** One way to read the processor's clock is gone, and xl still takes its name. */
function* setClock(run: Run): Generator<GuestEvent, Refused | undefined> {
  if (draftAt(run.guest.survey.draft, 'b_info.tsc_mode') !== 'native_paravirt') return undefined
  const origin = settingOrigin(run, 'tsc_mode') ?? wholeFile(run)
  const why = 'Xen has no `native_paravirt` clock any more'
  return yield* refuse(run, { said: said(run, 'tsc-mode-removed', { code: -25 }), why, origin })
}

/** An HVM guest starts with a BIOS instead of a kernel. */
function* loadFirmware(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { guest, host } = run
  if (guest.type !== 'hvm') return undefined
  const { draft } = guest.survey
  const bios = draftAt(draft, 'b_info.u.hvm.bios')
  const own = draftAt(draft, 'b_info.u.hvm.system_firmware')
  const path =
    typeof own === 'string' ? absolutePath(own) : emulatorPath(bios === 'ovmf' ? 'ovmf' : 'seabios')
  if (bios === 'rombios' || isTraditional(run) || isPresent(host, path) !== false) return undefined
  const origin = settingOrigin(run, 'bios') ?? settingOrigin(run, 'type') ?? settingOrigin(run, 'builder')
  const why = `there is no BIOS \`${path}\`; install ${emulatorPackage('device-model', run.xen)}`
  const lines = said(run, 'firmware-missing', { code: -3 })
  return yield* refuse(run, { said: lines, why, origin: origin ?? wholeFile(run) })
}

function* loadImage(
  run: Run,
  image: Told<string> | undefined,
  what: 'kernel' | 'ramdisk'
): Generator<GuestEvent, Refused | undefined> {
  const { guest, host } = run
  if (!image || guest.type === 'hvm' || guest.bootloader) return undefined
  const path = absolutePath(image.value)
  const isThere = isPresent(host, path)
  if (isThere) return undefined
  if (isThere === undefined) {
    yield doubt(`nothing tells whether \`${path}\` is there`, [path], image.origin)
    return undefined
  }
  const lines = said(run, guest.type === 'pv' ? `${what}-missing` : `${what}-missing-pvh`, {
    path: image.value,
    // libxl hands on what libxenguest says of a PVH guest's files.
    code: guest.type === 'pv' ? -3 : -1
  })
  return yield* refuse(run, { said: lines, why: `there is no ${what} \`${path}\``, origin: image.origin })
}

function* findLoader(run: Run): Generator<GuestEvent, Refused | undefined> {
  const fault = kernelFault(run)
  return fault && (yield* refuse(run, fault))
}

/** Without ballooning this is the only test of memory: all of it at once, or nothing. */
function* claimMemory(run: Run): Generator<GuestEvent, Refused | undefined> {
  const { appetite, guest, state } = run
  const { memory } = state
  const origin = guest.memoryMiB.origin
  if (!memory) {
    yield run.host.facts.memoryMiB === undefined
      ? doubt('the memory of the machine is not known', ['memoryMiB'], origin)
      : doubt('what dom0 leaves is not known, as the command line of Xen is not', [], origin)
    return undefined
  }
  const misfit = appetite.takenKiB <= memory.freeKiB + run.noted.shrunkKiB ? kernelMisfit(run) : undefined
  if (misfit) return yield* refuse(run, misfit)
  if (appetite.memoryKiB === 0) {
    const why = 'a guest cannot do without memory'
    return yield* refuse(run, { said: said(run, 'memory-none', { code: -3 }), why, origin })
  }
  const least = emulatorNumber('mapping-least', run.xen)
  const pages = hexadecimal(Math.ceil(appetite.memoryKiB / 4))
  if (guest.type === 'pv' && appetite.memoryKiB / 4 <= least) {
    const why = `no kernel can be mapped in ${mebibytes(appetite.memoryKiB)} MiB`
    const text = said(run, 'memory-unmapped', { least: hexadecimal(least), pages, code: -3 })
    return yield* refuse(run, { said: text, why, origin })
  }
  if (
    guest.type === 'hvm' &&
    appetite.memoryKiB - videoKiB(run) < emulatorNumber('measured-least-hvm', run.xen)
  )
    yield doubt('whether it comes up with so little beside its graphics card was not measured', [], origin)
  // xl may have made room in dom0 before.
  const freeKiB = memory.freeKiB + run.noted.shrunkKiB
  const doubtKiB = guest.type === 'hvm' ? emulatorNumber('taken-doubt-hvm', run.xen) : 0
  if (Math.abs(freeKiB - appetite.takenKiB) < doubtKiB) {
    const left = `${mebibytes(appetite.takenKiB)} MiB, and ${mebibytes(freeKiB)} MiB are free`
    yield doubt(`it takes about ${left}: its devices decide whether that is enough`, [], origin)
    yield { type: 'memory-claimed', KiB: Math.min(freeKiB, appetite.takenKiB) }
    return undefined
  }
  if (appetite.takenKiB <= freeKiB) {
    yield { type: 'memory-claimed', KiB: appetite.takenKiB }
    return undefined
  }
  const wanted = `it wants ${mebibytes(appetite.memoryKiB)} MiB`
  if (appetite.takenKiB <= freeKiB + state.doubtfulKiB) {
    yield doubt(`${wanted}, which are free only if other guests do not run`, [], origin)
    return undefined
  }
  const open = leftOpen(run, appetite.takenKiB, wanted)
  if (open) {
    yield open
    return undefined
  }
  const text = `memory-exhausted${isClaimed(run) ? '' : `-unclaimed${guest.type === 'pv' ? '' : '-pvh'}`}`
  const why = `${wanted}, and ${mebibytes(freeKiB)} MiB are free`
  return yield* refuse(run, { said: said(run, text, { pages, code: -3 }), why, origin })
}

/** What of an HVM guest's memory is its graphics card's. */
function videoKiB(run: Run): number {
  const asked = draftAt(run.guest.survey.draft, 'b_info.video_memkb')
  if (typeof asked === 'bigint' && asked >= 0n) return Number(asked)
  return 1024 * (graphicsOf(run.guest.survey.draft, run.xen).leastMiB ?? 0)
}

/** Whether xl asks for all of a guest's memory at once; so it does where a guest of its own kind may have more later. */
function isClaimed({ guest, host }: Run): boolean {
  const { type, memoryMiB, maxMemoryMiB } = guest
  const isLess = type !== 'pv' && !maxMemoryMiB.isDefault && memoryMiB.value < maxMemoryMiB.value
  return isLess || host.xlConf.value('claim_mode')?.text !== '0'
}

function hexadecimal(number: number): string {
  return `0x${number.toString(16)}`
}

/** What a guest asks of the scheduler. */
interface Share {
  readonly option: 'cpu_weight' | 'cap'
  readonly what: 'weight' | 'cap'
  readonly least: bigint
  readonly most: number
  why(value: bigint): string
}

/** Weight and cap of credit2, which is Xen's scheduler unless its command line says otherwise, or of credit. */
function* schedule(run: Run): Generator<GuestEvent, Refused | undefined> {
  for (const share of sharesOf(run)) {
    const end = yield* scheduleShare(run, share)
    if (end) return end
  }
  return undefined
}

function sharesOf({ guest, xen }: Run): readonly Share[] {
  const most = emulatorNumber('weight-most', xen)
  const mostCap = 100 * Math.max(1, guest.vcpus?.value ?? 1)
  return [
    {
      option: 'cpu_weight',
      what: 'weight',
      least: 1n,
      most,
      why: (weight) => `the scheduler takes weights from 1 to ${most}, not ${weight}`
    },
    {
      option: 'cap',
      what: 'cap',
      least: 0n,
      most: mostCap,
      why: (cap) => `a cap of ${cap} % is more than its vCPUs can use (${mostCap} %)`
    }
  ]
}

function* scheduleShare(
  run: Run,
  { option, what, least, most, why }: Share
): Generator<GuestEvent, Refused | undefined> {
  const { guest } = run
  const value = draftAt(guest.survey.draft, `b_info.sched_params.${what}`)
  if (typeof value !== 'bigint' || (value >= least && value <= most)) return undefined
  const origin = settingOrigin(run, option) ?? wholeFile(run)
  const scheduler = optionOf(run, 'sched') ?? 'credit2'
  if (poolOf(run) !== 'usual') {
    yield doubt(`which scheduler its pool of CPUs has decides whether it takes this ${what}`, [], origin)
    return undefined
  }
  if (/^(?:arinc653|null|rtds)$/.test(scheduler)) {
    yield doubt(`what \`${scheduler}\` makes of a ${what} was not measured`, [], origin)
    return undefined
  }
  const text = `${what}-out-of-range${scheduler === 'credit' ? '-credit' : ''}`
  const lines = said(run, text, { most, code: -6 })
  return yield* refuse(run, { said: lines, why: why(value), origin })
}
