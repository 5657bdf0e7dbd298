import { servesFormat } from '@xenlint/catalogue'
import { absolutePath, type GuestDisk } from '@xenlint/model'
import { isFolder } from './presence.js'
import type { Run } from './run.js'

/**
 * Who is to serve a disk, as libxl picks: dom0's kernel, through the block script, QEMU, or blktap.
 * `undefined` where the file asks for one that cannot.
 */
export function backendOf(run: Run, disk: GuestDisk): Backend | undefined {
  const { backend } = wishOf(run, disk)
  return backends.find((each) => (backend === 'unknown' || backend === each) && canServe(run, disk, each))
}

type Backend = (typeof backends)[number]

/** In the order in which libxl tries them. */
const backends = ['phy', 'qdisk', 'tap'] as const

/** Whether libxl looks for the target itself; what it knows to be for another one it leaves to that. */
export function isLookedFor(run: Run, disk: GuestDisk): boolean {
  return disk.format !== 'empty' && !['qdisk', 'tap'].includes(wishOf(run, disk).backend)
}

/** CD drives of an HVM guest are QEMU's, whatever they hold. */
function wishOf({ guest }: Run, { backend, isCdrom }: GuestDisk): Pick<GuestDisk, 'backend'> {
  return { backend: isCdrom && guest.type === 'hvm' && backend === 'unknown' ? 'qdisk' : backend }
}

function canServe({ host, xen }: Run, disk: GuestDisk, backend: Backend): boolean {
  const { format, script, backendDomain, target } = disk
  if (!servesFormat(backend, format, xen)) return false
  if (backend !== 'phy') return backend === 'tap' || script === undefined
  const isOthers = format === 'empty' || script !== undefined || backendDomain !== undefined
  return isOthers || !isFolder(host, absolutePath(target.value))
}
