import { interfaceOptions } from '@xenlint/catalogue'
import type { Root } from '@xenlint/syntax'
import type { Origin } from '../origin.js'
import { type Line, linesOf, originIn, splitLine, type Word, wordsOf } from './line.js'

/** Whose file it is: classic ifupdown's, one of its successors', or a template that is still to be filled in. */
export interface Dialect {
  readonly id: 'classic' | 'ifupdown2' | 'ifupdown-ng' | 'template'
  /** What shows it; absent for the classic dialect. */
  readonly shownBy?: { readonly word: string; readonly at: Origin }
}

type Mark = Dialect & Required<Pick<Dialect, 'shownBy'>>

/** The dialect of a file, by what only one of them understands. */
export function dialectOf(tree: Root, file: string): Dialect {
  const readers = new Map(interfaceOptions().map(({ name, reader }) => [name, reader]))
  let mark: Mark | undefined
  let bare: Mark | undefined
  let bareCount = 0
  let count = 0
  for (const line of linesOf(tree)) {
    const { first, rest } = splitLine(line)
    const hole = isCommand(first.text) ? null : /\{\{.*?\}\}|\{%|<%=|\$\{[a-z_]+\}/.exec(line.text)
    if (hole) return shown('template', line, { text: hole[0], start: hole.index }, file)
    if (/^(%|<%|%(for|if|endfor|endif)$)/.test(first.text)) return shown('ifupdown2', line, first, file)
    if (first.text === 'iface' && wordsOf(line)[1]?.text !== 'lo') {
      count++
      if (wordsOf(line).length !== 2) continue
      bareCount++
      bare ??= shown('ifupdown2', line, { text: line.text, start: 0 }, file)
    }
    const reader = rest.text === '' ? undefined : readers.get(first.text)
    if (!mark && line.branch.type === 'option' && (reader === 'ifupdown2' || reader === 'ifupdown-ng'))
      mark = shown(reader, line, first, file)
  }
  return mark ?? (bare && bareCount * 2 >= count ? bare : { id: 'classic' })
}

function shown(id: Dialect['id'], line: Line, word: Word, file: string): Mark {
  return { id, shownBy: { word: word.text, at: originIn(line, word, file) } }
}

// Braces and per cent signs are ordinary in a shell command.
function isCommand(name: string): boolean {
  return /^(pre|post)?-?(up|down)$/.test(name)
}
