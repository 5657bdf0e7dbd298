import { spelling } from '@xenlint/catalogue'
import { askFlag, askList, askNumber, askText, textsOf } from './accessors.js'
import { get, put } from './draft.js'
import { quirkOf } from './inquiry.js'
import { cut, pieceOf, slice } from './piece.js'
import { crash, refuse, type Session, type Stop } from './session.js'
import { numberOfWord, wordOf } from './words.js'

const viridianBits = 64

/** `viridian`: yes or no, or groups of enlightenments, `!` before those not wanted. */
export function readViridian(session: Session): Stop | undefined {
  const found = quirkOf(session, 'viridian-groups')
    ? askList(session, 'viridian', true)
    : ({ kind: 'unfit' } as const)
  if (found.kind === 'unfit') {
    const flag = askFlag(session, 'viridian', quirkOf(session, 'viridian-groups') !== undefined)
    if (flag.kind === 'read') put(session.draft, 'b_info.u.hvm.viridian', flag.value)
  }
  if (found.kind !== 'read') return undefined
  const enabled = new Set<number>()
  const disabled = new Set<number>()
  for (const item of found.value) {
    if (item.kind === 'list') return crash({ setting: found.setting })
    const { text } = item
    const removes = text.startsWith('!')
    if (text === 'defaults') put(session.draft, 'b_info.u.hvm.viridian', true)
    else if (text === 'all') for (let bit = 0; bit < viridianBits; bit++) enabled.add(bit)
    else {
      const name = removes ? text.slice(1) : text
      const word = wordOf(session, 'viridian_enlightenment', name)
      const bit = word === undefined ? undefined : numberOfWord(session, 'viridian_enlightenment', word)
      if (bit === undefined)
        return refuse(session, `xl: unknown viridian enlightenment '${name}'`, 3, { piece: pieceOf(item) })
      session.takes?.({ key: removes ? '!' : '', value: slice(pieceOf(item), removes ? 1 : 0) })
      ;(removes ? disabled : enabled).add(bit)
      ;(removes ? enabled : disabled).delete(bit)
    }
  }
  put(session.draft, 'b_info.u.hvm.viridian_enable', inOrder(enabled))
  put(session.draft, 'b_info.u.hvm.viridian_disable', inOrder(disabled))
  return undefined
}

const smallestHole = 0x10000000n
const largestHole = 0xf0000000n

/** `mmio_hole` in MiB, from 256 to 3840. */
export function readMmioHole(session: Session): Stop | undefined {
  const found = askNumber(session, 'mmio_hole')
  if (found.kind !== 'read') return undefined
  const bytes = BigInt.asUintN(64, found.value * 1024n * 1024n)
  if (bytes < smallestHole || bytes > largestHole)
    return refuse(session, `ERROR: invalid value ${found.value} for "mmio_hole"`, 1, {
      setting: found.setting
    })
  put(session.draft, 'b_info.u.hvm.mmio_hole_memkb', found.value * 1024n)
  return undefined
}

const mostOemStrings = 99

/** `smbios`: a name, `=` and a text that may not be empty. */
export function readSmbios(session: Session): Stop | undefined {
  const found = askList(session, 'smbios')
  if (found.kind === 'absent') return undefined
  if (found.kind === 'unfit') return refuse(session, 'xl: Unable to parse smbios options.', 1, found)
  const entries: { key: string; value: string }[] = []
  for (const [index, item] of found.value.entries()) {
    if (item.kind === 'list')
      return refuse(session, `xl: Unable to get element #${index} in smbios list`, 1, found)
    const piece = pieceOf(item)
    const pair = cut(piece, '=')
    if (!pair) return refuse(session, `xl: failed to split "${item.text}" at '='`, 1, { piece })
    const { text } = pair.before
    if (pair.behind.text === '')
      return refuse(session, `xl: empty value not allowed for smbios "${text}="`, 1, { piece })
    const key = wordOf(session, 'smbios_type', text)
    if (key === undefined)
      return refuse(session, `xl: unknown smbios type '${text}'`, 1, {
        piece: text === '' ? piece : pair.before
      })
    if (key === 'oem' && entries.filter((entry) => entry.key === 'oem').length >= mostOemStrings)
      return refuse(session, 'xl: smbios limited to 99 oem strings', 1, { piece })
    session.takes?.({ key: text, value: pair.behind })
    entries.push({ key, value: pair.behind.text })
  }
  put(session.draft, 'b_info.u.hvm.smbios', entries)
  return undefined
}

export function readGenerationId(session: Session): Stop | undefined {
  const found = askText(session, 'ms_vm_genid')
  if (found.kind !== 'read') return undefined
  if (found.value.text === 'generate')
    put(session.draft, 'b_info.u.hvm.ms_vm_genid', session.machine.generationId())
  else if (found.value.text !== 'none')
    return refuse(session, 'ERROR: "ms_vm_genid" option must be "generate" or "none"', 1, {
      setting: found.setting
    })
  return undefined
}

const localMachineCheck = 1n

/** `mca_caps`: a list of the one capability that there is. */
export function readMachineChecks(session: Session): Stop | undefined {
  const found = askList(session, 'mca_caps', true)
  if (found.kind === 'absent') return undefined
  if (found.kind === 'unfit') return refuse(session, 'ERROR: unable to parse mca_caps.', 3, found)
  for (const item of found.value) {
    if (item.kind === 'list') return crash({ setting: found.setting })
    if (item.text !== 'lmce')
      return refuse(session, `ERROR: unrecognized MCA capability '${item.text}'.`, 3, {
        piece: pieceOf(item)
      })
    put(session.draft, 'b_info.u.hvm.mca_caps', localMachineCheck)
  }
  return undefined
}

/** `vga`, or the older `stdvga`. */
export function readVga(session: Session): Stop | undefined {
  const found = quirkOf(session, 'vga-words') ? askText(session, 'vga') : ({ kind: 'absent' } as const)
  if (found.kind === 'read') {
    const { text } = found.value
    const kind = spelling('vgaKinds', text)
    if (kind === undefined)
      return refuse(session, `Unknown vga "${text}" specified`, 1, { setting: found.setting })
    put(session.draft, 'b_info.u.hvm.vga.kind', kind)
    return undefined
  }
  const standard = askNumber(session, 'stdvga')
  if (standard.kind === 'read')
    put(session.draft, 'b_info.u.hvm.vga.kind', standard.value === 0n ? 'cirrus' : 'std')
  return undefined
}

/** `gfx_passthru`: yes or no, or the kind of graphics card. */
export function readGraphicsPassthrough(session: Session): Stop | undefined {
  const kinds = quirkOf(session, 'gfx-passthru-kinds') !== undefined
  const flag = askFlag(session, 'gfx_passthru', kinds)
  if (flag.kind === 'read') put(session.draft, 'b_info.u.hvm.gfx_passthru', flag.value)
  if (flag.kind === 'read' || !kinds) return undefined
  const found = askText(session, 'gfx_passthru')
  if (found.kind !== 'read') return undefined
  const { text } = found.value
  const kind = wordOf(session, 'gfx_passthru_kind', text)
  if (kind === undefined)
    return refuse(session, `ERROR: invalid value "${text}" for "gfx_passthru"`, 1, { setting: found.setting })
  put(session.draft, 'b_info.u.hvm.gfx_passthru_kind', kind)
  put(session.draft, 'b_info.u.hvm.gfx_passthru', true)
  return undefined
}

export function readSerial(session: Session): undefined {
  readTextOrTexts(session, 'serial', quirkOf(session, 'serial-lists') !== undefined)
}

export function readUsbDevice(session: Session): undefined {
  readTextOrTexts(session, 'usbdevice', quirkOf(session, 'usbdevice-lists') !== undefined)
}

/** A port in `vnclisten` and a display in `vncdisplay` are one too many. */
export function checkVncDisplay(session: Session): Stop | undefined {
  const listen = get(session.draft, 'b_info.u.hvm.vnc.listen')
  const display = get(session.draft, 'b_info.u.hvm.vnc.display')
  const displayed = typeof display === 'bigint' && BigInt.asIntN(32, display) !== 0n
  if (typeof listen !== 'string' || !listen.includes(':') || !displayed) return undefined
  const setting = session.settings.get('vnclisten')
  const words = 'ERROR: Display specified both in vnclisten and vncdisplay!'
  return refuse(session, words, 1, setting ? { setting } : {})
}

function readTextOrTexts(session: Session, option: string, lists: boolean): void {
  const listed = lists ? askList(session, option, true) : ({ kind: 'unfit' } as const)
  if (listed.kind === 'read')
    put(
      session.draft,
      `b_info.u.hvm.${option}_list`,
      textsOf(listed.value).map(({ text }) => text)
    )
  if (listed.kind !== 'unfit') return
  const found = askText(session, option)
  if (found.kind === 'read') put(session.draft, `b_info.u.hvm.${option}`, found.value.text)
}

function inOrder(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((one, other) => one - other)
}
