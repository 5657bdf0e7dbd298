import { type GuestNic, type Host, isForeignBridge } from '@xenlint/model'
import type { GuestEvent } from './event.js'
import { type NicFinding, nicPlaces, nothingSaid } from './nic-fault.js'
import { hasProgram } from './presence.js'
import { doubt, type Run, said } from './run.js'

/** What vif-bridge joins: the bridge that is named, or one that it finds itself; none where nobody knows. */
export function bridgeOf(run: Run, { bridge }: GuestNic): string | undefined {
  const { network } = run.host
  if (bridge.value === '') return bridgeFound(run)
  // It takes `ethN` for an `xenbrN` that is not there, as xend once named bridges.
  const [, number] = /^xenbr(.*)$/.exec(bridge.value) ?? []
  const isUp = (name: string): boolean =>
    network.bridges.some((each) => each.name === name && each.isUp === true)
  return number !== undefined && !isUp(bridge.value) && isUp(`eth${number}`) ? `eth${number}` : bridge.value
}

/** The first bridge of all; where `brctl` cannot tell, the words that `bridge link` has for them, one for each port. */
function bridgeFound({ host, state }: Run): string | undefined {
  const { bridges, isComplete } = host.network
  if (!isComplete || bridges.some(({ isUp, ports }) => isUp === undefined || ports === undefined))
    return undefined
  const up = bridges.filter(({ isUp }) => isUp)
  if (hasBrctl(host)) return up.map(({ name }) => name).sort()[0] ?? ''
  const joined = [...state.domains.values()].flatMap(({ vifs }) => vifs.flatMap((vif) => vif.bridge ?? []))
  const masters = [...up.flatMap(({ name, ports = [] }) => ports.map(() => name)), ...joined]
  // They stand in the order in which their ports were made.
  return new Set(masters).size > 1 ? undefined : masters.join('\n')
}

/** The script finds `brctl` with `which`, and goes without where one of them is not there. */
function hasBrctl(host: Host): boolean {
  return hasProgram(host, 'brctl') !== false && hasProgram(host, 'which') !== false
}

/** Whether a bridge is there, and takes a vif. */
export function* bridgeFault(
  run: Run,
  nic: GuestNic,
  bridge: string | undefined
): Generator<GuestEvent, NicFinding> {
  const { network, facts } = run.host
  const { origin, related } = nicPlaces(run, nic)
  if (bridge === undefined) {
    yield doubt('nothing tells which bridge the script finds for it', ['bridges'], origin)
    return 'open'
  }
  if (bridge === '') {
    const why = 'it names no bridge, and there is none'
    return {
      online: said(run, 'bridge-unfound', { command: 'online' }),
      offline: said(run, 'bridge-unfound', { command: 'offline' }),
      why,
      origin,
      ...(related && { related })
    }
  }
  const known = network.bridges.find(({ name }) => name === bridge)
  if (known?.isUp) return undefined
  if (known ? known.isUp === undefined : !network.isComplete) {
    const [open] = network.open
    const unnamed = `no file names a bridge \`${bridge}\`${open === undefined ? '' : `, but ${open}`}`
    yield doubt(known ? `nothing tells whether \`${bridge}\` comes up` : unnamed, ['bridges'], origin)
    return 'open'
  }
  const isCard =
    facts.nics?.includes(bridge) ||
    network.interfaces.some(({ name, isAbsent }) => name === bridge && !isAbsent)
  if (!known && isCard)
    return {
      online: said(run, hasBrctl(run.host) ? 'bridge-unfit-brctl' : 'bridge-unfit', { command: 'online' }),
      offline: nothingSaid,
      why: `\`${bridge}\` is no bridge`,
      origin,
      ...(related && { related })
    }
  if (!known && !isCard && isForeignBridge(bridge)) {
    yield doubt(`another program may make \`${bridge}\``, ['bridges'], origin)
    return 'open'
  }
  const absent = known
    ? `the bridge \`${bridge}\` does not come up at boot`
    : `there is no bridge \`${bridge}\``
  const its = known?.origin ? { message: 'It is defined here.', origin: known.origin } : related
  return {
    online: said(run, 'bridge-absent', { bridge, command: 'online' }),
    offline: said(run, 'bridge-absent', { bridge, command: 'offline' }),
    why: absent,
    origin,
    ...(its && { related: its })
  }
}
