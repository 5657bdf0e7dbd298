import type { Release } from '@xenlint/catalogue'
import type { BootPlan } from '../boot/index.js'
import type { InterfacesReading } from '../interfaces/index.js'
import type { NetworkPlan } from '../network/index.js'
import type { Origin } from '../origin.js'
import type { Setting } from '../setting.js'
import type { XenOption } from '../xen-command-line/option.js'
import type { Facts } from './facts.js'
import type { HostGuest, Told } from './host-guest.js'
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
  /** What ifup reads, where the file is in its own dialect; origins name files by their paths on the host. */
  readonly reading?: InterfacesReading
  /** Set where no hook makes a bridge of what stanzas say of one. */
  readonly isHookless?: true
  readonly bridges: readonly Bridge[]
  /** Other names that something on the host defines: NICs, VLANs, bonds. */
  readonly interfaces: readonly HostInterface[]
  /** Names of which stanzas tell that nothing gives them an IPv4 address. */
  readonly unaddressed: readonly string[]
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

/** A port that a bridge cannot have: it is not there, nor what it stands on, nor what would make its VLAN; another bridge has it; it is no port. */
export type PortLoss =
  | { readonly kind: 'absent' }
  | { readonly kind: 'parentless'; readonly parent: string }
  | { readonly kind: 'unmade' }
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'unfit'; readonly what: string }

export interface HostBoot {
  /** What update-grub and GRUB make of the files; absent where the host has no `boot/`. */
  readonly plan?: BootPlan
  /** `GRUB_DEFAULT` as the files leave it, where it is set. */
  readonly defaultEntry?: Told<string>
  /** Whether Xen boots; `undefined` where that is not known. */
  readonly xen: boolean | undefined
  /** Set where no file of the folder is one that tells Xen's command line. */
  readonly isUnwritten?: true
  /** The words of Xen's command line, each where it was written; `undefined` where a command decides. */
  readonly xenOptions: readonly XenOption[] | undefined
  /** The same of dom0's kernel. */
  readonly dom0Options: readonly XenOption[] | undefined
  /** What `update-grub` has in its variables, as far as texts are known; none where it ends early. */
  readonly variables: ReadonlyMap<string, Told<string>>
  /** The same before it reads the files of `grub.d`. */
  readonly ownVariables: ReadonlyMap<string, Told<string>>
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
  readonly auto: readonly AutoStart[]
  /** What `/etc/default/xendomains` sets, as bash reads it. */
  readonly settings: readonly Setting[]
  /** The folder of state files, if one is set. */
  readonly saveFolder?: string
}

/** A path of the auto folder; without a guest where it leads to none. */
export interface AutoStart {
  readonly path: string
  readonly guest?: HostGuest
}
