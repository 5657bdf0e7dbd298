import { isRead } from '@xenlint/catalogue'
import { globExpression } from '../glob.js'
import {
  dialectOf,
  type Iface,
  type InterfacesReading,
  type OptionLine,
  readInterfaces,
  type SourceLookup
} from '../interfaces/index.js'
import { type NetworkPlan, planNetwork } from '../network/index.js'
import type { Origin } from '../origin.js'
import type { Bridge, BridgePort, HostInterface, HostNetwork } from './host.js'
import { otherNetworks } from './network-files.js'
import type { HostSource } from './source.js'

const path = '/etc/network/interfaces'

/** The bridges and other interfaces of a host once it is up, as its files and facts tell. */
export function networkOf(source: HostSource): HostNetwork {
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
    return { bridges: foreign, interfaces: [...nics, ...named], isComplete: open.length === 0, open }
  }
  const reading = readInterfaces({ file: path, tree: file.tree }, lookupIn(source))
  const dialect = dialectOf(file.tree, path).id
  const plan = planNetwork({
    reading,
    file: path,
    shown: 'interfaces',
    ...(facts.nics && { nics: ['lo', ...facts.nics.filter((nic) => nic !== 'lo')] })
  })
  const made = dialect === 'classic' ? bridgesOf(reading, facts.nics) : looseBridges(file.text)
  const open = [
    ...told,
    ...(dialect === 'classic' ? [] : [`\`${path}\` is one of ${dialect}`]),
    ...(reading.unknownSources.length > 0 ? ['a file that is sourced is not known'] : []),
    ...(reading.mappings.length > 0 ? ['a mapping script decides'] : []),
    ...(runsOtherPrograms(reading) ? ['commands of the stanzas may make interfaces'] : [])
  ]
  const bridges = [
    ...made.map((bridge) =>
      placed(isRefused(plan, bridge.name) ? { ...bridge, isUp: false } : bridge, shownOrigin)
    ),
    ...foreign
  ]
  return {
    plan,
    bridges,
    interfaces: [...nics, ...interfacesOf(reading).map((each) => placed(each, shownOrigin)), ...named],
    isComplete: open.length === 0,
    open
  }
}

/** True where ifup gives an interface up before its hooks run, as its stanzas lack an option. */
function isRefused({ output }: NetworkPlan, name: string): boolean {
  const tries = (output ?? []).flatMap((line, index) =>
    line.startsWith('ifup: configuring interface ') && line.includes(`=${name} (`) ? [index + 1] : []
  )
  return tries.length > 0 && tries.every((next) => output?.[next]?.startsWith('ifup: missing required '))
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
      portOrigins: each.portOrigins.map(({ name, origin }) => ({ name, origin: shown(origin) }))
    })
  }
}

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

/** The bridges that the stanzas make: by the hook of bridge-utils, or by a command. */
function bridgesOf(reading: InterfacesReading, nics: readonly string[] | undefined): Bridge[] {
  const up = startedNames(reading, ['auto'], nics)
  // udev brings these up when they appear, and what appears before the network does is not known here.
  const perhaps = startedNames(reading, ['hotplug', 'boot'], nics)
  const isOpen = reading.mappings.length > 0 || reading.unknownSources.length > 0
  const isUp = (name: string): boolean | undefined => {
    if (reading.accepted && up.has(name)) return true
    return isOpen || perhaps.has(name) ? undefined : false
  }
  const bridges = new Map<string, Bridge>()
  for (const iface of reading.ifaces) {
    const line = optionOf(iface, 'BRIDGE_PORTS')
    const known = bridges.get(iface.name)
    if (line && (!known || known.ports?.length === 0))
      bridges.set(iface.name, {
        name: iface.name,
        origin: iface.nameOrigin,
        ports: portsOf(line),
        portOrigins: portOrigins(line),
        isUp: isUp(iface.name),
        madeBy: 'ifupdown'
      })
    for (const name of commandBridges(iface))
      if (!bridges.has(name))
        bridges.set(name, {
          name,
          origin: iface.nameOrigin,
          ports: undefined,
          portOrigins: [],
          isUp: isUp(iface.name),
          madeBy: 'a command of ifupdown'
        })
  }
  return [...bridges.values()]
}

/** The bridges of another dialect, by name: its stanzas are looked at and not read. */
function looseBridges(text: string): Bridge[] {
  const bridges: Bridge[] = []
  let name: { readonly name: string; readonly origin: Origin } | undefined
  for (const match of text.matchAll(
    /^[ \t]*(iface|bridge[-_]ports|bridge[-_]access)[ \t]+(\S+)([^\n]*)$/gm
  )) {
    const [all, word, first = '', rest = ''] = match
    const start = match.index + all.length - rest.length - first.length
    if (word === 'iface') name = { name: first, origin: { file: path, start, end: start + first.length } }
    else if (name && /ports$/.test(word ?? '') && !bridges.some((known) => known.name === name?.name))
      bridges.push({ ...name, ports: undefined, portOrigins: [], isUp: undefined, madeBy: 'ifupdown' })
  }
  return bridges
}

function optionOf({ lines, inherits }: Iface, variable: string): OptionLine | undefined {
  const own = lines.findLast(({ name, value }) => variableOf(name) === variable && value.trim() !== '')
  return own ?? (inherits && optionOf(inherits, variable))
}

/** The name of an option as hooks see it, behind `IF_`. */
function variableOf(name: string): string {
  return name
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/[^A-Z0-9_]/g, '')
}

const patternWords = /^(?:all|none|regex|noregex)$/

/** The ports that stand there by name; `undefined` where a pattern takes what is there. */
function portsOf({ value }: OptionLine): readonly string[] | undefined {
  const words = value.split(/\s+/).filter((word) => word !== '')
  if (words.some((word) => /^(?:all|regex|noregex)$/.test(word))) return undefined
  return words.filter((word) => word !== 'none')
}

function portOrigins({ value, valueOrigin }: OptionLine): BridgePort[] {
  // A line that was folded leads back as a whole only.
  const isPlain = valueOrigin.end - valueOrigin.start === value.length
  const words = [...value.matchAll(/\S+/g)]
  if (words.some(([word]) => patternWords.test(word))) return []
  return words.map(({ 0: name, index }) => ({
    name,
    origin: isPlain
      ? { ...valueOrigin, start: valueOrigin.start + index, end: valueOrigin.start + index + name.length }
      : valueOrigin
  }))
}

/** Bridges that the commands of a stanza make. */
function commandBridges({ lines }: Iface): string[] {
  return lines
    .filter(({ name }) => name === 'pre-up' || name === 'up')
    .flatMap(({ value }) =>
      [...value.matchAll(makesBridge)].map(([, one, other, third]) => one ?? other ?? third ?? '')
    )
    .filter((name) => /^[\w.:-]+$/.test(name))
}

const makesBridge =
  /\bbrctl[ \t]+addbr[ \t]+(\S+)|\bovs-vsctl\b[^;&|\n]*?\badd-br[ \t]+(\S+)|\bip[ \t]+link[ \t]+add[ \t]+(?:(?:dev|name)[ \t]+)?(\S+)[ \t]+type[ \t]+bridge\b/g

/** True where a command may make what is not seen here: a script of the host's own, or a name from a variable. */
function runsOtherPrograms({ ifaces }: InterfacesReading): boolean {
  return ifaces.some(({ lines }) =>
    lines.some(
      ({ name, value }) =>
        (name === 'pre-up' || name === 'up') &&
        (/(?:^|[\s;&|(])\/(?!s?bin\/|usr\/s?bin\/)\S/.test(value) ||
          /\b(?:addbr|add-br)[ \t]+(?:--\S+[ \t]+)*["']?\$|\.sh\b/.test(value))
    )
  )
}

/** The interfaces that these classes bring up, with those that commands and VLANs of theirs bring up. */
function startedNames(
  { classes, ifaces }: InterfacesReading,
  wanted: readonly string[],
  nics: readonly string[] | undefined
): Set<string> {
  const waiting = wanted.flatMap((name) =>
    (classes.get(name) ?? []).flatMap((member) => matched(member.name, nics))
  )
  const started = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (started.has(name)) continue
    started.add(name)
    // A VLAN brings up its parent first.
    if (name.includes('.')) waiting.push(name.slice(0, name.indexOf('.')))
    for (const iface of ifaces.filter((each) => each.name === name)) waiting.push(...broughtUp(iface))
  }
  return started
}

function broughtUp({ lines }: Iface): string[] {
  return lines
    .filter(({ name }) => name === 'pre-up' || name === 'up')
    .flatMap(({ value }) => [...value.matchAll(/\bifup[ \t]+(?:-\S+[ \t]+)*([\w.:-]+)/g)])
    .map(([, other = '']) => other)
}

// `auto eth0=home` brings up the stanza `home`; a pattern stands for the NICs that are there.
function matched(name: string, nics: readonly string[] | undefined): string[] {
  const [physical = '', logical] = name.split('=')
  if (!physical.includes('/')) return [logical ?? physical]
  const glob = globExpression(physical.replace(/^[^/]*\//, '').replace(/\/\d+$/, ''))
  return (nics ?? []).filter((nic) => glob.test(nic)).map((nic) => logical ?? nic)
}

function interfacesOf({ ifaces }: InterfacesReading): HostInterface[] {
  const found = new Map<string, HostInterface>()
  for (const iface of ifaces)
    if (!optionOf(iface, 'BRIDGE_PORTS') && !found.has(iface.name))
      found.set(iface.name, { name: iface.name, origin: iface.nameOrigin })
  return [...found.values()]
}
