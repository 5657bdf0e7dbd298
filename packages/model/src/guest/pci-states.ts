import { readInteger, readUnsigned } from './c-number.js'
import { type Draft, put } from './draft.js'
import { quirkOf } from './inquiry.js'
import { cut, type Piece, slice } from './piece.js'
import { tell } from './rdm.js'
import { type Session, type Stop, say } from './session.js'

/** libxl's number for an argument that it does not take. */
const unfit = 6

const allFunctions = 2n ** 32n - 1n

/** Up to 4.14: `[domain:]bus:device.function[@slot][,key=value…]`; 0, the exit status of a refusal, or a crash. */
export function readPciStates(session: Session, device: Draft, piece: Piece): number | Stop {
  const address = /^([^:]*):(?:([^:.]*):)?([^.]*)\.([^@,]*)/.exec(piece.text)
  if (!address) return unfit
  const [whole, first = '', second, third = '', last = ''] = address
  const domain = second === undefined ? 0n : hexadecimal(first, 0xffffn)
  const bus = second === undefined ? busOf(first) : hexadecimal(second, 0xffn)
  const dev = hexadecimal(third, 0xffn)
  const all = last === '*'
  const func = all ? 0n : hexadecimal(last, 0x7n)
  if (domain === undefined || bus === undefined || dev === undefined || func === undefined) return unfit
  session.takes?.({ key: 'address', value: slice(piece, 0, whole.length) })
  let rest = slice(piece, whole.length)
  let slot: bigint | undefined = 0n
  if (rest.text.startsWith('@')) {
    const parts: { before: Piece; behind?: Piece } = cut(slice(rest, 1), ',') ?? { before: slice(rest, 1) }
    slot = hexadecimal(parts.before.text, 0xffn)
    if (slot === undefined) return unfit
    session.takes?.({ key: 'slot', value: parts.before })
    rest = slice(rest, 1 + parts.before.text.length)
  }
  if (rest.text !== '' && !readKeys(session, device, slice(rest, 1))) return unfit
  if (all) {
    say(session, quirkOf(session, 'pci-assertion') ?? '', { piece })
    return { status: 'signal SIGABRT', piece }
  }
  Object.assign(device, { domain, bus, dev, func, vdevfn: slot << 3n, vfunc_mask: all ? allFunctions : 1n })
  return 0
}

/** What an unknown key is set to is lost, and xl says so. */
function readKeys(session: Session, device: Draft, piece: Piece): boolean {
  let rest: Piece | undefined = piece
  while (rest) {
    const pair = cut(rest, '=')
    if (!pair) return false
    const parts: { before: Piece; behind?: Piece } = cut(pair.behind, ',') ?? { before: pair.behind }
    const { text } = parts.before
    const key = pair.before.text
    session.takes?.({ key, value: parts.before })
    if (['msitranslate', 'power_mgmt', 'permissive', 'seize'].includes(key))
      put(device, key, readInteger(text))
    else if (key !== 'rdm_policy') tell(session, `Unknown PCI BDF option: ${key}`, pair.before)
    else if (text === 'strict' || text === 'relaxed') put(device, key, text)
    else {
      tell(session, `${text} is not an valid PCI RDM property policy: 'strict' or 'relaxed'.`, parts.before)
      return false
    }
    rest = parts.behind
  }
  return true
}

/** A bus that stands in the domain's place is read as a domain first. */
function busOf(text: string): bigint | undefined {
  const value = hexadecimal(text, 0xffffn)
  return value === undefined || value > 0xffn ? undefined : value
}

function hexadecimal(text: string, mask: bigint): bigint | undefined {
  const { value, end } = readUnsigned(text, 16)
  return end === 0 || end < text.length || (value & ~mask) !== 0n ? undefined : value
}
