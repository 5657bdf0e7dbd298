import { readInteger, scanNumber } from './c-number.js'
import { type Draft, get, put } from './draft.js'
import { cut, type Piece, slice } from './piece.js'
import { tell } from './rdm.js'
import { crash, type Session, type Stop } from './session.js'
import { wordOf } from './words.js'

/** libxl's numbers for a fault in general, and for an argument that it does not take. */
const failed = 3
const unfit = 6

const allFunctions = 2n ** 32n - 1n

/** From 4.15 on: `[bdf][@slot][,key=value…]`; 0, the exit status of a refusal, or a crash. */
export function readPciNamed(session: Session, device: Draft, piece: Piece): number | Stop {
  const first = get(session.draft, 'pcidevs')
  const fresh = session.noted.guest === 'pv' && Array.isArray(first) && first.length === 1
  const head = readAddress(device, piece, fresh)
  if (head === 'astray') return crash({ piece })
  let rest = piece
  if (head !== 'refused') {
    session.takes?.({ key: 'address', value: slice(piece, 0, head) })
    rest = slice(piece, head)
    if (rest.text.startsWith('@')) {
      const slot = readSlot(device, slice(rest, 1))
      if (slot === undefined) return unfit
      session.takes?.({ key: 'slot', value: slice(rest, 1, 1 + slot) })
      rest = slice(rest, 1 + slot)
    }
    if (rest.text.startsWith(',')) rest = slice(rest, 1)
    else if (rest.text !== '') return unfit
  }
  return readKeys(session, device, rest, head !== 'refused')
}

function readKeys(session: Session, device: Draft, piece: Piece, addressed: boolean): number {
  let located = addressed
  let named = false
  let rest: Piece | undefined = piece
  while (rest && rest.text !== '') {
    const pair = cut(rest, '=')
    if (!pair) return unfit
    const parts: { before: Piece; behind?: Piece } = cut(pair.behind, ',') ?? { before: pair.behind }
    const key = pair.before.text
    session.takes?.({ key, value: parts.before })
    const fault = readKey(session, device, pair.before, parts.before)
    if (fault !== 0) return fault
    if (key === 'bdf') located = true
    if (key === 'name') named = true
    rest = parts.behind
  }
  return located !== named ? 0 : unfit
}

function readKey(session: Session, device: Draft, key: Piece, value: Piece): number {
  switch (key.text) {
    case 'bdf':
      return readAddress(device, value, false) === 'refused' ? unfit : 0
    case 'vslot':
      return readSlot(device, value) === undefined ? unfit : 0
    case 'permissive':
    case 'msitranslate':
    case 'seize':
    case 'power_mgmt':
      put(device, key.text, readInteger(value.text))
      return 0
    case 'rdm_policy': {
      const policy = wordOf(session, 'rdm_reserve_policy', value.text)
      if (policy === undefined) tell(session, `Unknown RDM policy: ${value.text}`, value)
      else put(device, 'rdm_policy', policy)
      return policy === undefined ? failed : 0
    }
    case 'name':
      put(device, 'name', value.text)
      return 0
    default:
      tell(session, `Unknown PCI_SPEC_STRING option: ${key.text}`, key)
      return unfit
  }
}

/**
 * `[domain:]bus:device.function`; the offset behind it. Without the dot xl goes on where memory that nobody has set
 * sends it: astray in fresh memory, else back to the beginning, whose number it then takes for the function.
 */
function readAddress(device: Draft, { text }: Piece, fresh: boolean): number | 'refused' | 'astray' {
  const colons = /^[0-9a-fA-F:]*/.exec(text)?.[0].replace(/[^:]/g, '').length
  if (colons !== 1 && colons !== 2) return 'refused'
  const numbers: bigint[] = []
  let at = 0
  for (let part = 0; part <= colons; part++) {
    const read = scan(text, at)
    if (!read || (part < colons && text[read.end] !== ':')) return 'refused'
    numbers.push(read.value)
    at = part < colons ? read.end + 1 : read.end
  }
  const [dev = 0n, bus = 0n, domain = 0n] = numbers.reverse()
  if (domain > 0xffffn || bus > 0xffn || dev > 0x1fn) return 'refused'
  if (text[at] !== '.' && fresh) return 'astray'
  const behind = text[at] === '.' ? at + 1 : 0
  const all = text[behind] === '*'
  const read = all ? { value: 0n, end: behind + 1 } : scan(text, behind)
  if (!read || read.value > 7n) return 'refused'
  Object.assign(device, { domain, bus, dev, func: read.value, vfunc_mask: all ? allFunctions : 1n })
  return read.end
}

/** The slot that the guest sees; the length of what was read. */
function readSlot(device: Draft, { text }: Piece): number | undefined {
  const read = scan(text, 0)
  if (!read || read.value > 0x1fn) return undefined
  put(device, 'vdevfn', read.value << 3n)
  return read.end
}

function scan(text: string, at: number): { value: bigint; end: number } | undefined {
  const read = scanNumber(text, 16, at)
  return read && { value: BigInt.asUintN(32, read.value), end: read.end }
}
