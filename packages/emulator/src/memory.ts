import { emulatorNumber, type XenVersion } from '@xenlint/catalogue'
import {
  type Dom0Memory,
  dom0Pages,
  draftAt,
  type Host,
  type HostGuest,
  readDom0Memory
} from '@xenlint/model'
import { emulatedNics } from './emulated.js'
import type { Doubted, XenStarted } from './event.js'
import { doubt, type Run } from './run.js'

/** How the machine's memory is shared out when Xen has built dom0. */
export function shareOut(host: Host, machineMiB: number): XenStarted {
  const { xen } = host.release
  const number = (name: string): number => emulatorNumber(name, xen)
  const totalKiB = machineMiB * 1024 - number('machine-lost')
  const extraCpus = (host.facts.cpus ?? 1) - 1
  const tables = tableKiB('xen-each-frame', totalKiB, xen) + tableKiB('xen-each-translation', totalKiB, xen)
  const xenKiB = number('xen-fixed') + tables + extraCpus * number('xen-each-cpu')
  const availableKiB = totalKiB - xenKiB - number('dom0-build-reserve')
  const option = host.boot.xenOptions?.findLast(({ name }) => name === 'dom0_mem')
  const dom0KiB = 4 * dom0Pages(dom0Memory(host), Math.floor(availableKiB / 4))
  return { type: 'xen-started', totalKiB, xenKiB, dom0KiB, ...(option && { origin: option.origin }) }
}

/** A table that Xen keeps of all pages: it is made of large ones. */
function tableKiB(each: string, totalKiB: number, xen: XenVersion): number {
  const step = emulatorNumber('xen-table-step', xen)
  return Math.ceil(((totalKiB / 4) * emulatorNumber(each, xen)) / 1024 / step) * step
}

/** What the command line asks for: each `dom0_mem` adds to those before. */
function dom0Memory({ boot, release }: Host): Dom0Memory {
  const read = (boot.xenOptions ?? []).map(({ name, value }) =>
    name === 'dom0_mem' && value !== undefined ? readDom0Memory(value, release.xen) : { amounts: [] }
  )
  return Object.assign({ amounts: [] }, ...read)
}

/** The doubt where no file tells what dom0 is given, and a smaller dom0 would leave enough. */
export function leftOpen(run: Run, takenKiB: number, wanted: string): Doubted | undefined {
  const { memory } = run.state
  if (!run.host.boot.isUnwritten || !memory || takenKiB > memory.freeKiB + memory.dom0KiB) return undefined
  const why = `${wanted}, and what dom0 leaves hangs on \`${file}\`, which is not among the files`
  return doubt(why, [], run.guest.memoryMiB.origin)
}

const file = '/etc/default/grub'

/** What a guest is given, and what it costs beside. */
export interface Appetite {
  readonly memoryKiB: number
  /** What Xen says it has: the images of an HVM guest's devices count. */
  readonly listedKiB: number
  /** Its memory and what Xen keeps for it. */
  readonly takenKiB: number
  /** What xl wants to be free before it begins, where it may shrink dom0. */
  readonly needKiB: number
  /** What its page tables are reckoned to take, or are given. */
  readonly tablesKiB: bigint
  /** False where that is nonsense, as the file gives no memory to reckon with. */
  readonly isReckoned: boolean
}

interface Asked {
  readonly release: Host['release']
  readonly facts: Host['facts']
  readonly appetite: Appetite
}

const asked = new WeakMap<HostGuest, Asked>()

/** Worked out once for a guest on one machine. */
export function appetiteOf(guest: HostGuest, { release, facts }: Pick<Host, 'release' | 'facts'>): Appetite {
  const known = asked.get(guest)
  if (known?.release === release && known.facts === facts) return known.appetite
  const appetite = reckoned(guest, { release, facts })
  asked.set(guest, { release, facts, appetite })
  return appetite
}

function reckoned(guest: HostGuest, host: Pick<Host, 'release' | 'facts'>): Appetite {
  const { xen } = host.release
  const number = (name: string): number => emulatorNumber(name, xen)
  const kind = guest.type
  const memoryKiB = givenMiB(guest) * 1024
  const counted = guest.vcpus?.value ?? 0
  // Page tables of a PVH guest, and in xl's sum those of any guest.
  const written = draftAt(guest.survey.draft, 'b_info.shadow_memkb')
  const tablesKiB = typeof written === 'bigint' ? written : reckonedTables(guest, host)
  const tables = Number(tablesKiB)
  const step = number('need-step')
  const poolStep = number('pool-step')
  const need = memoryKiB + tables + number(`need-fixed-${kind}`)
  const vcpus = Math.max(1, counted)
  const images = kind === 'hvm' ? imagesOf(guest, xen) : 0
  const overhead = number(`taken-fixed-${kind}`) + (vcpus - 1) * number(`taken-each-vcpu-${kind}`) + images
  return {
    memoryKiB,
    listedKiB: memoryKiB + (kind === 'hvm' ? images - number('window-hvm') : 0),
    takenKiB: memoryKiB + overhead + (kind === 'pv' ? 0 : Math.ceil(tables / poolStep) * poolStep),
    needKiB: Math.ceil(need / step) * step,
    tablesKiB,
    isReckoned: typeof written === 'bigint' || guest.maxMemoryMiB.isDefault !== true
  }
}

/** What QEMU puts into a guest's memory beside: the images of its cards, and UEFI. */
function imagesOf(guest: HostGuest, xen: XenVersion): number {
  const { draft } = guest.survey
  const cards = draftAt(draft, 'b_info.u.hvm.vga.kind') === 'none' ? 0 : 1
  return (
    cards * emulatorNumber('taken-graphics-card', xen) +
    emulatedNics(guest).length * emulatorNumber('taken-each-emulated-nic', xen) +
    (draftAt(draft, 'b_info.u.hvm.bios') === 'ovmf' ? emulatorNumber('taken-ovmf', xen) : 0)
  )
}

/** What a guest runs with: one of its own kind never has more than `maxmem`, whatever `memory` says. */
export function givenMiB({ type, memoryMiB, maxMemoryMiB }: HostGuest): number {
  return type === 'pv' || maxMemoryMiB.isDefault
    ? memoryMiB.value
    : Math.min(memoryMiB.value, maxMemoryMiB.value)
}

/** libxl reckons before it gives a guest the memory that its file does not: with all that the number holds. */
const unset = (1n << 64n) - 1n

function reckonedTables(guest: HostGuest, { release, facts }: Pick<Host, 'release' | 'facts'>): bigint {
  const { xen } = release
  const { value, isDefault } = guest.maxMemoryMiB
  const most = isDefault ? unset / 1024n : BigInt(Math.floor(value))
  // A guest of its own kind without the processor's help may have its tables twice.
  const isTwice = guest.type !== 'pv' && (draftAt(guest.survey.draft, 'c_info.hap') ?? facts.hvm) === false
  const each = BigInt(emulatorNumber(isTwice ? 'need-each-mebibyte-shadow' : 'need-each-mebibyte', xen))
  return each * most + BigInt(emulatorNumber('need-each-vcpu', xen) * (guest.vcpus?.value ?? 0))
}

/** What dom0 cannot be shrunk below, and what is enough for it, as far as that was seen: in between its programs decide. */
export function dom0Needs(bootKiB: number, xen: XenVersion): { floorKiB: number; enoughKiB: number } {
  const of = (name: string): number =>
    emulatorNumber(`${name}-fixed`, xen) + bootKiB * emulatorNumber(`${name}-part`, xen)
  const floor = Math.min(of('dom0-floor'), emulatorNumber('dom0-floor-most', xen))
  return { floorKiB: Math.floor(floor / 4) * 4, enoughKiB: of('dom0-enough') }
}
