import { absolutePath, type GuestDisk } from '@xenlint/model'
import { isFolder } from './presence.js'
import type { Run } from './run.js'

/**
 * Who is to serve a disk, as libxl picks: dom0's kernel, through the block script, or QEMU.
 * `undefined` where the file asks for one that cannot.
 */
export function backendOf(run: Run, disk: GuestDisk): 'phy' | 'qdisk' | undefined {
  const { backend } = wishOf(run, disk)
  switch (backend) {
    case 'phy':
      return isFitForPhy(run, disk) ? 'phy' : undefined
    case 'qdisk':
      return disk.script === undefined ? 'qdisk' : undefined
    case 'unknown':
      if (isFitForPhy(run, disk)) return 'phy'
      return disk.script === undefined ? 'qdisk' : undefined
    default:
      return undefined
  }
}

/** Whether libxl looks for the target itself; what it knows to be for QEMU it leaves to it. */
export function isLookedFor(run: Run, disk: GuestDisk): boolean {
  return disk.format !== 'empty' && wishOf(run, disk).backend !== 'qdisk'
}

/** CD drives of an HVM guest are QEMU's, whatever they hold. */
function wishOf({ guest }: Run, { backend, isCdrom }: GuestDisk): Pick<GuestDisk, 'backend'> {
  return { backend: isCdrom && guest.type === 'hvm' && backend === 'unknown' ? 'qdisk' : backend }
}

function isFitForPhy({ host }: Run, { format, script, backendDomain, target }: GuestDisk): boolean {
  if (format !== 'raw') return false
  return script !== undefined || backendDomain !== undefined || !isFolder(host, absolutePath(target.value))
}
