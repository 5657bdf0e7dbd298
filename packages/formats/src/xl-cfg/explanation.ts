import type { Option } from '@xenlint/catalogue'
import { child, type Edit, isBranch } from '@xenlint/syntax'
import type { Fault } from './faults.js'

/** What is wrong at a place of a file, in words for people. */
export interface Explanation {
  /** The stable word of the message. */
  readonly case: string
  readonly start: number
  readonly end: number
  /** The beginning of a sentence: what stands there. */
  readonly fact: string
  /** What to write; absent where the fact says it all. */
  readonly help?: string
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] }
  readonly related?: { readonly start: number; readonly end: number; readonly message: string }
}

/** What explaining a fault needs to know of its file. */
export interface Surroundings {
  readonly text: string
  option(name: string): Option | undefined
}

/** The name of the setting that a fault belongs to. */
export function nameOf({ setting }: Fault): string | undefined {
  const name = setting && child(setting, 'name')
  return name && !isBranch(name) ? name.value : undefined
}

/** A piece of the file as a message shows it: short, and never a secret. */
export function shown(fault: Fault, { option }: Surroundings, text: string = fault.leaf.value): string {
  const name = nameOf(fault)
  if (name && option(name)?.secret) return 'The value'
  const line = text.trim()
  return `\`${line.length > longest ? `${line.slice(0, longest)}…` : line}\``
}

const longest = 40

/** An explanation of the whole leaf of a fault. */
export function ofLeaf(
  { leaf }: Fault,
  parts: Pick<Explanation, 'case' | 'fact'> & Partial<Explanation>
): Explanation {
  return { start: leaf.start, end: leaf.start + leaf.value.length, ...parts }
}

/** Quotes around a stretch, put in so that the stretch itself is not repeated; none where quoting needs thought. */
export function quoting(text: string, start: number, end: number): Explanation['fix'] {
  const inside = text.slice(start, end)
  const quote = inside.includes('"') ? "'" : '"'
  if (inside.includes(quote) || /[\\\n\0]/.test(inside)) return undefined
  return {
    title: 'Put it in quotes, so that xl reads it as text',
    edits: [
      { start, end: start, text: quote },
      { start: end, end, text: quote }
    ]
  }
}
