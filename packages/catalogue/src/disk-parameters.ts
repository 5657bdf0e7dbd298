import rows from '../data/disk-parameters.json' with { type: 'json' }
import { type PerRelease, perRelease } from './per-release.js'
import type { Span } from './release.js'

/** A named parameter of a disk string: `key=value`, or a word that stands alone. */
export interface DiskParameter extends Span {
  readonly key?: string
  readonly word?: string
  readonly as:
    | 'text'
    | 'target'
    | 'format'
    | 'access'
    | 'choice'
    | 'port'
    | 'refused'
    | 'yes'
    | 'no'
    | 'true'
    | 'false'
  readonly into?: string
  /** The table of the words that the value may be. */
  readonly words?: string
  readonly refusal?: string
}

/** In the order in which xl's scanner prefers them where two fit alike. */
export const diskParameters: readonly DiskParameter[] = rows as readonly DiskParameter[]

/** Those that one release reads. */
export const diskParametersAt: PerRelease<DiskParameter> = perRelease(() => diskParameters)
