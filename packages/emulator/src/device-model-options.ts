import { emulatorMeasured, emulatorNumber, option } from '@xenlint/catalogue'
import { draftAt, type Value } from '@xenlint/model'
import { emulatedNics } from './emulated.js'
import type { GuestEvent } from './event.js'
import { type Cause, doubt, type Run, said, settingOrigin, wholeFile } from './run.js'
import { screenOf } from './screens.js'

/** What a guest with a device model asks for that nobody has seen QEMU do. */
export function* doubtSettings({ guest }: Run): Generator<GuestEvent> {
  const measured = emulatorMeasured()
  const last = new Map(guest.settings.map((setting) => [setting.name, setting]))
  for (const { name, value, origin } of last.values()) {
    const row = measured.get(name)
    const isSeen = (text: string): boolean =>
      row?.values?.includes(text) === true || (row?.form !== undefined && new RegExp(row.form).test(text))
    const isOpen = row && !row.values && row.form === undefined
    // What xl does not read changes nothing.
    if (isOpen || (row && textsOf(value).every(isSeen)) || !option('xl-cfg', name)) continue
    yield doubt(`what \`${name}\` does to a guest with a device model was not measured`, [], origin)
  }
}

function textsOf(value: Value): string[] {
  if (value.kind === 'list') return value.items.flatMap(textsOf)
  return value.kind === 'text' ? [value.text] : []
}

/** What Debian's QEMU has no part for, and ends with a word in its log. */
export function* partFaults(run: Run): Generator<Cause> {
  const { guest, xen } = run
  const ended = said(run, 'device-model-ended')
  const whole = wholeFile(run)
  const cards = emulatorMeasured().get('vif')?.cards ?? []
  const played = emulatedNics(guest)
  for (const { model } of played)
    if (model && !cards.includes(model.value))
      yield { said: ended, why: `QEMU ends, as it has no card \`${model.value}\``, origin: model.origin }
  const most = emulatorNumber('emulated-nics-most', xen)
  const beyond = played[most]
  if (beyond) {
    const why = `QEMU ends, as a guest has room for the images of ${most} emulated cards; \`type=vif\` asks for none`
    yield { said: ended, why, origin: beyond.origin }
  }
  const boot = draftAt(guest.survey.draft, 'b_info.u.hvm.boot')
  const form = emulatorMeasured().get('boot')?.form
  if (
    guest.type === 'hvm' &&
    typeof boot === 'string' &&
    boot !== '' &&
    form !== undefined &&
    !new RegExp(form).test(boot)
  ) {
    const why = `QEMU ends, as it boots from one to three of \`a\`, \`b\`, \`c\`, \`d\` and \`n\`, each once, not \`${boot}\``
    yield { said: ended, why, origin: settingOrigin(run, 'boot') ?? whole }
  }
  if (usbDevices(run).some((device) => device.startsWith('host:'))) {
    const why = "QEMU ends, as it takes a device of the host's USB from `usbdev` now, not from `usbdevice`"
    yield { said: ended, why, origin: settingOrigin(run, 'usbdevice') ?? whole }
  }
  const screen = screenOf(run.guest)
  if (draftAt(screen, 'sdl.enable') === true) {
    const origin = settingOrigin(run, 'sdl') ?? settingOrigin(run, 'vfb') ?? whole
    yield { said: ended, why: "QEMU ends, as Debian's has no SDL", origin }
  }
  if (draftAt(screen, 'vnc.enable') === false) return
  const lost = said(run, 'device-model-lost')
  if (draftAt(screen, 'vnc.passwd') && emulatorNumber('screen-passwords', xen) === 0) {
    const why = "QEMU ends, as Debian's has no cipher for passwords of VNC"
    yield { said: lost, why, origin: settingOrigin(run, 'vncpasswd') ?? settingOrigin(run, 'vfb') ?? whole }
  }
  const keymap = draftAt(screen, 'keymap')
  if (typeof keymap !== 'string' || keymap === '') return
  if (emulatorMeasured().get('keymap')?.values?.includes(keymap)) return
  const origin = settingOrigin(run, 'keymap') ?? settingOrigin(run, 'vfb') ?? whole
  yield { said: lost, why: `QEMU ends, as it has no keymap \`${keymap}\``, origin }
}

function usbDevices({ guest }: Run): string[] {
  if (guest.type !== 'hvm') return []
  const one = draftAt(guest.survey.draft, 'b_info.u.hvm.usbdevice')
  const many = draftAt(guest.survey.draft, 'b_info.u.hvm.usbdevice_list')
  return [one, ...(Array.isArray(many) ? many : [])].filter((device) => typeof device === 'string')
}

/** What a framebuffer asks for that nobody has seen QEMU do. */
export function* doubtScreen(run: Run): Generator<GuestEvent> {
  const origin = settingOrigin(run, 'vfb') ?? settingOrigin(run, 'vnc')
  const screen = screenOf(run.guest)
  const listen = draftAt(screen, 'vnc.listen')
  if (typeof listen === 'string' && !emulatorMeasured().get('vnclisten')?.values?.includes(listen))
    yield doubt(`whether QEMU can listen on \`${listen}\` was not measured`, [], origin)
}
