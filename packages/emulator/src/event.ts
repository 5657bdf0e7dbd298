import type { Origin } from '@xenlint/model'

/** What happens on the host, one step at a time. */
export type Event =
  | { readonly type: 'entry-chosen'; readonly entry?: string; readonly xen: boolean | undefined }
  | XenStarted
  | { readonly type: 'bridge-left'; readonly bridge: string; readonly origin?: Origin }
  | { readonly type: 'memory-unknown'; readonly why: string; readonly needs: readonly string[] }
  | {
      readonly type: 'bridge-made'
      readonly bridge: string
      readonly ports?: readonly string[]
      /** Who makes it, where nothing tells whether that comes about. */
      readonly perhapsBy?: string
      readonly origin?: Origin
    }
  | {
      readonly type: 'network-failed'
      readonly status: number
      readonly message: string
      readonly origin?: Origin
    }
  | { readonly type: 'network-open'; readonly why: string }
  | GuestsLeft
  | GuestEvent
  | Parting

/** What `xl create` of one guest comes to, step by step. */
export type GuestEvent =
  | { readonly type: 'dom0-shrunk'; readonly byKiB: number }
  | { readonly type: 'id-taken'; readonly id: number }
  | DiskAttached
  | VifAttached
  | { readonly type: 'vif-lost'; readonly vif: string; readonly of: number; readonly origin: Origin }
  | PciAssigned
  | ScreenOpened
  | { readonly type: 'memory-claimed'; readonly KiB: number }
  | Doubted
  | Warned
  | Started
  | Refused
  | Skipped

export interface GuestsLeft {
  readonly type: 'guests-left'
  readonly why: string
  /** False where nobody asked for guests at boot. */
  readonly isFault: boolean
  /** What becomes of each: it is tried in vain, or never tried. */
  readonly guests: 'failed' | 'skipped'
}

export interface XenStarted {
  readonly type: 'xen-started'
  readonly totalKiB: number
  readonly xenKiB: number
  readonly dom0KiB: number
  /** What decides dom0's share, if anything was written. */
  readonly origin?: Origin
}

export interface DiskAttached {
  readonly type: 'disk-attached'
  /** One word for each device, however its path is written. */
  readonly device: string
  readonly target: string
  readonly vdev: string
  readonly isWritable: boolean
  /** The number of the loop device that serves it, where it is a file. */
  readonly loop?: number
  readonly origin: Origin
}

export interface VifAttached {
  readonly type: 'vif-attached'
  readonly vif: string
  /** What the script calls the card that QEMU plays beside it, where the file names the vif. */
  readonly played?: string
  /** Absent where it is routed. */
  readonly bridge?: string
  /** The guest's own, where dom0 has a route to it. */
  readonly address?: string
  readonly origin: Origin
}

/** QEMU shows the guest's screen on a port of dom0. */
export interface ScreenOpened {
  readonly type: 'screen-opened'
  readonly address: string
  readonly port: number
  readonly origin: Origin
}

export interface PciAssigned {
  readonly type: 'pci-assigned'
  readonly address: string
  readonly origin: Origin
}

/** Something decides that no file and no fact tells: the guest may fail here. */
export interface Doubted {
  readonly type: 'doubted'
  /** Set where a release that was measured would refuse the guest here: the cause, as it is of a refusal. */
  readonly case?: string
  readonly why: string
  /** The facts that would decide. */
  readonly needs: readonly string[]
  readonly origin?: Origin
}

/** xl says something of a guest, and goes on. */
export interface Warned {
  readonly type: 'warned'
  /** The row of what xl prints. */
  readonly case: string
  /** What xl prints, as it prints it. */
  readonly messages: readonly string[]
  readonly why: string
  readonly origin?: Origin
  /** True where nothing hangs on it for this guest. */
  readonly isIdle?: boolean
}

export interface Started {
  readonly type: 'started'
  readonly id: number
  readonly name: string
  readonly memoryKiB: number
  readonly vcpus: number
  readonly uuid?: string
  /** False where a doubt was left: then it may not run at all. */
  readonly isCertain: boolean
}

/** The last step of a guest that does not come up. */
export interface Refused {
  readonly type: 'refused'
  /** xl's exit status, or the signal that ends it. */
  readonly status: number | string
  /** What xl prints, as it prints it; process ids are masked. */
  readonly messages: readonly string[]
  /** A stable word for the cause: the row of what xl prints, or `file` where xl refuses what is written. */
  readonly case: string
  /** The cause in a sentence. */
  readonly why: string
  readonly origin?: Origin
  /** The facts that would tell whether it is so; without them a usual machine is meant. */
  readonly needs?: readonly string[]
  /** What else has a part in it. */
  readonly related?: { readonly message: string; readonly origin: Origin }
  /** Set where xl ends so, yet the guest stays. */
  readonly stays?: Started
}

export interface Skipped {
  readonly type: 'skipped'
  readonly why: string
}

/** A guest goes: its memory and devices are free again. */
export interface Parting {
  readonly type: 'parted'
  readonly id: number
  readonly name: string
  readonly how: 'saved' | 'migrated' | 'shut-down' | 'destroyed' | 'crashed' | 'killed' | 'lost'
  readonly why?: string
}
