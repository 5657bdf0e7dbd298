import { text as xenWords } from '#data/xen-words'
import { type Span, within, type XenVersion } from './release.js'
import { rows } from './tables.js'

/** The words of an option of Xen that takes a few, one behind the other. */
export interface XenWordList extends Span {
  readonly option: string
  /** What stands between words; nothing where there is but one. */
  readonly separator: string
  readonly words: readonly string[]
  /** Words that may have a `no-` in front, or `=yes` behind. */
  readonly flags?: readonly string[]
  /** True where a yes or no may stand among them. */
  readonly bare?: true
  /** What the log says of a word it does not know, `{0}`, where that is not what it says of values. */
  readonly said?: string
}

export function xenWordList(option: string, version: XenVersion): XenWordList | undefined {
  return rows<XenWordList>(xenWords).find((row) => row.option === option && within(row, version))
}
