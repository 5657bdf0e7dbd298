import type { Node } from '@xenlint/syntax'
import { endOf } from '@xenlint/syntax'

/** A place in a file: offsets in UTF-16 units, from `start` up to but not including `end`. */
export interface Origin {
  readonly file: string
  readonly start: number
  readonly end: number
}

export function originOf(node: Node, file: string): Origin {
  return { file, start: node.start, end: endOf(node) }
}
