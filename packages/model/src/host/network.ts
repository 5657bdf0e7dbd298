import { isRead } from '@xenlint/catalogue'
import { dialectOf, type InterfacesReading, readInterfaces, type SourceLookup } from '../interfaces/index.js'
import { planNetwork } from '../network/index.js'
import type { Origin } from '../origin.js'
import { isHookless, lacksVlanHook } from './bridge-hook.js'
import { portWords } from './bridge-ports.js'
import type { Bridge, BridgePort, HostInterface, HostNetwork } from './host.js'
import { type IfupdownBridges, ifupdownBridges } from './ifupdown-bridges.js'
import { otherNetworks } from './network-files.js'
import type { HostSource } from './source.js'

const path = '/etc/network/interfaces'

/** The bridges and other interfaces of a host once it is up, as its files and facts tell. */
export function networkOf(source: HostSource): HostNetwork {
  const network = networkInFiles(source)
  const { bridges } = source.facts
  return bridges ? withBridges(network, bridges) : network
}

/** What files leave open about bridges, a fact that names all of them decides. */
function withBridges(network: HostNetwork, told: readonly string[]): HostNetwork {
  const settled = network.bridges.map((bridge) =>
    bridge.isUp === undefined && told.includes(bridge.name) ? { ...bridge, isUp: true } : bridge
  )
  const others = told
    .filter((name) => !settled.some((bridge) => bridge.name === name))
    .map((name) => ({ name, ports: undefined, portOrigins: [], isUp: true, madeBy: 'another program' }))
  return { ...network, bridges: [...settled, ...others], isComplete: true, open: [] }
}

function networkInFiles(source: HostSource): HostNetwork {
  const { tree, facts, read } = source
  const others = otherNetworks(tree)
  const file = read(tree.real(path), 'interfaces')
  const shownOrigin = (origin: Origin): Origin => ({ ...origin, file: source.shown(tree.real(origin.file)) })
  const foreign: Bridge[] = others.bridges.map(({ name, origin, ports, madeBy }) => ({
    name,
    origin: shownOrigin(origin),
    ports,
    portOrigins: [],
    isUp: undefined,
    madeBy
  }))
  const nics = (facts.nics ?? []).map((name) => ({ name }))
  const named = others.interfaces.map(({ name, origin }) => ({ name, origin: shownOrigin(origin) }))
  const told = [...others.programs, ...otherMakers(source)].map((program) => `${program} may make bridges`)
  if (!file) {
    const open = [...told, ...(tree.whole ? [] : [`\`${path}\` is not among the files`])]
    return {
      bridges: foreign,
      interfaces: [...nics, ...named],
      unaddressed: [],
      isComplete: open.length === 0,
      open
    }
  }
  const reading = readInterfaces({ file: path, tree: file.tree }, lookupIn(source))
  const dialect = dialectOf(file.tree, path).id
  const plan = planNetwork({
    reading,
    file: path,
    shown: 'interfaces',
    ...(facts.nics && { nics: ['lo', ...facts.nics.filter((nic) => nic !== 'lo')] })
  })
  const open = [
    ...told,
    ...(dialect === 'classic' ? [] : [`\`${path}\` is ${otherDialects[dialect]}`]),
    ...(reading.unknownSources.length > 0 ? ['a file that is sourced is not known'] : []),
    ...(reading.mappings.length > 0 ? ['a mapping script decides'] : []),
    ...(runsOtherPrograms(reading) ? ['commands of the stanzas may make interfaces'] : [])
  ]
  const isOpen = open.length > 0
  const lacksHook = isHookless(source)
  const { renamesUp = false } = source.release
  const made: Pick<IfupdownBridges, 'bridges'> & Partial<IfupdownBridges> =
    dialect === 'classic'
      ? ifupdownBridges({
          reading,
          plan,
          nics: facts.nics,
          isOpen,
          isHookless: lacksHook,
          isVlanless: lacksVlanHook(source),
          renamesUp
        })
      : { bridges: looseBridges(file.text, dialect) }
  const isForeign = (name: string): boolean => foreign.some((each) => each.name === name)
  const bridges = [
    // What ifup leaves alone another program may make.
    ...made.bridges
      .filter(({ name, isUp }) => isUp !== false || !isForeign(name))
      .map((bridge) => placed(bridge, shownOrigin)),
    ...foreign
  ]
  const stanzas = interfacesOf(reading).map((each): HostInterface => {
    const isAbsent = made.isThere?.(each.name) === false
    return { ...placed(each, shownOrigin), ...(isAbsent && { isAbsent }) }
  })
  return {
    plan,
    ...(dialect === 'classic' && { reading }),
    ...(lacksHook && { isHookless: true }),
    bridges,
    interfaces: [...nics, ...stanzas, ...named],
    unaddressed: isOpen ? [] : unaddressedOf(reading),
    isComplete: !isOpen,
    open
  }
}

/** Who else makes bridges on such a host: xend where it runs, and the host's own script. */
function otherMakers({ tree, release }: HostSource): string[] {
  const text = (path: string): string => tree.read(tree.real(path)) ?? ''
  const hasXend =
    isRead('xend-config', release.xen) &&
    /^[ \t]*\([ \t]*network-script[ \t]+['"]?network-bridge/m.test(text('/etc/xen/xend-config.sxp')) &&
    !/^[ \t]*TOOLSTACK=["']?xl\b/m.test(text('/etc/default/xen'))
  const hasScript = /^[^#\n]*\b(?:addbr|add-br|type[ \t]+bridge)\b/m.test(text('/etc/rc.local'))
  return [...(hasXend ? ['xend'] : []), ...(hasScript ? ['`/etc/rc.local`'] : [])]
}

function placed<T extends HostInterface & { readonly portOrigins?: readonly BridgePort[] }>(
  each: T,
  shown: (origin: Origin) => Origin
): T {
  return {
    ...each,
    ...(each.origin && { origin: shown(each.origin) }),
    ...(each.portOrigins && {
      portOrigins: each.portOrigins.map((port) => ({ ...port, origin: shown(port.origin) }))
    })
  }
}

const otherDialects = {
  ifupdown2: 'written for ifupdown2, which is not followed here',
  'ifupdown-ng': 'written for ifupdown-ng, which is not followed here',
  template: 'a template that is not filled in'
} as const

// Debian's ifupdown brings this folder along, empty.
const ownFolder = '/etc/network/interfaces.d'

function lookupIn({ tree, read }: HostSource): SourceLookup {
  return {
    read(wanted) {
      const real = tree.real(wanted)
      const kind = tree.kind(real)
      if (kind === undefined) return 'absent'
      if (kind !== 'file') return kind === 'folder' ? 'folder' : 'unknown'
      return read(real, 'interfaces')?.tree ?? 'unknown'
    },
    list(folder) {
      const clean = folder.replace(/(?<=.)\/+$/, '')
      return tree.list(tree.real(clean)) ?? (clean === ownFolder ? [] : 'absent')
    }
  }
}

/** The bridges of another dialect, by name: its stanzas are looked at and not read. */
function looseBridges(text: string, madeBy: string): Bridge[] {
  const bridges: Bridge[] = []
  let name: { readonly name: string; readonly origin: Origin } | undefined
  for (const match of text.matchAll(
    /^[ \t]*(iface|bridge[-_]ports|bridge[-_]access)[ \t]+(\S+)([^\n]*)$/gm
  )) {
    const [all, word, first = '', rest = ''] = match
    const start = match.index + all.length - rest.length - first.length
    if (word === 'iface') name = { name: first, origin: { file: path, start, end: start + first.length } }
    else if (name && /ports$/.test(word ?? '') && !bridges.some((known) => known.name === name?.name))
      bridges.push({ ...name, ports: undefined, portOrigins: [], isUp: undefined, madeBy })
  }
  return bridges
}

/** True where a command may make what is not seen here: a script of the host's own, or a name from a variable. */
function runsOtherPrograms({ ifaces }: InterfacesReading): boolean {
  return ifaces.some(({ lines }) =>
    lines.some(
      ({ name, value }) =>
        (name === 'pre-up' || name === 'up') &&
        (runsFile(value) || /\b(?:addbr|add-br)[ \t]+(?:--\S+[ \t]+)*["']?\$|\.sh\b/.test(value))
    )
  )
}

/** True where a command is, or is given, a file that it may run. */
function runsFile(value: string): boolean {
  return value.split(/[;&|(){}`\n]+/).some((command) => {
    const words = command.replace(/\d*>+[ \t]*\S+/g, '').trim()
    return !readers.test(words) && /(?:^|\s)\/(?!s?bin\/|usr\/s?bin\/)\S/.test(words)
  })
}

/** Commands that only look at a file that they are given, or write to it. */
const readers =
  /^(?:\/(?:usr\/)?s?bin\/)?(?:\[|arptables\S*|chmod|chown|cp|ebtables\S*|echo|ethtool|ip6?tables\S*|ipset|logger|mkdir|modprobe|nft|printf|rm|sysctl|tc|test|touch|wg)(?=\s|$)/

/** A stanza `manual` gives no address, unless one of its commands does; stanzas for IPv6 have none to give. */
function unaddressedOf({ ifaces }: InterfacesReading): string[] {
  const names = [...new Set(ifaces.map(({ name }) => name))]
  return names.filter((name) =>
    ifaces.every(
      (each) =>
        (each.name !== name && !each.name.startsWith(`${name}:`)) ||
        each.family === 'inet6' ||
        (each.method === 'manual' && !each.lines.some(({ value }) => /addr|ifconfig|dhc|ifup|\//.test(value)))
    )
  )
}

function interfacesOf({ ifaces }: InterfacesReading): HostInterface[] {
  const found = new Map<string, HostInterface>()
  for (const iface of ifaces)
    if (!portWords(iface) && !found.has(iface.name))
      found.set(iface.name, { name: iface.name, origin: iface.nameOrigin })
  return [...found.values()]
}
