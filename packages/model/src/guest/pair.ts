import { quirkOf } from './inquiry.js'
import { cut, type Piece, tokens } from './piece.js'
import type { Session } from './session.js'

/** The two sides of a separator, if neither is missing; releases differ in what a second separator does. */
export function splitPair(
  session: Session,
  piece: Piece,
  separator: string
): { key: Piece; value: Piece } | undefined {
  if (quirkOf(session, 'pair-split') === 'runs') {
    const [key, value] = tokens(piece, separator)
    return key && value ? { key, value } : undefined
  }
  const parts = cut(piece, separator)
  return parts && parts.behind.text !== '' ? { key: parts.before, value: parts.behind } : undefined
}
