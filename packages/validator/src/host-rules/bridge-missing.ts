import { nearestOf } from '@xenlint/catalogue'
import { type Bridge, type Claim, type GuestNic, type Host, isForeignBridge } from '@xenlint/model'
import type { Finding, Fix, HostContext, HostRule } from '../rule.js'
import { needsOf, standing } from './standing.js'

/** vif-bridge finds no bridge of the name, and libxl takes the guest down again. */
export const bridgeMissing: HostRule = {
  id: 'bridge-missing',
  summary: 'A guest whose interface joins a bridge that the host does not have.',
  severity: 'error',
  formats: ['xl-cfg'],
  status: 'stable',
  since: '0.1.0',
  check: findMissing
}

function* findMissing({ host }: HostContext): Iterable<Finding> {
  // Of a folder of guests alone nobody knows which bridges its machine has.
  const { plan, bridges: known, isComplete } = host.network
  if (!plan && known.length === 0 && !isComplete) return
  const bridges = new Map(host.network.bridges.map((bridge) => [bridge.name, bridge]))
  for (const [name, claims] of host.resources.all('bridge').entries()) {
    const bridge = bridges.get(name)
    if (bridge?.isUp !== false && bridge) continue
    if (!bridge && isMadeElsewhere(name, host)) continue
    const tell = bridge ? unstarted : absent
    for (const claim of claims) {
      const nic = claim.guest.nics[claim.index]
      // Which default xl.conf sets is not known while xl cannot read it.
      if (nic?.bridge.isDefault && host.xlConf.isRefused) continue
      if (nic && usesBridge(nic)) yield tell(host, claim, nic, bridge as Bridge)
    }
  }
}

// Scripts of other kinds make their own sense of `bridge=`, or none.
function usesBridge({ script, bridge }: GuestNic): boolean {
  const name = script.value.slice(script.value.lastIndexOf('/') + 1)
  return name === 'vif-bridge' && bridge.value !== ''
}

/** Bridges that programs make which no file of ours speaks of, and the old name that vif-bridge still understands. */
function isMadeElsewhere(name: string, { network, facts }: Host): boolean {
  if (isForeignBridge(name)) return true
  const old = /^xenbr(\d+)$/.exec(name)?.[1]
  if (old !== undefined && network.bridges.some((each) => each.name === `eth${old}`)) return true
  // What the machine itself has by that name may well be a bridge.
  return (
    (facts.nics ?? []).includes(name) && !network.interfaces.some((each) => each.name === name && each.origin)
  )
}

function absent(host: Host, claim: Claim, nic: GuestNic): Finding {
  const { network } = host
  const { value: name, isDefault } = nic.bridge
  const names = network.bridges.filter(({ isUp }) => isUp !== false).map((each) => each.name)
  const guess = nearestOf(new Set(names), name) ?? (names.length === 1 ? names[0] : undefined)
  const other = network.interfaces.find((each) => each.name === name && each.origin)
  const needs = [...(network.isComplete ? [] : ['bridges']), ...needsOf(host)]
  const fact = other
    ? `\`${name}\` is no bridge`
    : isDefault
      ? `This interface names no bridge, and ${nic.bridge.origin.file === claim.guest.file ? `xl takes \`${name}\`` : `xl.conf gives it \`${name}\``}, which the host does not have`
      : `The host has no bridge \`${name}\``
  const said = other && !other.isAbsent ? 'unable to add vif devices' : `Could not find bridge device ${name}`
  const end = network.isComplete ? `, so the guest is not created: \`${said}\`` : ', as far as its files tell'
  const help = guess ? (isDefault ? `; say \`bridge=${guess}\`.` : `; did you mean \`${guess}\`?`) : '.'
  return {
    case: other ? 'not-a-bridge' : isDefault ? 'default' : guess ? 'misspelt' : 'absent',
    at: claim.origin,
    severity: standing(claim.guest),
    needs,
    message: `${fact}${end}${help}`,
    related: [
      ...(other?.origin
        ? [{ at: other.origin, message: `\`${name}\` is made here, without \`bridge_ports\`.` }]
        : []),
      ...(guess ? relatedTo(network.bridges.find((each) => each.name === guess)) : []),
      ...(isDefault && nic.bridge.origin.file !== claim.guest.file
        ? [{ at: nic.bridge.origin, message: 'The default is set here.' }]
        : [])
    ],
    fixes: guess === undefined ? [] : isDefault ? naming(host, claim, guess) : [joining(nic, guess)]
  }
}

function joining(nic: GuestNic, guess: string): Fix {
  return { title: `Join \`${guess}\``, edits: [{ ...rangeOf(nic), text: guess }], safe: false }
}

// vif = [ "mac=00:16:3e:2a:10:01" ], vif = [ "" ]
function naming({ tree }: Host, { guest, origin }: Claim, guess: string): Fix[] {
  const { start, end } = origin
  const written = tree.read(tree.real(guest.path))?.slice(start, end) ?? ''
  const isEmpty = written === '""' || written === "''"
  if (!isEmpty && !/^[\w=:./ -][\w=:.,/ -]*[\w]$/.test(written)) return []
  const at = isEmpty ? start + 1 : end
  const edits = [{ start: at, end: at, text: isEmpty ? `bridge=${guess}` : `,bridge=${guess}` }]
  return [{ title: `Say \`bridge=${guess}\`, so that the guest joins it`, edits, safe: false }]
}

function relatedTo(bridge: Bridge | undefined): { at: NonNullable<Bridge['origin']>; message: string }[] {
  return bridge?.origin ? [{ at: bridge.origin, message: `\`${bridge.name}\` is made here.` }] : []
}

function rangeOf({ bridge: { origin } }: GuestNic): { start: number; end: number } {
  return { start: origin.start, end: origin.end }
}

function unstarted(host: Host, claim: Claim, nic: GuestNic, bridge: Bridge): Finding {
  const { value: name } = nic.bridge
  return {
    case: 'unstarted',
    at: claim.origin,
    severity: standing(claim.guest),
    needs: needsOf(host),
    message: `Nothing brings \`${name}\` up at boot, so the guest is not created: \`Could not find bridge device ${name}\`.`,
    related: relatedTo(bridge)
  }
}
