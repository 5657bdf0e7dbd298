import { quirk } from '@xenlint/catalogue'
import { type Answer, askList, askText, textsOf } from './accessors.js'
import { get, put } from './draft.js'
import { fill } from './fill.js'
import { quirkOf } from './inquiry.js'
import { pieceOf, tokens, type XlText } from './piece.js'
import { crash, refuse, type Session, type Stop, say } from './session.js'
import { wordOf } from './words.js'

/** `cmdline`, or what `root` and `extra` make of it. */
export function readCommandLine(session: Session): undefined {
  const whole: Answer<XlText> = quirkOf(session, 'cmdline-option')
    ? askText(session, 'cmdline')
    : { kind: 'absent' }
  const root = textOf(askText(session, 'root'))
  const extra = textOf(askText(session, 'extra'))
  if (whole.kind === 'read') {
    put(session.draft, 'b_info.cmdline', whole.value.text)
    if (root !== undefined || extra !== undefined)
      say(session, 'Warning: ignoring root= and extra= in favour of cmdline=', { setting: whole.setting })
    return
  }
  const words = [root === undefined ? undefined : `root=${root}`, extra].filter((each) => each !== undefined)
  if (words.length > 0) put(session.draft, 'b_info.cmdline', words.join(' '))
}

/** `bootloader_args`: a list, or a text that is split at blanks. */
export function readBootloaderArguments(session: Session): Stop | undefined {
  const listed = askList(session, 'bootloader_args', true)
  if (listed.kind === 'absent') return undefined
  if (listed.kind === 'read') {
    const words = textsOf(listed.value).map(({ text }) => text)
    put(session.draft, 'b_info.bootloader_args', words)
    return undefined
  }
  const found = askText(session, 'bootloader_args')
  if (found.kind !== 'read') return undefined
  const words = 'WARNING: Specifying "bootloader_args" as a string is deprecated. '
  say(session, `${words}Please use a list of arguments.`, { setting: found.setting })
  const split = tokens(pieceOf(found.value), ' \t\n').map(({ text }) => text)
  if (split.length === 0) return crash({ setting: found.setting })
  put(session.draft, 'b_info.bootloader_args', split)
  return undefined
}

/** An HVM guest whose kernel is the firmware gets the standard firmware. */
export function dropFirmwareKernel(session: Session): undefined {
  const kernel = get(session.draft, 'b_info.kernel')
  if (typeof kernel !== 'string' || !/(^|\/)hvmloader$/.test(kernel)) return
  const words = 'WARNING: you seem to be using "kernel" directive to override HVM guest firmware. '
  const help = 'Ignore that. Use "firmware_override" instead if you really want a non-default firmware'
  const setting = session.settings.get('kernel')
  say(session, words + help, setting ? { setting } : {})
  const { draft } = session
  const build = draft['b_info']
  if (typeof build === 'object' && build !== null && 'kernel' in build) delete build['kernel']
}

export function readBios(session: Session): Stop | undefined {
  const found = askText(session, 'bios')
  if (found.kind !== 'read') {
    if (get(session.draft, 'b_info.u.hvm.system_firmware') !== undefined)
      say(session, 'WARNING: bios_path_override given without specific bios name')
    return undefined
  }
  const { text } = found.value
  const bios = wordOf(session, 'bios_type', text)
  if (bios === undefined)
    return refuse(session, `ERROR: invalid value "${text}" for "bios"`, 1, { setting: found.setting })
  put(session.draft, 'b_info.u.hvm.bios', bios)
  return undefined
}

/** `firmware` of an HVM guest: a BIOS by name, a beginning of `uefi` or `bios`, else a path. */
export function readHvmFirmware(session: Session): undefined {
  const text = textOf(askText(session, 'firmware'))
  if (text === undefined) return
  const bios = wordOf(session, 'bios_type', text)
  if (bios !== undefined) put(session.draft, 'b_info.u.hvm.bios', bios)
  else if ('uefi'.startsWith(text)) put(session.draft, 'b_info.u.hvm.bios', 'ovmf')
  else if (!'bios'.startsWith(text)) put(session.draft, 'b_info.u.hvm.firmware', text)
}

/** What a PV or PVH guest boots: a kernel, a firmware that stands for one, or a bootloader. */
export function readPvFirmware(session: Session): Stop | undefined {
  const { draft } = session
  const found: Answer<XlText> = askText(session, 'firmware')
  if (found.kind === 'read') {
    const { text } = found.value
    const at = { setting: found.setting }
    if (get(draft, 'b_info.kernel') !== undefined)
      return refuse(session, 'ERROR: both kernel and firmware specified', 1, at)
    if (!['pvgrub32', 'pvgrub64'].some((word) => word.startsWith(text)))
      return refuse(session, 'ERROR: only pvgrub{32|64} supported as firmware options', 1, at)
    const folder = session.release.of((xen) => fill(quirk('firmware-folder', xen) ?? '', { xen }))
    put(draft, 'b_info.kernel', `${folder}/${text}.bin`)
  }
  if (get(draft, 'b_info.bootloader') !== undefined || get(draft, 'b_info.kernel') !== undefined)
    return undefined
  return refuse(session, 'Neither kernel nor bootloader specified', 1)
}

/** The device model of old; xl only tells what to use in its place. */
export function readDeviceModel(session: Session): undefined {
  const found = askText(session, 'device_model')
  if (found.kind !== 'read') return
  const at = { setting: found.setting }
  say(session, 'WARNING: ignoring device_model directive.', at)
  const help = 'WARNING: Use "device_model_override" instead if you really want a non-default device_model'
  say(session, help, at)
  if (!found.value.text.includes('stubdom-dm')) return
  if (session.noted.guest === 'hvm')
    say(session, 'WARNING: Or use "device_model_stubdomain_override" if you  want to enable stubdomains', at)
  else say(session, 'WARNING: ignoring "device_model_stubdomain_override" directive for pv guest', at)
}

function textOf(found: Answer<XlText>): string | undefined {
  return found.kind === 'read' ? found.value.text : undefined
}
