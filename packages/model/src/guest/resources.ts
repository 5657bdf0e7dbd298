import type { XlValue } from '@xenlint/syntax'
import { askList } from './accessors.js'
import { readUnsigned, scanNumber } from './c-number.js'
import { mostListed } from './cpus.js'
import { type Draft, put } from './draft.js'
import { baseOf } from './inquiry.js'
import { type Piece, pieceOf, slice } from './piece.js'
import { refuse, type Session, type Stop, say } from './session.js'

const largestWord = 2n ** 32n - 1n

/** `ioports`: hexadecimal ports and ranges; what follows a single port is told and passed over. */
export function readIoPorts(session: Session): Stop | undefined {
  return readItems(session, 'ioports', 'b_info.ioports', (item, index) => {
    if (item.kind === 'list') return refuse(session, `xl: Unable to get element #${index} in ioport list`, 1)
    const piece = pieceOf(item)
    const { text } = item
    const wrong = `xl: Invalid argument parsing ioport: ${text}`
    const first = readUnsigned(text, 16)
    if (first.end === 0) return refuse(session, wrong, 1, { piece })
    const one = slice(piece, 0, first.end)
    session.takes?.({ key: '', value: one })
    if (first.value >= largestWord) return tooBig(session, 'ioport', first.value, one)
    let last = first.value
    if (text[first.end] === '-') {
      const second = readUnsigned(text, 16, first.end + 1)
      if (second.end === first.end + 1 || second.end < text.length)
        return refuse(session, wrong, 1, { piece: from(piece, first.end + 1) })
      const other = slice(piece, first.end + 1)
      session.takes?.({ key: '-', value: other })
      if (second.value >= largestWord) return tooBig(session, 'ioport', second.value, other)
      last = second.value
    } else if (first.end < text.length) say(session, wrong, { piece: from(piece, first.end) })
    return { first: first.value, number: last - first.value + 1n }
  })
}

/** `irqs`: decimal numbers. */
export function readInterrupts(session: Session): Stop | undefined {
  return readItems(session, 'irqs', 'b_info.irqs', (item, index) => {
    if (item.kind === 'list') return refuse(session, `xl: Unable to get element ${index} in irq list`, 1)
    const piece = pieceOf(item)
    const { value, end } = readUnsigned(item.text, 10)
    if (end === 0 || end < item.text.length)
      return refuse(session, `xl: Invalid argument parsing irq: ${item.text}`, 1, { piece: from(piece, end) })
    session.takes?.({ key: '', value: piece })
    return value >= largestWord ? tooBig(session, 'irq', value, piece) : value
  })
}

/** `iomem`: hexadecimal page, count and, behind `@`, where the guest sees them. */
export function readIoMemory(session: Session): Stop | undefined {
  return readItems(session, 'iomem', 'b_info.iomem', (item, index) => {
    if (item.kind === 'list') return refuse(session, `xl: Unable to get element ${index} in iomem list`, 1)
    const { text } = item
    const start = scanNumber(text, 16, 0)
    const count = start && text[start.end] === ',' ? scanNumber(text, 16, start.end + 1) : undefined
    const place = count && text[count.end] === '@' ? scanNumber(text, 16, count.end + 1) : undefined
    const piece = pieceOf(item)
    if (!start || !count || (place ?? count).end < text.length) {
      // Behind a comma a number is wanted; without one, all is wrong.
      const wrongFrom = (place ?? count)?.end ?? (start && text[start.end] === ',' ? start.end + 1 : 0)
      return refuse(session, `xl: Invalid argument parsing iomem: ${text}`, 1, {
        piece: from(piece, wrongFrom)
      })
    }
    session.takes?.({ key: '', value: slice(piece, 0, start.end) })
    session.takes?.({ key: ',', value: slice(piece, start.end + 1, count.end) })
    if (place) session.takes?.({ key: '@', value: slice(piece, count.end + 1) })
    return { start: start.value, number: count.value, ...(place && { gfn: place.value }) }
  })
}

/** `llc_colors`: decimal numbers and ranges, spelled out. */
export function readCacheColours(session: Session): Stop | undefined {
  const colours: bigint[] = []
  const stop = readItems(session, 'llc_colors', undefined, (item, index) => {
    if (item.kind === 'list') return refuse(session, `xl: Can't get element ${index} in LLC color list`, 1)
    const piece = pieceOf(item)
    const first = readUnsigned(item.text, 10)
    if (first.end === 0) return refuse(session, `xl: Invalid LLC color range: ${item.text}`, 1, { piece })
    const second = item.text[first.end] === '-' ? readUnsigned(item.text, 10, first.end + 1) : undefined
    session.takes?.({ key: '', value: slice(piece, 0, first.end) })
    if (second && second.end > first.end + 1)
      session.takes?.({ key: '-', value: slice(piece, first.end + 1, second.end) })
    const start = BigInt.asUintN(32, first.value)
    const end = second && second.end > first.end + 1 ? BigInt.asUintN(32, second.value) : start
    if (start > end)
      return refuse(session, `xl: Start LLC color is greater than end: ${item.text}`, 1, { piece })
    if (end - start + BigInt(colours.length) > mostListed) session.noted.unlisted = true
    else for (let colour = start; colour <= end; colour++) colours.push(colour)
    return start
  })
  if (!stop && colours.length > 0) put(session.draft, 'b_info.llc_colors', colours)
  return stop
}

/** `xenstore_quota`: `name=number` for each quota. */
export function readStoreQuota(session: Session): Stop | undefined {
  return readItems(session, 'xenstore_quota', 'b_info.xenstore_quota.quota', (item, index) => {
    if (item.kind === 'list')
      return refuse(session, `xl: Can't get element ${index} in Xenstore quota list`, 1)
    const piece = pieceOf(item)
    const equals = item.text.indexOf('=')
    if (equals < 0) return refuse(session, `Quota specification "${item.text}" lacks "=".`, 1, { piece })
    const { value, end, overflow } = readUnsigned(item.text, baseOf(session, item.text), equals + 1)
    if (overflow || end === equals + 1 || end < item.text.length || value > largestWord) {
      const written = item.text.slice(equals + 1)
      return refuse(session, `Quota specification "${item.text}" uses illegal value "${written}".`, 1, {
        piece: from(piece, equals + 1)
      })
    }
    const name = item.text.slice(0, equals)
    session.takes?.({ key: name, value: slice(piece, equals + 1) })
    return { name, val: value }
  })
}

/** From where a text goes wrong; all of it where nothing more follows. */
function from(piece: Piece, start: number): Piece {
  return start < piece.text.length ? slice(piece, start) : piece
}

function readItems(
  session: Session,
  option: string,
  into: string | undefined,
  read: (item: XlValue, index: number) => bigint | Draft | Stop
): Stop | undefined {
  const found = askList(session, option)
  if (found.kind !== 'read') return undefined
  const values: (bigint | Draft)[] = []
  for (const [index, item] of found.value.entries()) {
    const value = read(item, index)
    if (typeof value === 'object' && 'status' in value) return value as Stop
    values.push(value as bigint | Draft)
  }
  if (into) put(session.draft, into, values)
  return undefined
}

function tooBig(session: Session, kind: string, value: bigint, piece: Piece): Stop {
  return refuse(session, `xl: ${kind} ${value.toString(16)} too big`, 1, { piece })
}
