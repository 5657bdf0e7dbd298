import type { GuestPlan, GuestSurvey } from '../guest/index.js'
import type { Origin } from '../origin.js'
import type { Setting } from '../setting.js'

/** A guest as one file describes it, and what others may share with it. */
export interface HostGuest {
  /** The file as it is shown. */
  readonly file: string
  /** Its real path on the host. */
  readonly path: string
  /** The paths in the auto folder that lead to it: it starts at boot. */
  readonly auto: readonly string[]
  /** What stands for a guest that is not meant to run beside the others: a copy, a backup, an install variant. */
  readonly variantOf?: string
  readonly name: Told<string> | undefined
  readonly settings: readonly Setting[]
  /** True where xl takes the file: its plan then ends well. */
  isTaken(): boolean
  /** What xl does with the file; made when it is first asked for. */
  plan(): GuestPlan
  readonly survey: GuestSurvey
  readonly type: 'pv' | 'pvh' | 'hvm'
  readonly memoryMiB: Told<number>
  readonly maxMemoryMiB: Told<number>
  /** `undefined` where the file sets none: libxl then counts none in its sums. */
  readonly vcpus: Told<number> | undefined
  readonly uuid?: Told<string>
  readonly kernel?: Told<string>
  readonly ramdisk?: Told<string>
  readonly bootloader?: Told<string>
  readonly nics: readonly GuestNic[]
  readonly disks: readonly GuestDisk[]
  readonly pciDevices: readonly GuestPciDevice[]
  /** Ports of VNC servers that are fixed: no search for a free one. */
  readonly vncPorts: readonly Told<number>[]
  /** The same with the address that each listens on. */
  readonly vncScreens: readonly GuestVnc[]
}

/** A screen of a guest on a port that is fixed. */
export interface GuestVnc {
  readonly address: string
  readonly port: Told<number>
}

/** A value and the place that says it: the setting, the key in a string, or the whole file for a default. */
export interface Told<T> {
  readonly value: T
  readonly origin: Origin
  /** True where nothing is written and the reader's default holds. */
  readonly isDefault?: true
}

export interface GuestNic {
  /** The whole device string. */
  readonly origin: Origin
  readonly devid: number
  readonly mac?: Told<string>
  /** With xl.conf's or libxl's default where none is written. */
  readonly bridge: Told<string>
  readonly script: Told<string>
  readonly vifname?: Told<string>
  readonly ip?: Told<string>
  readonly model?: Told<string>
  /** Set where another domain serves it: its bridge is there, not on this host. */
  readonly backendDomain?: string
}

export interface GuestDisk {
  readonly origin: Origin
  readonly target: Told<string>
  readonly format: string
  readonly backend: string
  readonly vdev: Told<string>
  readonly isWritable: boolean
  readonly isCdrom: boolean
  readonly script?: Told<string>
  /** Set where another domain serves it: its path is not on this host. */
  readonly backendDomain?: string
}

export interface GuestPciDevice {
  readonly origin: Origin
  /** `0000:03:00.0`. */
  readonly address: string
  readonly isSeized: boolean
}
