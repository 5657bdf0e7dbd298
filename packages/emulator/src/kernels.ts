import { absolutePath, type Host, type Kernel } from '@xenlint/model'
import { type Cause, type Run, type Said, said, settingOrigin } from './run.js'

/** What is known of the inside of a guest's kernel; most are taken to be fine. */
function kernelOf({ guest, host }: Run): Kernel | undefined {
  if (!guest.kernel || guest.bootloader || guest.type === 'hvm') return undefined
  return insideOf(host, absolutePath(guest.kernel.value))
}

const known = new WeakMap<Host['facts'], ReadonlyMap<string, Kernel>>()

/** Facts stand before what the folder of a host holds, which may be a copy. */
function insideOf({ facts, tree }: Host, path: string): Kernel | undefined {
  if (facts.kernels === undefined && tree.kernel === undefined) return undefined
  const told =
    known.get(facts) ?? new Map((facts.kernels ?? []).map((kernel) => [tree.real(kernel.path), kernel]))
  known.set(facts, told)
  return told.get(tree.real(path)) ?? tree.kernel?.(path)
}

/** libxl looks for a loader that knows the kernel before it fills any memory. */
export function kernelFault(run: Run): Cause | undefined {
  const { guest } = run
  const kernel = kernelOf(run)
  if (!kernel || !guest.kernel) return undefined
  const { origin, value } = guest.kernel
  const isPv = guest.type === 'pv'
  if ((isPv ? kernel.pv : kernel.pvh) !== false) return undefined
  const type = settingOrigin(run, 'type') ?? settingOrigin(run, 'builder')
  const related = type && { related: { message: 'The kind of guest is set here.', origin: type } }
  if (!isPv && kernel.pv) {
    const why = `\`${value}\` is no kernel for a PVH guest, but for PV guests`
    return { said: said(run, 'kernel-not-pvh', { code: -3 }), why, origin, ...related }
  }
  if (kernel.pvh) {
    const why = `\`${value}\` is no kernel for a PV guest, but for PVH guests`
    return { said: said(run, 'kernel-not-pv', { code: -3 }), why, origin, ...related }
  }
  const why = `\`${value}\` is no kernel that a guest could boot`
  return { said: said(run, 'kernel-unloadable', { code: -3 }), why, origin }
}

/** The memory of a guest begins where its kernel does not, and may end before it does. */
export function kernelMisfit(run: Run): Cause | undefined {
  const { appetite, guest } = run
  const { firstPage, pages } = kernelOf(run) ?? {}
  if (firstPage === undefined || pages === undefined || !guest.kernel) return undefined
  const mostKiB = guest.maxMemoryMiB.isDefault ? appetite.memoryKiB : guest.maxMemoryMiB.value * 1024
  const total = Math.floor((guest.type === 'pv' ? appetite.memoryKiB : mostKiB) / 1024) * 256
  if (firstPage + pages <= total) return undefined
  const isBeyond = firstPage > total
  const why = `its kernel wants ${Math.ceil((firstPage + pages) / 256)} MiB of memory from the start of the guest's, which has ${total / 256}`
  const lines: Said = isBeyond
    ? said(run, 'kernel-oversized', tooLarge('padding', firstPage, total, 0))
    : said(run, 'kernel-oversized', tooLarge('kernel', pages, total, firstPage))
  return { said: lines, why, origin: guest.memoryMiB.origin }
}

function tooLarge(part: string, pages: number, total: number, end: number): Record<string, string | number> {
  const hexadecimal = (number: number): string => `0x${number.toString(16)}`
  return { part, pages: hexadecimal(pages), total: hexadecimal(total), end: hexadecimal(end), code: -3 }
}
