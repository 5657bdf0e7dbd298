import type { Setting, Text, Value } from '@xenlint/model'
import type { StringGrammar } from '@xenlint/syntax'
import type { Format } from './format.js'

/** A text of a setting that is written in a language of its own. */
export interface Embedding {
  readonly setting: Setting
  readonly grammar: StringGrammar
  readonly text: Text
}

/** The texts of a setting that hold a language of their own, in the order of the file. */
export function* embeddingsOf({ inside }: Format, setting: Setting): Iterable<Embedding> {
  const grammar = inside?.(setting.name)
  if (grammar === undefined) return
  const pending: Value[] = [setting.value]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === 'text') yield { setting, grammar, text: next }
    if (next.kind === 'list') for (const item of next.items.toReversed()) pending.push(item)
  }
}
