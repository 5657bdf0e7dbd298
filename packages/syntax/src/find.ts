import { endOf, isBranch, type Leaf, type Node, type Root } from './node.js'

/** The way down from the root to the leaf that holds an offset; the last leaf for the end of the text. */
export function pathTo(root: Root, offset: number): readonly Node[] {
  const path: Node[] = [root]
  for (let node: Node = root; isBranch(node); ) {
    const within: Node | undefined = node.children[firstEndingBehind(node.children, offset)]
    if (!within) break
    path.push(within)
    node = within
  }
  return path
}

/** The leaf that holds an offset, or nothing in an empty text. */
export function leafAt(root: Root, offset: number): Leaf | undefined {
  const last = pathTo(root, offset).at(-1)
  return last && !isBranch(last) ? last : undefined
}

// Children stand in order; the last one also holds the end of the text.
function firstEndingBehind(children: readonly Node[], offset: number): number {
  let low = 0
  let high = children.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (offset < endOf(children[middle] as Node)) high = middle
    else low = middle + 1
  }
  return low
}
