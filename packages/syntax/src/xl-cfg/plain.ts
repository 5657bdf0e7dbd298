import { type Branch, isBranch, type Node, type Root } from '../node.js'
import type { Recognition, XlSetting, XlValue } from './recognise.js'

type XlText = XlValue & { readonly kind: 'text' }

/**
 * What every dialect makes of a text whose tree holds nothing that one of them could read otherwise; none where it
 * does. Most files are such, and their tree was made already.
 */
export function plainRecognition({ children }: Root, text: string): Recognition | undefined {
  if (!text.endsWith('\n')) return undefined
  const settings: XlSetting[] = []
  let line = 1
  for (const node of children) {
    if (isBranch(node)) {
      const setting = plainSetting(node, line)
      if (!setting) return undefined
      settings.push(setting.setting)
      line = setting.end
    } else if (node.type === 'newline') line++
    else if (!fillers.has(node.type)) return undefined
  }
  return { refusals: [], settings, pythonHint: false, undisputed: true }
}

// A comment stands before its line end, which is a leaf of its own; one `#` at the very end is no plain text.
const fillers: ReadonlySet<string> = new Set(['space', 'comment', 'semicolon'])

interface Counted {
  readonly setting: XlSetting
  /** The line on which the setting ends. */
  readonly end: number
}

function plainSetting({ type, children }: Branch, line: number): Counted | undefined {
  const name = children[0]
  const last = children.length - 1
  const value = children[last]
  if (type !== 'setting' || last === 0 || !name || !value || isBranch(name)) return undefined
  if (name.type !== 'name' || name.value.includes('.')) return undefined
  for (let index = 1; index < last; index++) if (!isPlainBetween(children[index] as Node)) return undefined
  const read = isBranch(value) ? plainList(value, line) : plainText(value, line)
  if (!read) return undefined
  const setting = { name: name.value, operation: 'set', value: read, line } as const
  return { setting, end: isBranch(value) ? line + lineEnds(value) : line }
}

function isPlainBetween(node: Node): boolean {
  return !isBranch(node) && (node.type === 'space' || (node.type === 'operator' && node.value === '='))
}

/** Strings and numbers, none of them in a list of its own; an empty list is told by the line behind it. */
function plainList({ type, children }: Branch, first: number): XlValue | undefined {
  if (type !== 'list') return undefined
  const items: XlText[] = []
  let line = first
  for (const node of children) {
    if (node.type === 'newline') line++
    else if (!between.has(node.type)) {
      const item = plainText(node, line)
      if (!item) return undefined
      items.push(item)
    }
  }
  return items[0] && { kind: 'list', items, line: items[0].line }
}

const between: ReadonlySet<string> = new Set(['open', 'close', 'comma', 'space', 'comment'])

function lineEnds({ children }: Branch): number {
  return children.filter(({ type }) => type === 'newline').length
}

function plainText(node: Node, line: number): XlText | undefined {
  if (isBranch(node)) return undefined
  const { type, value } = node
  if (type === 'number') return { kind: 'text', text: value, line }
  if (type !== 'string' || value.includes('\\')) return undefined
  return { kind: 'text', text: value.slice(1, -1), line }
}
