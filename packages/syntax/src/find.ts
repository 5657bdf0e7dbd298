import { endOf, isBranch, type Leaf, type Node, type Root } from './node.js'

/** The way down from the root to the leaf that holds an offset; the last leaf for the end of the text. */
export function pathTo(root: Root, offset: number): readonly Node[] {
  const path: Node[] = [root]
  for (let node: Node = root; isBranch(node); ) {
    const within: Node | undefined =
      node.children.find((each) => offset < endOf(each)) ?? node.children.at(-1)
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
