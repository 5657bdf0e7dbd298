import type { Release } from '@xenlint/catalogue'
import type { BootPlan } from '../boot/index.js'
import type { GuestPlan, GuestSurvey } from '../guest/index.js'
import type { NetworkPlan } from '../network/index.js'
import type { Origin } from '../origin.js'
import type { Setting } from '../setting.js'
import type { Facts } from './facts.js'
import type { Resources } from './resources.js'
import type { HostTree } from './tree.js'

/** A machine as its files and facts describe it, for one release. Origins name files as they are shown to people. */
export interface Host {
  readonly release: Release
  readonly facts: Facts
  readonly tree: HostTree
  /** True or false only where files or facts say so. */
  exists(path: string): boolean | undefined
  /** A path of the host as it is shown to people. */
  shown(path: string): string
  readonly network: HostNetwork
  readonly boot: HostBoot
  readonly xlConf: XlConf
  readonly lifecycle: HostLifecycle
  /** The program that starts guests; `undefined` where nothing tells which of two it is. */
  readonly toolstack: 'xl' | 'xm' | undefined
  /** Every guest file once, however many links lead to it, in the order of paths. */
  readonly guests: readonly HostGuest[]
  /** What guests ask for, by what it is. */
  readonly resources: Resources
}

/** What the network comes to once `ifup -a` has run. */
export interface HostNetwork {
  /** Of `/etc/network/interfaces`; absent where there is none. */
  readonly plan?: NetworkPlan
  readonly bridges: readonly Bridge[]
  /** Other names that something on the host defines: NICs, VLANs, bonds. */
  readonly interfaces: readonly HostInterface[]
  /** False where other programs (NetworkManager, netplan …) may make bridges that no file here names. */
  readonly isComplete: boolean
  /** What keeps it from being complete, for people. */
  readonly open: readonly string[]
}

export interface HostInterface {
  readonly name: string
  readonly origin?: Origin
  /** True where a file speaks of it and nothing makes it. */
  readonly isAbsent?: true
}

export interface Bridge extends HostInterface {
  /** Ports that are there when the bridge comes up; `undefined` where that is not known. */
  readonly ports: readonly string[] | undefined
  /** The ports that a file names one by one, each where it stands, whether it is there or not. */
  readonly portOrigins: readonly BridgePort[]
  /** Up at boot; `undefined` where that is not known. */
  readonly isUp: boolean | undefined
  /** Who makes it, for people: `ifupdown`, `systemd-networkd` … */
  readonly madeBy: string
}

export interface BridgePort {
  readonly name: string
  readonly origin: Origin
  /** Why the bridge comes up without it, where that is known. */
  readonly loss?: PortLoss
}

/** A port that a bridge cannot have: it is not there, nor what it stands on; another bridge has it; it is no port. */
export type PortLoss =
  | { readonly kind: 'absent' }
  | { readonly kind: 'parentless'; readonly parent: string }
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'unfit'; readonly what: string }

export interface HostBoot {
  /** What update-grub and GRUB make of the files; absent where the host has no `boot/`. */
  readonly plan?: BootPlan
  /** `GRUB_DEFAULT` as the files leave it, where it is set. */
  readonly defaultEntry?: Told<string>
  /** Whether Xen boots; `undefined` where that is not known. */
  readonly xen: boolean | undefined
  /** The words of Xen's command line, each where it was written; `undefined` where a command decides. */
  readonly xenOptions: readonly XenOption[] | undefined
  /** The same of dom0's kernel. */
  readonly dom0Options: readonly XenOption[] | undefined
  /** What `update-grub` has in its variables, as far as texts are known; none where it ends early. */
  readonly variables: ReadonlyMap<string, Told<string>>
  /** The same before it reads the files of `grub.d`. */
  readonly ownVariables: ReadonlyMap<string, Told<string>>
}

/** A word of Xen's command line: `dom0_mem=640M,max:640M`. */
export interface XenOption {
  /** As Xen looks it up: without the `no-` that may stand in front of it. */
  readonly name: string
  readonly isNegated?: true
  readonly value: string | undefined
  readonly origin: Origin
  readonly valueOrigin?: Origin
}

/** What `/etc/xen/xl.conf` sets; defaults are in the catalogue. */
export interface XlConf {
  readonly settings: readonly Setting[]
  /** True where xl cannot read it, and so does nothing at all. */
  readonly isRefused: boolean
  /** The last text or number of a name, as xl takes it. */
  value(name: string): { readonly text: string; readonly origin: Origin } | undefined
}

export interface HostLifecycle {
  /** Whether xendomains runs at boot at all; `undefined` where that is not known. */
  readonly isEnabled: boolean | undefined
  /** The paths of the auto folder in the order in which they are started, each with the guest it leads to. */
  readonly auto: readonly { readonly path: string; readonly guest?: HostGuest }[]
  /** What `/etc/default/xendomains` sets, as bash reads it. */
  readonly settings: readonly Setting[]
  /** The folder of state files, if one is set. */
  readonly saveFolder?: string
}

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
