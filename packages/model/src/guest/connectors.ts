import { scanNumber } from './c-number.js'
import { type Draft, put } from './draft.js'
import { quirkOf } from './inquiry.js'
import { splitPair } from './pair.js'
import { type Piece, tokens } from './piece.js'
import { crash, refuse, type Session, type Stop, say } from './session.js'

/** `id:widthxheight;…`: the screens of a virtual display. */
export function readConnectors(session: Session, device: Draft, whole: Piece): Stop | undefined {
  const pieces = tokens(whole, ';')
  if (pieces.length === 0) return crash({ piece: whole })
  const connectors: Draft[] = pieces.map(() => ({}))
  put(device, 'connectors', connectors)
  for (const [index, piece] of pieces.entries()) {
    const pair = splitPair(session, piece, ':')
    if (!pair) return stray(session, piece, index > 0)
    const connector = connectors[index] ?? {}
    put(connector, 'unique_id', pair.key.text)
    const width = scanNumber(pair.value.text, 10, 0)
    const height =
      width && pair.value.text[width.end] === 'x' ? scanNumber(pair.value.text, 10, width.end + 1) : undefined
    if (width) put(connector, 'width', width.value)
    if (height) put(connector, 'height', height.value)
    if (width && height) continue
    const words = `Can't parse connector resolution`
    // Half a resolution, or none but blanks, ends the run; one that is no number does not.
    if (width || /^\s*$/.test(pair.value.text)) return refuse(session, words, 1, { piece })
    say(session, words, { piece })
    return undefined
  }
  return undefined
}

/** Without its second half xl frees memory that it never had, or that of the connector before. */
function stray(session: Session, piece: Piece, again: boolean): Stop {
  const words = quirkOf(session, again ? 'connector-freed-twice' : 'connector-crash')
  if (words === undefined) return crash({ piece })
  say(session, words, { piece })
  return { status: 'signal SIGABRT', piece }
}
