import { text } from '#data/grub-scripts'
import { compareVersions } from './release.js'
import { once, rows } from './tables.js'

/** How `10_linux` and `20_linux_xen` make a menu, from a release of Debian on. */
export interface GrubScripts {
  readonly debian: string
  /** Names of systems to which `10_linux` adds no `GNU/Linux`; a star stands for any beginning. */
  readonly distributors: readonly string[]
  /** What orders kernels and hypervisors: versions as dpkg compares them, or `sort -V` with what is `.old` last. */
  readonly order: 'dpkg' | 'sort'
  readonly recovery: {
    /** First on the command line of a recovery entry, unless the variable says otherwise. */
    readonly words: string
    readonly variable?: string
    /** What `10_linux` alone puts behind that. */
    readonly added?: string
  }
  /** The variables that name what comes first. */
  readonly tops?: { readonly xen: string; readonly linux: string }
  /** Names of the ramdisk of a kernel, the first one that is there: `{older}` is the version without `.old`. */
  readonly initrds: readonly string[]
  /** Whether Xen gets all ramdisks in one module, microcode first, or each in its own, microcode last. */
  readonly xenInitrds: 'together' | 'apart'
  readonly source: string
}

export const grubScripts: () => readonly GrubScripts[] = once(() => rows<GrubScripts>(text))

/** The scripts of a release: `12`. */
export function grubScriptsOf(debian: string): GrubScripts {
  const row = grubScripts().findLast((each) => compareVersions(each.debian, debian) <= 0) ?? grubScripts()[0]
  if (!row) throw new Error('the catalogue has no scripts of GRUB')
  return row
}
