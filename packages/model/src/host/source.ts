import type { Release } from '@xenlint/catalogue'
import type { GuestText } from '../guest/index.js'
import type { Facts } from './facts.js'
import type { HostTree } from './tree.js'

/** What a host is assembled from. Who fills it reads each file once, for the host and for all else. */
export interface HostSource {
  /** With the texts that count: what an editor holds open stands before what lies on disk. */
  readonly tree: HostTree
  readonly facts: Facts
  readonly release: Release
  /** The files that describe guests, each by its real path on the host. */
  readonly guests: readonly string[]
  /** Of these the ones whose texts may be others than in the host of before; absent where any may be. */
  readonly changed?: ReadonlySet<string>
  /** A path of the host as it is shown to people. */
  shown(path: string): string
  /** A file as one of a format, by its real path; `undefined` where it cannot be read. */
  read(path: string, format: 'xl-cfg' | 'xl-conf' | 'interfaces'): GuestText | undefined
}
