import type { XlValue } from '@xenlint/syntax'
import { isSpace } from './c-number.js'

/** A text as libxlu stores it. */
export type XlText = XlValue & { readonly kind: 'text' }

/** A stretch of a value's text: each token of a device's string knows where in the value it stood. */
export interface Piece {
  readonly text: string
  readonly start: number
  readonly value: XlText
}

export function pieceOf(value: XlText): Piece {
  return { text: value.text, start: 0, value }
}

export function slice(piece: Piece, start: number, end: number = piece.text.length): Piece {
  return { text: piece.text.slice(start, end), start: piece.start + start, value: piece.value }
}

/** As C's `strtok`: runs of separators count as one, and none stands at the ends. */
export function tokens(piece: Piece, separators: string): Piece[] {
  const found: Piece[] = []
  let at = 0
  while (at < piece.text.length) {
    while (at < piece.text.length && separators.includes(piece.text.charAt(at))) at++
    const start = at
    while (at < piece.text.length && !separators.includes(piece.text.charAt(at))) at++
    if (at > start) found.push(slice(piece, start, at))
  }
  return found
}

/** Without the blanks in front; only the space counts. */
export function skipBlanks(piece: Piece): Piece {
  let at = 0
  while (piece.text[at] === ' ') at++
  return slice(piece, at)
}

/** Without white space at both ends. */
export function trim(piece: Piece): Piece {
  let start = 0
  let end = piece.text.length
  while (start < end && isSpace(piece.text[start])) start++
  while (end > start && isSpace(piece.text[end - 1])) end--
  return slice(piece, start, end)
}

/** What stands before and behind the first `separator`, if there is one. */
export function cut(piece: Piece, separator: string): { before: Piece; behind: Piece } | undefined {
  const at = piece.text.indexOf(separator)
  return at < 0 ? undefined : { before: slice(piece, 0, at), behind: slice(piece, at + 1) }
}
