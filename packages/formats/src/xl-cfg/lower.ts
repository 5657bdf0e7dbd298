import { type Origin, originOf, type Setting, type Value } from '@xenlint/model'
import { type Branch, child, decodeString, isBranch, type Leaf, type Node, type Root } from '@xenlint/syntax'

/** The settings in order, as libxlu stores them; what it cannot read is absent. */
export function lower(tree: Root, file: string): Setting[] {
  const settings: Setting[] = []
  for (const node of tree.children) {
    if (!isBranch(node) || node.type !== 'setting') continue
    const name = child(node, 'name')
    if (name && !isBranch(name)) settings.push(lowerSetting(node, name, file))
  }
  return settings
}

function lowerSetting(setting: Branch, name: Leaf, file: string): Setting {
  const operator = setting.children.find(({ type }) => type === 'operator')
  const value = setting.children.at(-1)
  return {
    name: name.value,
    nameOrigin: originOf(name, file),
    operation: operator && !isBranch(operator) && operator.value === '+=' ? 'add' : 'set',
    value: value ? lowerValue(value, file) : { kind: 'absent', origin: originOf(setting, file) },
    origin: originOf(setting, file)
  }
}

// The grammar bounds the depth of lists, and so of this.
function lowerValue(node: Node, file: string): Value {
  const origin = originOf(node, file)
  if (isBranch(node)) {
    return node.type === 'list'
      ? { kind: 'list', items: itemsOf(node, file), origin }
      : { kind: 'absent', origin }
  }
  if (node.type === 'string') return quoted(node, origin)
  if (node.type === 'number') {
    const map = [
      { valueStart: 0, valueEnd: node.value.length, sourceStart: origin.start, sourceEnd: origin.end }
    ]
    return { kind: 'text', text: node.value, map, spelled: 'number', origin }
  }
  return { kind: 'absent', origin }
}

function quoted(node: Leaf, origin: Origin): Value {
  const { text, map } = decodeString(node.value, node.start, 'refused')
  return { kind: 'text', text, map, spelled: 'quoted', origin }
}

const elements = ['string', 'number', 'list', 'broken-string', 'junk']

function itemsOf(list: Branch, file: string): Value[] {
  return list.children
    .filter((node) => elements.includes(node.type) && !isStray(node))
    .map((node) => lowerValue(node, file))
}

// A comma too many, or a carriage return, is no item.
function isStray(node: Node): boolean {
  return !isBranch(node) && /^[,;\r]$/.test(node.value)
}
