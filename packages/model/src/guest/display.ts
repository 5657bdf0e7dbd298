import { askFlag, askNumber, askText } from './accessors.js'
import { append, type Draft, get, put } from './draft.js'
import type { Session } from './session.js'

/**
 * VNC and SDL outside of `vfb`: for a PV guest they make a framebuffer, if it has none yet.
 * In the others, xl writes into the fields of HVM guests, where PVH guests have none to show.
 */
export function readTopLevelDisplay(session: Session): undefined {
  const { draft } = session
  if (session.noted.guest !== 'pv' || get(draft, 'vfbs') !== undefined) {
    readFramebuffer(session, (path, value) => put(draft, `b_info.u.hvm.${path}`, value))
    return
  }
  const wanted = askNumber(session, 'vnc')
  if (wanted.kind !== 'read' || wanted.value === 0n) return
  const framebuffer: Draft = append(draft, 'vfbs')
  framebuffer['devid'] = 0n
  append(draft, 'vkbs')['devid'] = 0n
  readFramebuffer(session, (path, value) => put(framebuffer, path, value))
  const keymap = askText(session, 'keymap')
  if (keymap.kind === 'read') framebuffer['keymap'] = keymap.value.text
}

type Put = (path: string, value: string | boolean | bigint) => void

const fields: readonly { option: string; as: 'flag' | 'text' | 'number'; into: string }[] = [
  { option: 'vnc', as: 'flag', into: 'vnc.enable' },
  { option: 'vnclisten', as: 'text', into: 'vnc.listen' },
  { option: 'vncpasswd', as: 'text', into: 'vnc.passwd' },
  { option: 'vncdisplay', as: 'number', into: 'vnc.display' },
  { option: 'vncunused', as: 'flag', into: 'vnc.findunused' },
  { option: 'sdl', as: 'flag', into: 'sdl.enable' },
  { option: 'opengl', as: 'flag', into: 'sdl.opengl' },
  { option: 'display', as: 'text', into: 'sdl.display' },
  { option: 'xauthority', as: 'text', into: 'sdl.xauthority' }
]

function readFramebuffer(session: Session, set: Put): void {
  for (const { option, as, into } of fields) {
    if (as === 'flag') {
      const found = askFlag(session, option)
      if (found.kind === 'read') set(into, found.value)
    } else if (as === 'text') {
      const found = askText(session, option)
      if (found.kind === 'read') set(into, found.value.text)
    } else {
      const found = askNumber(session, option)
      if (found.kind === 'read') set(into, found.value)
    }
  }
}
