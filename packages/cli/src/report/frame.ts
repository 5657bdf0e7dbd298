import { type LineIndex, lineIndex, pointAt } from '@xenlint/syntax'

/** Lines of a text as a terminal can show them, with carets below what is meant. */
export interface Frame {
  readonly rows: readonly { readonly line: number; readonly source: string; readonly carets: string }[]
}

/** How many lines of a longer place are shown. */
const most = 3

/** The lines of a place, at most `width` columns each; longer ones are cut around the carets. */
export function frame(
  text: string,
  start: number,
  end: number,
  width: number,
  mask: (line: string) => string,
  lines: LineIndex = lineIndex(text)
): Frame {
  const first = pointAt(lines, start)
  const last = pointAt(lines, Math.max(start, end - 1))
  const rows: Frame['rows'][number][] = []
  for (let line = first.line; line <= last.line && rows.length < most; line++) {
    const source = mask(lineText(text, lines, line))
    const from = line === first.line ? first.column - 1 : source.length - source.trimStart().length
    const to = line === last.line ? Math.max(from + 1, last.column) : Math.max(from + 1, source.length)
    if (end <= start && line === first.line) rows.push({ line, ...cut(source, from, from + 1, width) })
    else rows.push({ line, ...cut(source, from, to, width) })
  }
  return { rows }
}

function lineText(text: string, { starts, length }: LineIndex, line: number): string {
  return text.slice(starts[line - 1], starts[line] ?? length).replace(/[\r\n]+$/, '')
}

/** What stands for a letter in a frame, and how many columns it takes. */
interface Cell {
  readonly shown: string
  readonly start: number
  readonly end: number
}

// A window of the line that shows the carets, or their beginning where they are too long.
function cut(source: string, from: number, to: number, width: number): { source: string; carets: string } {
  // Of a very long line only what is near the carets is laid out.
  const near = Math.max(0, from - width * 2)
  const cells = cellsOf(source.slice(near, from + width * 4))
  const columnAt = (offset: number): number => cells.byOffset(offset - near)
  const left = columnAt(from)
  const right = Math.max(left + 1, columnAt(to))
  if (near === 0 && Math.max(cells.width, right) <= width && cells.offsets + near >= source.length) {
    const line = cells.row.map(({ shown }) => shown).join('')
    return { source: line.trimEnd(), carets: ' '.repeat(left) + '^'.repeat(right - left) }
  }
  const inside = width - 4
  const shift = Math.max(0, Math.min(left - Math.floor(inside / 4), cells.width - inside))
  const window = cells.row.filter(({ start, end }) => start >= shift && end <= shift + inside)
  const offset = window[0]?.start ?? shift
  const before = near > 0 || offset > 0 ? '… ' : ''
  const after = cells.row.at(-1) !== window.at(-1) ? ' …' : ''
  const end = Math.min(right, shift + inside)
  return {
    source: before + window.map(({ shown }) => shown).join('') + after,
    carets: ' '.repeat(Math.max(0, left - offset) + before.length) + '^'.repeat(Math.max(1, end - left))
  }
}

interface Cells {
  readonly row: readonly Cell[]
  /** Columns of all cells, and letters they stand for. */
  readonly width: number
  readonly offsets: number
  byOffset(offset: number): number
}

function cellsOf(text: string): Cells {
  const row: Cell[] = []
  const starts: number[] = []
  let width = 0
  for (const letter of text) {
    const cell = { shown: shown(letter), start: width, end: width + columns(shown(letter)) }
    for (let unit = 0; unit < letter.length; unit++) starts.push(width)
    row.push(cell)
    width = cell.end
  }
  const byOffset = (offset: number): number => starts[offset] ?? width + Math.max(0, offset - starts.length)
  return { row, width, offsets: starts.length, byOffset }
}

// Nothing in a file may move the cursor or colour the terminal.
function shown(letter: string): string {
  if (letter === '\t') return '    '
  if (letter === '\ufeff') return '<BOM>'
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(letter)) {
    return `<${(letter.codePointAt(0) as number).toString(16).toUpperCase().padStart(2, '0')}>`
  }
  return letter
}

/** How many columns a terminal gives a text. */
function columns(text: string): number {
  let sum = 0
  for (const letter of text) sum += wide.test(letter) ? 2 : /\p{Mn}/u.test(letter) ? 0 : 1
  return sum
}

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u

/** The same text without anything that a terminal would obey. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (letter) =>
    letter === '\n' ? letter : shown(letter)
  )
}
