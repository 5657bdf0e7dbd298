import { type Branch, isBranch, type Leaf, type Node } from './node.js'

/** All leaves below a node, in the order of the text. Needs no call stack, however deep the tree. */
export function* leaves(node: Node): Generator<Leaf> {
  const pending: Node[] = [node]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (!isBranch(next)) yield next
    else
      for (let index = next.children.length - 1; index >= 0; index--)
        pending.push(next.children[index] as Node)
  }
}

/** All branches of one type below a node, outermost first. */
export function* branches(node: Node, type: string): Generator<Branch> {
  const pending: Node[] = [node]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (!isBranch(next)) continue
    if (next.type === type) yield next
    for (let index = next.children.length - 1; index >= 0; index--) pending.push(next.children[index] as Node)
  }
}

/** The first child of one type, if there is one. */
export function child(node: Branch, type: string): Node | undefined {
  return node.children.find((each) => each.type === type)
}
