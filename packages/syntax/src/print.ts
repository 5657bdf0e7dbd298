import { leaves } from './leaves.js'
import type { Node } from './node.js'

/** The text of a node; of a root, the whole file byte for byte. */
export function print(node: Node): string {
  let text = ''
  for (const leaf of leaves(node)) text += leaf.value
  return text
}
