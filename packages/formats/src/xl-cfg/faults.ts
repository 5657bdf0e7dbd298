import { type Branch, isBranch, type Leaf, type Node, type Root } from '@xenlint/syntax'

/** A piece of text that nobody can read, or a place where something is missing, with what stands around it. */
export interface Fault {
  readonly leaf: Leaf
  readonly parent: Branch
  /** Where the leaf stands among its parent's children. */
  readonly index: number
  /** The setting that it belongs to, or that stands before it on its line. */
  readonly setting?: Branch
  /** The nearest node before it in its branch that is no space. */
  readonly before?: Node
}

/** All faults of a tree, in the order of the text. */
export function faultsOf(tree: Root): Fault[] {
  const faults: Fault[] = []
  const pending: Iterator<Visit>[] = [visits(tree)]
  for (let top = pending.at(-1); top; top = pending.at(-1)) {
    const { done, value: visit } = top.next()
    if (done) pending.pop()
    else if (isBranch(visit.node)) pending.push(visits(visit.node, visit.setting))
    else if (visit.node.type === 'junk' || visit.node.type === 'missing')
      faults.push({
        leaf: visit.node,
        parent: visit.parent,
        index: visit.index,
        ...(visit.setting && { setting: visit.setting }),
        ...(visit.before && { before: visit.before })
      })
  }
  return faults
}

interface Visit {
  readonly node: Node
  readonly parent: Branch
  readonly index: number
  readonly setting?: Branch | undefined
  readonly before?: Node | undefined
}

function* visits(parent: Branch, outer?: Branch): Generator<Visit, undefined> {
  let before: Node | undefined
  let setting = outer
  for (const [index, node] of parent.children.entries()) {
    if (isBranch(node) && node.type === 'setting') setting = node
    yield { node, parent, index, setting, before }
    if (!outer && (node.type === 'newline' || node.type === 'semicolon')) setting = undefined
    if (node.type !== 'space') before = node
  }
  return undefined
}
