import type { Origin } from '../origin.js'

/** A word of Xen's command line: `dom0_mem=640M,max:640M`. */
export interface XenOption {
  /** As Xen looks it up: without the `no-` that may stand in front of it. */
  readonly name: string
  readonly isNegated?: true
  readonly value: string | undefined
  readonly origin: Origin
  readonly valueOrigin?: Origin
}
