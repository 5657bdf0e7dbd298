import { emulatorMeasured, emulatorNumber, option } from '@xenlint/catalogue'
import { draftAt, type Origin, type Value } from '@xenlint/model'
import { emulatedNics } from './emulated.js'
import type { GuestEvent } from './event.js'
import { type Cause, doubt, type Run, said, settingOrigin } from './run.js'

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
  const whole = { file: guest.file, start: 0, end: 0 }
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
  const hvm = (path: string): unknown => draftAt(guest.survey.draft, `b_info.u.hvm.${path}`)
  if (hvm('sdl.enable') === true)
    yield {
      said: ended,
      why: "QEMU ends, as Debian's has no SDL",
      origin: settingOrigin(run, 'sdl') ?? whole
    }
  const word = hvm('vnc.passwd')
  if (hvm('vnc.enable') === false || typeof word !== 'string' || word === '') return
  const origin: Origin = settingOrigin(run, 'vncpasswd') ?? whole
  const why = "QEMU ends, as Debian's has no cipher for passwords of VNC"
  yield { said: said(run, 'device-model-lost'), why, origin }
}
