import { type Draft, get, put } from './draft.js'
import type { Piece } from './piece.js'
import { refuse, type Session, type Stop } from './session.js'

type End = (session: Session, device: Draft, whole: Piece) => Stop | undefined

/** What xl looks at when it has read all of a device's string. */
export const deviceEnds: Readonly<Record<string, End | undefined>> = {
  p9: (session, device) => {
    if (device['type'] === 'xen_9pfsd' && device['path'] === undefined)
      put(device, 'path', `/var/log/xen/guests/${get(session.draft, 'c_info.name')}`)
    return undefined
  },
  vtpm: (session, device, piece) =>
    device['backend_domname'] === undefined
      ? refuse(session, 'vtpm spec missing required backend field!', 1, { piece })
      : undefined,
  vdispl: (session, device, piece) =>
    device['connectors'] === undefined
      ? refuse(session, 'At least one connector should be specified.', 1, { piece })
      : undefined,
  channel: (session, device, piece) => {
    if (device['connection'] === undefined)
      return refuse(session, `channel has unknown 'connection'`, 1, { piece })
    if (device['connection'] !== 'socket') return undefined
    const path = device['path']
    if (path === undefined)
      return refuse(session, `channel connection 'socket' requires path=..`, 1, { piece })
    put(device, 'u.socket.path', path)
    return undefined
  },
  vkb: (session, device, piece) => {
    if (device['backend_type'] === undefined || device['backend_type'] === 'unknown')
      return refuse(session, 'backend-type should be set in vkb spec', 1, { piece })
    const sized = ['multi_touch_width', 'multi_touch_height', 'multi_touch_num_contacts'].some(
      (field) => BigInt.asUintN(32, numberOf(device[field])) !== 0n
    )
    if (sized) put(device, 'feature_multi_touch', 1n)
    if (sized || numberOf(device['feature_multi_touch']) === 0n) return undefined
    const fields = 'multi-touch-width, multi-touch-height, multi-touch-num-contacts'
    return refuse(session, `${fields} should be set for multi touch in vkb spec`, 1, { piece })
  }
}

function numberOf(value: Draft[string] | undefined): bigint {
  return typeof value === 'bigint' ? value : 0n
}
