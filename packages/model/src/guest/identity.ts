import { type GuestType, spelling } from '@xenlint/catalogue'
import { askText } from './accessors.js'
import { get, put } from './draft.js'
import { quirkOf } from './inquiry.js'
import { refuse, type Session, type Stop, say } from './session.js'

/** The label of the domain, or of its builder where `init_seclabel` gives the first. */
export function readSecurityLabel(session: Session): undefined {
  const found = askText(session, 'seclabel')
  if (found.kind !== 'read') return
  const labelled = get(session.draft, 'c_info.ssid_label') !== undefined
  put(session.draft, labelled ? 'b_info.exec_ssid_label' : 'c_info.ssid_label', found.value.text)
}

/** `type`: any beginning of a word will do, the first that fits counts. */
export function readType(session: Session): Stop | undefined {
  const found = askText(session, 'type')
  if (found.kind !== 'read') return undefined
  const { text } = found.value
  const type = (['hvm', 'pv', 'pvh'] as const).find((word) => word.startsWith(text))
  if (!type) return refuse(session, `Invalid domain type ${text}.`, 1, { setting: found.setting })
  setType(session, type)
  return undefined
}

/** `builder`, which may not contradict `type`; a guest without either is a PV guest. */
export function readBuilder(session: Session): Stop | undefined {
  const found = askText(session, 'builder')
  const before = get(session.draft, 'c_info.type')
  if (found.kind !== 'read') {
    if (before === undefined) setType(session, 'pv')
    return undefined
  }
  const { text } = found.value
  const at = { setting: found.setting }
  const remark = quirkOf(session, 'builder-remark')
  if (remark && before === undefined) say(session, remark, at)
  const type = 'hvm'.startsWith(text) ? 'hvm' : 'generic'.startsWith(text) ? 'pv' : undefined
  if (!type) return refuse(session, `Invalid domain type ${text}.`, 1, at)
  if (before !== undefined && before !== type)
    return refuse(session, 'Contradicting "builder" and "type" options specified.', 1, at)
  setType(session, type)
  return undefined
}

/** `builder` as long as there was no `type`: a beginning of `hvm`, or anything else for PV. */
export function readBuilderAlone(session: Session): undefined {
  const found = askText(session, 'builder')
  setType(session, found.kind === 'read' && 'hvm'.startsWith(found.value.text) ? 'hvm' : 'pv')
}

export function readName(session: Session): Stop | undefined {
  const found = askText(session, 'name')
  if (found.kind !== 'read') {
    const at = found.kind === 'unfit' ? { setting: found.setting } : {}
    return refuse(session, 'Domain name must be specified.', 1, at)
  }
  put(session.draft, 'c_info.name', found.value.text)
  return undefined
}

export function readUuid(session: Session): Stop | undefined {
  const found = askText(session, 'uuid')
  const uuid = found.kind === 'read' ? uuidOf(found.value.text) : session.machine.uuid()
  if (uuid !== undefined) put(session.draft, 'c_info.uuid', uuid)
  else if (found.kind === 'read')
    return refuse(session, `Failed to parse UUID: ${found.value.text}`, 1, { setting: found.setting })
  return undefined
}

/** A UUID in lower case, if the text is one. */
export function uuidOf(text: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined
}

/** The version of the device model; xl tells one given without the other. */
export function readDeviceModelVersion(session: Session): Stop | undefined {
  const found = askText(session, 'device_model_version')
  if (found.kind !== 'read') {
    if (get(session.draft, 'b_info.device_model') !== undefined)
      say(session, 'WARNING: device model override given without specific DM version')
    return undefined
  }
  const { text } = found.value
  const version = spelling('deviceModels', text)
  if (version === undefined)
    return refuse(session, `Unknown device_model_version "${text}" specified`, 1, { setting: found.setting })
  put(session.draft, 'b_info.device_model_version', version)
  return undefined
}

function setType(session: Session, type: GuestType): void {
  session.noted.guest = type
  put(session.draft, 'c_info.type', type)
  put(session.draft, 'b_info.type', type)
}
