import { emulatorNumber } from '@xenlint/catalogue'
import { type GuestNic, isUnfitName } from '@xenlint/model'
import { emulatedNics, nicFields } from './emulated.js'
import type { GuestEvent, Refused } from './event.js'
import { type NicFault, type NicFinding, nothingSaid } from './nic-fault.js'
import { otherScriptFault, routedAddress, scriptFault } from './nic-scripts.js'
import { destroyedLate, doubt, type Run, refuse, type Said, said, together } from './run.js'
import { scriptPath } from './scripts.js'
import { bridgeFault, bridgeOf } from './vif-bridge.js'

/** libxl gives each vif its number, and looks at its kind, before the guest is built. */
export function* settleNics(run: Run): Generator<GuestEvent, Refused | undefined> {
  for (const nic of run.guest.nics) {
    const fields = nicFields(run.guest.survey, nic.devid)
    if (nic.backendDomain !== undefined)
      yield doubt('interfaces that another guest serves were not measured', [], nic.origin)
    if (fields['nictype'] !== 'vif_ioemu' || run.guest.type === 'hvm') continue
    const why = 'an emulated card (`type=ioemu`) is for guests with a device model'
    return yield* refuse(run, {
      said: said(run, 'nic-emulated', { index: nic.devid }),
      why,
      origin: nic.origin
    })
  }
  return undefined
}

/** The hotplug script of each vif puts it into its bridge; where one fails, the guest goes. */
export function* attachNics(run: Run): Generator<GuestEvent, Refused | undefined> {
  const faults: NicFault[] = []
  const own = new Set<string>()
  const emulated = emulatedNics(run.guest)
  for (const nic of run.guest.nics) {
    // The scripts of its own domain see to it.
    if (nic.backendDomain !== undefined) continue
    const vif = nic.vifname?.value ?? `vif${run.id}.${nic.devid}`
    const bridge = bridgeOf(run, nic)
    const isPlayed = emulated.includes(nic)
    const fault =
      scriptFault(run, nic) ??
      (yield* namedFault(run, nic, { vif, bridge }, own)) ??
      (isPlayed ? playedFault(run, nic, own) : undefined)
    own.add(vif)
    if (isPlayed) own.add(`${vif}-emu`)
    if (fault === 'open') continue
    if (fault) faults.push(isPlayed ? { ...fault, removal: removed(fault.offline) } : fault)
    else {
      const address = routedAddress(nic)
      const joins = isBridged(nic) ? bridge !== undefined && { bridge } : address !== undefined && { address }
      const played = isPlayed && nic.vifname && { played: `${vif}-emu` }
      yield { type: 'vif-attached', vif, ...played, ...joins, origin: nic.origin }
    }
  }
  const [first] = faults
  if (!first) return undefined
  for (const { lost } of faults) if (lost) yield lost
  const texts = [
    ...faults.map(({ online }) => online),
    said(run, 'nics-unadded'),
    ...faults.map(({ offline }) => offline),
    ...faults.flatMap(({ removal }) => removal ?? []),
    said(run, destroyedLate(run))
  ]
  const { why, origin, related } = first
  return yield* refuse(run, { said: together(texts), why, origin, ...(related && { related }) })
}

function removed(offline: Said): Said {
  return { ...offline, lines: offline.lines.map((line) => line.replace(' offline ', ' remove ')) }
}

function isBridged({ script }: GuestNic): boolean {
  return scriptPath(script.value) === scriptPath('vif-bridge')
}

const ofDebian = ['vif-bridge', 'vif-nat', 'vif-openvswitch', 'vif-route'].map(scriptPath)

/** Debian's scripts name the vif before they look for what it joins; when the vif goes, they only look for that. */
function* namedFault(
  run: Run,
  nic: GuestNic,
  { vif, bridge }: { readonly vif: string; readonly bridge: string | undefined },
  own: ReadonlySet<string>
): Generator<GuestEvent, NicFinding> {
  const lost = yield* isBridged(nic) ? bridgeFault(run, nic, bridge) : otherScriptFault(run, nic, vif)
  const named = ofDebian.includes(scriptPath(nic.script.value)) ? nameFault(run, nic, own) : undefined
  if (!named || !lost || lost === 'open') return named ?? lost
  return { ...named, offline: lost.offline }
}

/** QEMU's card stands beside the vif under a name that the script makes of the vif's. */
function playedFault(run: Run, nic: GuestNic, own: ReadonlySet<string>): NicFault | undefined {
  const { script, vifname } = nic
  if (!vifname || !ofDebian.includes(scriptPath(script.value))) return undefined
  return nameFault(run, nic, own, { command: 'add', suffix: '-emu' })
}

function nameFault(
  run: Run,
  { script, vifname, devid }: GuestNic,
  own: ReadonlySet<string>,
  { command, suffix } = { command: 'online', suffix: '' }
): NicFault | undefined {
  if (!vifname) return undefined
  const { host, state, xen } = run
  const name = vifname.value + suffix
  const values = { script: scriptPath(script.value), index: devid + suffix, vifname: name, command }
  const origin = vifname.origin
  const longest = emulatorNumber('vifname-longest', xen)
  if (name.length > longest) {
    const why = `\`${name}\` has more than ${longest} letters, too long for an interface`
    return { online: said(run, 'vifname-unfit', values), offline: nothingSaid, why, origin }
  }
  if (isUnfitName(name)) {
    const why = `Linux names no interface \`${name}\``
    return { online: said(run, 'vifname-unfit', values), offline: nothingSaid, why, origin }
  }
  const holder = state.vifs.get(name)
  const { network, facts } = host
  const isTaken =
    own.has(name) ||
    holder !== undefined ||
    facts.nics?.includes(name) ||
    network.bridges.some((bridge) => bridge.name === name && bridge.isUp !== false) ||
    network.interfaces.some((each) => each.name === name && !each.isAbsent)
  if (!isTaken) return undefined
  const theirs = holder === undefined ? undefined : state.domains.get(holder)?.name
  const why = `an interface \`${name}\` is there already${theirs === undefined ? '' : `, of \`${theirs}\``}`
  const lost: GuestEvent | undefined =
    holder === undefined ? undefined : { type: 'vif-lost', vif: name, of: holder, origin }
  return {
    online: said(run, 'vifname-taken', values),
    offline: nothingSaid,
    why: theirs === undefined ? why : `${why}, which loses it now`,
    origin,
    ...(lost && { lost })
  }
}
