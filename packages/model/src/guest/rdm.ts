import { askText } from './accessors.js'
import { put } from './draft.js'
import { fill } from './fill.js'
import { quirkOf } from './inquiry.js'
import { cut, type Piece, pieceOf, slice } from './piece.js'
import type { Session } from './session.js'
import { wordOf } from './words.js'

interface Reserve {
  strategy?: string | null
  policy?: string | null
}

/** `rdm = "strategy=host,policy=strict"`: a fault drops the whole setting, and xl goes on. */
export function readReservedMemory(session: Session): undefined {
  const found = askText(session, 'rdm')
  if (found.kind !== 'read') return
  const reserve = readParts(session, pieceOf(found.value))
  if (!reserve) return
  // What is not written, xl takes from memory that nobody has set.
  const zero = quirkOf(session, 'rdm-left-out') === 'zero'
  put(session.draft, 'b_info.u.hvm.rdm.strategy', reserve.strategy ?? (zero ? 'ignore' : null))
  put(session.draft, 'b_info.u.hvm.rdm.policy', reserve.policy ?? (zero ? 'strict' : null))
}

function readParts(session: Session, whole: Piece): Reserve | undefined {
  const reserve: Reserve = {}
  let rest: Piece | undefined = whole
  while (rest) {
    const pair = cut(rest, '=')
    if (!pair) return undefined
    const value: { before: Piece; behind?: Piece } = cut(pair.behind, ',') ?? { before: pair.behind }
    if (!readPart(session, reserve, pair.before, value.before)) return undefined
    rest = value.behind
  }
  return reserve
}

function readPart(session: Session, reserve: Reserve, key: Piece, value: Piece): boolean {
  session.takes?.({ key: key.text, value })
  if (key.text === 'strategy') {
    if (value.text === 'host') reserve.strategy = 'host'
    else tell(session, `Unknown RDM strategy option: ${value.text}`, value)
    return value.text === 'host'
  }
  if (key.text !== 'policy') {
    tell(session, `Unknown RDM state option: ${key.text}`, key)
    return false
  }
  return readPolicy(session, reserve, value)
}

/** From 4.15 on the test is the wrong way round: a policy that exists drops the setting. */
function readPolicy(session: Session, reserve: Reserve, value: Piece): boolean {
  const inverted = quirkOf(session, 'rdm-language') === 'inverted'
  const known = inverted
    ? wordOf(session, 'rdm_reserve_policy', value.text)
    : ['strict', 'relaxed'].find((word) => word === value.text)
  if (known === undefined)
    tell(session, fill(quirkOf(session, 'rdm-policy-refusal') ?? '', { value: value.text }), value)
  else reserve.policy = known
  return (known === undefined) === inverted
}

/** libxlu's own messages about PCI lack their line end. */
export function tell(session: Session, text: string, piece: Piece): void {
  session.remarks.push({ text, piece: slice(piece, 0) })
}
