import { devicePath, type GuestDisk, type Host } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { needsOf, standing } from './standing.js'

/** The block script gives no guest a device that dom0 has mounted. */
export const diskMounted: HostRule = {
  id: 'disk-mounted',
  summary: 'A disk of a guest that the host mounts itself.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findMounted
}

function* findMounted({ host }: HostContext): Iterable<Finding> {
  const mounts = mountsOf(host)
  if (mounts.size === 0) return
  for (const [path, claims] of host.resources.all('disk').entries()) {
    const mount = mounts.get(devicePath(path))
    if (!mount) continue
    for (const { guest, index, origin } of claims) {
      const disk = guest.disks[index]
      if (!disk || !isHandedOut(disk) || (!disk.isWritable && mount.isReadOnly)) continue
      const how = disk.isWritable ? '' : 'read-write '
      yield {
        case: 'mounted',
        at: origin,
        severity: standing(guest),
        needs: needsOf(host),
        message: `\`/etc/fstab\` mounts \`${path}\` on \`${mount.folder}\` at boot, so the guest is not created: \`Device ${path} is mounted ${how}in the privileged domain, and so cannot be mounted ${disk.isWritable ? '' : 'read-only '}by a guest.\``
      }
    }
  }
}

interface Mount {
  readonly folder: string
  readonly isReadOnly: boolean
}

/** The devices that `/etc/fstab` mounts by itself; what it names by a label is not known. */
function mountsOf({ tree }: Host): Map<string, Mount> {
  const mounts = new Map<string, Mount>()
  for (const line of (tree.read(tree.real('/etc/fstab')) ?? '').split('\n')) {
    const [device = '', folder = '', kind, options = ''] = line.trim().split(/\s+/)
    const words = options.split(',')
    if (!device.startsWith('/dev/') || kind === 'swap' || !folder.startsWith('/')) continue
    if (words.some((word) => word === 'noauto' || word === 'x-systemd.automount' || word === 'nofail'))
      continue
    mounts.set(devicePath(device), { folder, isReadOnly: words.includes('ro') })
  }
  return mounts
}

/** A device that dom0's kernel serves: the script looks at it. */
function isHandedOut({ target, format, backend, script, backendDomain }: GuestDisk): boolean {
  const isPlain =
    format === 'raw' && backend !== 'qdisk' && script === undefined && backendDomain === undefined
  return isPlain && target.value.startsWith('/dev/')
}
