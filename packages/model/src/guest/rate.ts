import { readUnsigned } from './c-number.js'
import { type Draft, put } from './draft.js'
import { cut, type Piece } from './piece.js'
import { refuse, type Session, type Stop } from './session.js'

const largestWord = 2n ** 32n - 1n
const largestRate = 2n ** 64n - 1n
const million = 1_000_000n
const standardInterval = 50_000n

/** `10Mb/s@20ms`: how many bytes may pass in an interval; without a unit the interval is in seconds. */
export function readRate(session: Session, device: Draft, rate: Piece): Stop | undefined {
  const parts: { before: Piece; behind?: Piece } = cut(rate, '@') ?? { before: rate }
  if (parts.before.text === '') return fault(session, 'no rate specified', rate)
  const perSecond = readBytes(session, parts.before)
  if (typeof perSecond !== 'bigint') return perSecond
  const interval = parts.behind ? readInterval(session, parts.behind) : standardInterval
  if (typeof interval !== 'bigint') return interval
  if (interval !== 0n && perSecond > largestRate / interval) return fault(session, 'rate overflow', rate)
  put(device, 'rate_interval_usecs', interval)
  put(device, 'rate_bytes_per_interval', (perSecond * interval) / million)
  return undefined
}

function readBytes(session: Session, piece: Piece): bigint | Stop {
  const { text } = piece
  if (!/^[0-9]+[GMK]?[Bb]\/s$/.test(text)) return fault(session, 'invalid rate', piece)
  const { value, end } = readUnsigned(text, 0)
  if (value === 0n || value > largestWord) return fault(session, 'rate overflow', piece)
  const unit = text.charAt(end)
  const scaled = value * ({ G: million * 1000n, M: million, K: 1000n }[unit] ?? 1n)
  return unit === 'b' || text[end + 1] === 'b' ? scaled / 8n : scaled
}

function readInterval(session: Session, piece: Piece): bigint | Stop {
  const { text } = piece
  if (!/^[0-9]+[mu]?s?$/.test(text)) return fault(session, 'invalid replenishment interval', piece)
  const { value, end } = readUnsigned(text, 0)
  const unit = text.charAt(end)
  const scaled = value * (unit === 's' || unit === '' ? million : unit === 'm' ? 1000n : 1n)
  if (value === 0n || value > largestWord || scaled > largestWord)
    return fault(session, 'replenishment interval overflow', piece)
  return scaled
}

function fault(session: Session, words: string, piece: Piece): Stop {
  return refuse(session, `${session.file}: config parsing error in vif: ${words} in \`${piece.text}'`, 1, {
    piece
  })
}
