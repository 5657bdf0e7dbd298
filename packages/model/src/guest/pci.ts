import { askList, askNumber, textsOf } from './accessors.js'
import { append, type Draft, get, put } from './draft.js'
import { fill } from './fill.js'
import { quirkOf } from './inquiry.js'
import { readPciNamed } from './pci-named.js'
import { readPciStates } from './pci-states.js'
import { type Piece, pieceOf } from './piece.js'
import { ended, refuse, type Session, type Stop } from './session.js'

/** What each device takes where its own string says nothing. */
export function readPciDefaults(session: Session): undefined {
  for (const name of ['msitranslate', 'power_mgmt', 'permissive', 'seize']) {
    const found = askNumber(session, `pci_${name}`)
    if (found.kind === 'read') session.noted.pci[name] = BigInt.asIntN(32, found.value)
  }
}

/** `pci`: with any device a PV guest sees the host's memory map. */
export function readPciDevices(session: Session): Stop | undefined {
  const found = askList(session, 'pci')
  if (found.kind !== 'read') return undefined
  const read = quirkOf(session, 'pci-language') === 'named' ? readPciNamed : readPciStates
  for (const item of textsOf(found.value)) {
    const device: Draft = append(session.draft, 'pcidevs')
    // Where the guest has no such field, xl reads the memory in its place: zeros.
    const inherited = get(session.draft, 'b_info.u.hvm.rdm.policy')
    Object.assign(device, session.noted.pci)
    if (inherited !== undefined) put(device, 'rdm_policy', inherited)
    else if (session.noted.guest !== 'hvm') put(device, 'rdm_policy', 'strict')
    const piece = pieceOf(item)
    const stop = ended(session, stopOf(session, item.text, piece, read(session, device, piece)))
    if (stop) return stop
  }
  if (session.noted.guest === 'pv' && get(session.draft, 'pcidevs') !== undefined)
    put(session.draft, 'b_info.u.pv.e820_host', true)
  return undefined
}

function stopOf(session: Session, text: string, piece: Piece, fault: number | Stop): Stop | undefined {
  if (typeof fault === 'object' || fault === 0) return fault || undefined
  const words = fill(quirkOf(session, 'pci-refusal') ?? '', { value: text })
  return refuse(session, words, fault, { piece })
}
