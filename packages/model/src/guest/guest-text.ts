import type { Root } from '@xenlint/syntax'
import type { Setting } from '../setting.js'

/** A guest's file, read once for all who ask. */
export interface GuestText {
  /** The file as it is shown. */
  readonly file: string
  readonly text: string
  /** How its bytes became characters; absent: UTF-8. */
  readonly encoding?: 'utf-8' | 'latin1'
  readonly tree: Root
  readonly settings: readonly Setting[]
}
