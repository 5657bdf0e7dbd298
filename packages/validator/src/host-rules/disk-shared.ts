import { emulatorNumber } from '@xenlint/catalogue'
import { namesBlock } from '@xenlint/emulator'
import type { Claim, GuestDisk, Host } from '@xenlint/model'
import type { Finding, HostContext, HostRule } from '../rule.js'
import { type Clash, clashes, meeting, nameOf, severityOf } from './clash.js'
import { needsOf } from './standing.js'

/** The block script lets two guests have a disk only if both only read it; what goes around the script is written twice. */
export const diskShared: HostRule = {
  id: 'disk-shared',
  summary: 'One disk for two guests of which at least one writes to it.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findShared
}

function* findShared({ host }: HostContext): Iterable<Finding> {
  for (const clash of clashes(host, 'disk', isRefused, isWriter)) {
    const { claim, other } = clash
    yield {
      case: isGuarded(host, clash) ? 'refused' : 'written-twice',
      at: claim.origin,
      severity: severityOf(clash, 'error'),
      needs: needsOf(host),
      message: `\`${diskOf(claim)?.target.value}\` is a disk of \`${nameOf(other)}\` too, ${meeting(clash)}: ${consequence(host, clash)}.`,
      related: [{ at: other.origin, message: `The same disk in \`${nameOf(other)}\`.` }]
    }
  }
}

/** Where the block script lets only one of two guests have a disk. */
function isGuarded({ release }: Host, { claim, other }: Clash): boolean {
  return isPlain(claim) && isPlain(other) && emulatorNumber('disks-guarded', release.xen) === 1
}

function consequence(host: Host, clash: Clash): string {
  const { claim, other, isLater } = clash
  if (!isGuarded(host, clash)) {
    const script =
      isPlain(claim) && isPlain(other) ? 'the block script of this Xen lets both have it, so ' : ''
    if (isWriter(claim) && isWriter(other)) return `${script}both write to it, and what is on it is lost`
    const [writer, reader] = isWriter(claim) ? [claim, other] : [other, claim]
    return `${script}\`${nameOf(writer)}\` changes what \`${nameOf(reader)}\` reads`
  }
  const [first, second] = isLater ? [other, claim] : [claim, other]
  const name = isLater ? 'this guest' : `\`${nameOf(second)}\``
  const [before, now] = diskOf(second)?.isWritable
    ? ['', '']
    : diskOf(first)?.isWritable
      ? [' read-write', ' read-only']
      : ['', '']
  return `${name} is not created, as the device \`is mounted${before} in a guest domain, and so cannot be mounted${now} now\``
}

function diskOf({ guest, index }: Claim): GuestDisk | undefined {
  return guest.disks[index]
}

/** A device or a plain file, which the block script hands out; all else QEMU opens, or a script of somebody's own. */
function isPlain(claim: Claim): boolean {
  const disk = diskOf(claim)
  return disk !== undefined && disk.format === 'raw' && disk.backend !== 'qdisk' && !hasOwnScript(disk)
}

function isWriter(claim: Claim): boolean {
  return diskOf(claim)?.isWritable === true
}

function isRefused(one: Claim, other: Claim): boolean {
  const [first, second] = [diskOf(one), diskOf(other)]
  if (!first || !second || first.isCdrom || second.isCdrom) return false
  // A script knows what it shares: a cluster's file system, a snapshot for each guest.
  if (hasOwnScript(first) || hasOwnScript(second)) return false
  return first.isWritable || second.isWritable
}

/** `script=block` says what runs anyway. */
function hasOwnScript(disk: GuestDisk): boolean {
  return disk.script !== undefined && !namesBlock(disk)
}
