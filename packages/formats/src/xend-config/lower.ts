import { originOf, type Setting, type Text, type Value } from '@xenlint/model'
import { type Branch, isBranch, type Node, type Root } from '@xenlint/syntax'
import { textOf } from './string.js'

// No list that xend reads is nearly as deep; a tree may be.
const deepest = 100

/** Each `(name value …)` at the top, in the order of the file; of one name xend takes the first. */
export function lower(tree: Root, file: string): Setting[] {
  const settings: Setting[] = []
  for (const list of itemsOf(tree)) {
    if (!isBranch(list)) continue
    const [head] = itemsOf(list)
    if (!head || isBranch(head)) continue
    const name = textValue(head, file)
    const value = valueNode(list)
    settings.push({
      name: name.text,
      nameOrigin: name.origin,
      operation: 'set',
      value: value ? lowerValue(value, file, deepest) : { kind: 'absent', origin: originOf(list, file) },
      origin: originOf(list, file)
    })
  }
  return settings
}

/** The node that xend takes as the value of a setting: the first behind the name, but for a list of attributes. */
export function valueNode(list: Branch): Node | undefined {
  const [, ...rest] = itemsOf(list)
  const [first, second] = rest
  return first && isAttributes(first) ? second : first
}

/** The lists, atoms and strings of a list. */
export function itemsOf(list: Branch): Node[] {
  return list.children.filter(({ type }) => ['list', 'atom', 'string', 'open-string'].includes(type))
}

// `(@ (name value) …)` behind a name holds attributes of the setting.
function isAttributes(node: Node): boolean {
  if (!isBranch(node)) return false
  const [head] = itemsOf(node)
  if (!head || isBranch(head)) return false
  return (head.type === 'atom' ? head.value : textOf(head).text) === '@'
}

function lowerValue(node: Node, file: string, depth: number): Value {
  if (!isBranch(node)) return textValue(node, file)
  const origin = originOf(node, file)
  if (depth === 0) return { kind: 'unknown', why: `it nests deeper than ${deepest} lists`, origin }
  return { kind: 'list', items: itemsOf(node).map((item) => lowerValue(item, file, depth - 1)), origin }
}

function textValue(node: Exclude<Node, Branch>, file: string): Text {
  const origin = originOf(node, file)
  if (node.type !== 'atom') return { kind: 'text', ...textOf(node), spelled: 'quoted', origin }
  const { value: text, start } = node
  const map = [{ valueStart: 0, valueEnd: text.length, sourceStart: start, sourceEnd: origin.end }]
  return { kind: 'text', text, map, spelled: /^[0-9]+$/.test(text) ? 'number' : 'word', origin }
}
