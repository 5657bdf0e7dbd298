/** A place in a text: line and column count from 1, the offset from 0; columns and offsets in UTF-16 units. */
export interface Point {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** Where each line of a text begins. */
export interface LineIndex {
  readonly starts: readonly number[]
  readonly length: number
}

/** Lines as xl, shells and terminals count them: they end with \n alone. */
export function lineIndex(text: string): LineIndex {
  const starts = [0]
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return { starts, length: text.length }
}

/** Lines as editors and their protocol count them: they end with \n, \r\n or a lone \r. */
export function editorLineIndex(text: string): LineIndex {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length)
  return { starts, length: text.length }
}

/** The point at an offset; offsets beyond the text count as its end. */
export function pointAt(lines: LineIndex, offset: number): Point {
  const inside = Math.max(0, Math.min(offset, lines.length))
  let low = 0
  let high = lines.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines.starts[middle] as number) <= inside) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: inside - (lines.starts[low] as number) + 1, offset: inside }
}
