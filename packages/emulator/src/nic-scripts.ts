import { emulatorPath } from '@xenlint/catalogue'
import type { GuestNic, Host } from '@xenlint/model'
import { nicFields } from './emulated.js'
import type { GuestEvent } from './event.js'
import { type NicFault, type NicFinding, nicPlaces, nothingSaid } from './nic-fault.js'
import { hasProgram } from './presence.js'
import { doubt, type Run, type Said, said } from './run.js'
import { scriptLoss, scriptPath } from './scripts.js'

type Answer = Generator<GuestEvent, NicFinding>

/** Why the script of a vif cannot even begin. */
export function scriptFault(run: Run, nic: GuestNic): NicFault | undefined {
  const script = scriptPath(nic.script.value)
  const lost = scriptLoss(run.host, script)
  if (!lost) return undefined
  const spoken = (command: string): Said => said(run, lost.case, { script, command })
  return fault(run, nic, lost.why, spoken('online'), spoken('offline'))
}

/** What a script other than vif-bridge comes to, as far as that was seen. */
export function* otherScriptFault(run: Run, nic: GuestNic, vif: string): Answer {
  const script = scriptPath(nic.script.value)
  const spoken = (command: string): Said => said(run, 'script-erred', { script, command })
  if (script === scriptPath('vif-route')) return yield* routeFault(run, nic, spoken)
  if (script === scriptPath('vif-openvswitch') && hasProgram(run.host, 'ovs-vsctl') === false) {
    const why = '`vif-openvswitch` finds no `ovs-vsctl`; install openvswitch-switch'
    return fault(run, nic, why, said(run, 'switch-missing', { script, command: 'online' }))
  }
  // With that file the script also serves addresses.
  if (isNatted(nic) && run.host.exists('/etc/dhcpd.conf') !== true) return natFault(run, nic, vif)
  yield doubt(`what \`${nic.script.value}\` does was not measured`, [], nicPlaces(run, nic, 'script').origin)
  return 'open'
}

function isNatted({ script }: GuestNic): boolean {
  return scriptPath(script.value) === scriptPath('vif-nat')
}

/** The address that vif-nat makes a route to, of those that files name. */
export function routedAddress(nic: GuestNic): string | undefined {
  // Few files name one, and all guests are asked at each edit.
  return nic.ip && isNatted(nic) ? nic.ip.value.split('/')[0] : undefined
}

/** vif-nat gives its end the guest's address and 127 more, and makes one route. */
function natFault(run: Run, nic: GuestNic, vif: string): NicFault | undefined {
  const address = routedAddress(nic)
  if (address === undefined) return undefined
  const [first, second, third, fourth = ''] = address.split('.')
  const last = (Number.parseInt(fourth, 10) || 0) + 127
  const own = `${first}.${second}.${third}.${last}`
  const spoken = (words: string): Said =>
    said(run, 'script-gave-up', { script: scriptPath('vif-nat'), command: 'online', words })
  if (last > 255) {
    const why = `\`vif-nat\` takes \`${own}\` for dom0's end, which is no address; the last number may be 128 at most`
    return fault(run, nic, why, spoken(`ip addr add ${own} dev ${vif}`))
  }
  const isTaken = run.state.routes.has(address)
  if (!isTaken && /^\S+$/.test(address)) return undefined
  const why = isTaken
    ? `dom0 has a route to \`${address}\` already`
    : `\`vif-nat\` takes one address, not \`${address}\``
  return fault(run, nic, why, spoken(`ip route add ${address} dev ${vif} src ${own}`))
}

/** vif-route asks for dom0's own address, then for a program that Debian no longer brings along. */
function* routeFault(run: Run, nic: GuestNic, spoken: (command: string) => Said): Answer {
  const device = gatewayOf(run, nic)
  const hasAddress = holdsAddress(run.host, device)
  if (hasAddress === false) {
    const why = `\`vif-route\` takes dom0's address from \`${device}\`, which has none; name another with \`gatewaydev=\``
    return fault(run, nic, why, spoken('online'), spoken('offline'))
  }
  const { origin } = nicPlaces(run, nic, 'script')
  if (hasAddress === undefined) {
    yield doubt(`whether \`${device}\` has an address decides what \`vif-route\` does`, [], origin)
    return 'open'
  }
  const path = emulatorPath('ifconfig')
  if (hasProgram(run.host, 'ifconfig') === false) {
    const why = '`vif-route` calls `ifconfig`, which is not there; install net-tools'
    return fault(run, nic, why, spoken('online'))
  }
  yield doubt('what `vif-route` does was not measured', [path], origin)
  return 'open'
}

function fault(run: Run, nic: GuestNic, why: string, online: Said, offline: Said = nothingSaid): NicFault {
  return { online, offline, why, ...nicPlaces(run, nic, 'script') }
}

/** The interface of dom0 that guests are routed through. */
function gatewayOf({ guest, host }: Run, { devid }: GuestNic): string {
  const own = nicFields(guest.survey, devid)['gatewaydev']
  const named = typeof own === 'string' ? own : host.xlConf.value('vif.default.gatewaydev')?.text
  return named || 'eth0'
}

/** Whether ifup gives an interface an IPv4 address; `undefined` where a server or another program may. */
function holdsAddress({ facts, network }: Host, device: string): boolean | undefined {
  const added = (network.plan?.output ?? []).some((line) => {
    const words = line.split(' ')
    return line.startsWith('ip addr add ') && words.includes(device)
  })
  if (added) return true
  const { bridges, interfaces } = network
  const isThere =
    facts.nics === undefined ||
    facts.nics.includes(device) ||
    [...bridges, ...interfaces].some(({ name }) => name === device)
  if (network.unaddressed.includes(device)) return false
  return isThere || !network.isComplete ? undefined : false
}
