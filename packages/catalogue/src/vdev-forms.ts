import { text as bootImageRows } from '#data/boot-images'
import { text as prefixRows } from '#data/disk-prefixes'
import { text as movedRows } from '#data/moved-tools'
import { text as vdevRows } from '#data/vdev-forms'
import type { GuestType } from './option.js'
import { type PerRelease, perRelease } from './per-release.js'
import type { Span } from './release.js'
import { rows } from './tables.js'

/** A way to name a virtual disk: the prefix, letters for the disk, a number for the partition. */
export interface VdevForm {
  readonly prefix: string
  /** How many there may be. */
  readonly disks: number
  readonly partitions: number
  /** How many of an HVM guest's QEMU makes drives of, by the bus that they are on; absent: all, on a SCSI bus. */
  readonly drives?: { readonly ide: number; readonly ahci: number }
}

export function vdevForms(): readonly VdevForm[] {
  return rows(vdevRows)
}

/** A prefix of a disk's target that says no more than its format. */
export interface DiskPrefix extends Span {
  readonly prefix: string
  readonly format?: string
}

/** Those that one release knows. */
export const diskPrefixesAt: PerRelease<DiskPrefix> = perRelease(() => rows<DiskPrefix>(prefixRows))

/** A file that some guests can boot, by its name. */
export interface BootImage {
  readonly option: string
  readonly pattern: string
  /** The guests that can boot it; none where it is the wrong option for it. */
  readonly guests: readonly GuestType[]
  readonly what: string
}

export function bootImages(): readonly BootImage[] {
  return rows(bootImageRows)
}

/** A file that stands elsewhere on Debian. */
export interface MovedTool extends Span {
  readonly option: string
  readonly pattern: string
  readonly what: string
  /** What Debian has in its place, and what that comes to. */
  readonly use: string
  readonly then: string
}

export function movedTools(): readonly MovedTool[] {
  return rows(movedRows)
}
