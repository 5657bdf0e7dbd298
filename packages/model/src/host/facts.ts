import type { Kernel } from './kernel-image.js'

/** What is known of a machine that its files cannot tell. What is absent here is unknown, never "none". */
export interface Facts {
  readonly debian?: string
  readonly xen?: string
  readonly memoryMiB?: number
  readonly cpus?: number
  /** Whether its processor runs guests of its own kind: HVM and PVH. */
  readonly hvm?: boolean
  /** Whether Xen was built with shadow paging, which Debian has given up with 4.17.7 and 4.20.3. */
  readonly shadow?: boolean
  /** Whether an IOMMU is on, so that devices can be passed on. */
  readonly iommu?: boolean
  /** How many NUMA nodes there are; a machine of which nobody says is planned with one. */
  readonly nodes?: number
  /** Names of the pools of CPUs that there are when guests start; `Pool-0` always is. */
  readonly pools?: readonly string[]
  /** Names of the machine's own interfaces. */
  readonly nics?: readonly string[]
  /** Names of all bridges that are up when guests start, whoever makes them. */
  readonly bridges?: readonly string[]
  /** Paths that are there although the host's folder does not hold them. */
  readonly files?: readonly string[]
  /** Paths that are not there. */
  readonly absent?: readonly string[]
  /** What kernels are good for, each by its path. */
  readonly kernels?: readonly ({ readonly path: string } & Kernel)[]
  /** Permissions of files, in octal: `600`. */
  readonly modes?: Readonly<Record<string, string>>
  /** Those that are empty were never written to. */
  readonly volumes?: readonly {
    readonly path: string
    readonly sizeMiB?: number
    readonly empty?: boolean
  }[]
  /** Addresses of the machine's PCI devices, `0000:03:00.0`. */
  readonly pci?: readonly string[]
  /** Addresses of devices that xl can hand to guests once the machine is up. */
  readonly assignable?: readonly string[]
  readonly rootUuid?: string
  readonly rootDevice?: string
  readonly rootPartUuid?: string
  readonly separateBoot?: boolean
  /** Where file systems are mounted. */
  readonly mounts?: readonly string[]
  /** Room that is left, by path of a folder. */
  readonly freeMiB?: Readonly<Record<string, number>>
  readonly running?: readonly { readonly id: number; readonly name: string }[]
  readonly saved?: readonly string[]
  /** Commands that fail, `save:db`. */
  readonly failing?: readonly string[]
  /** Commands and how many seconds they take, `save:web:10`. */
  readonly slow?: readonly string[]
  /** Guests that do not heed a shutdown. */
  readonly ignoring?: readonly string[]
  /** The program that starts guests, where no file tells which of two it is. */
  readonly toolstack?: 'xl' | 'xm'
  readonly xendomains?: 'debian' | 'upstream'
}
