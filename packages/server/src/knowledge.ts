import type { Snapshot } from '@xenlint/service'
import type { Abilities, Library, Page, Writing } from './protocol.js'

/** An open text whose host is known. */
export interface Asked {
  readonly snapshot: Snapshot
  readonly path: string
  readonly page: Page
}

/** What there is to answer with. */
export interface Knowledge {
  /** Waits until the host is known. */
  ask(uri: string): Promise<Asked | undefined>
  /** Every host that is known, those in the folders of the editor among them. */
  everyHost(): Promise<readonly Snapshot[]>
  readonly library: Library
  abilities(): Abilities
  writing(): Writing
}
