import { globExpression } from '../glob.js'
import { longestInterfaceName } from '../interface-name.js'
import { type Iface, type InterfacesReading, membersOf } from '../interfaces/index.js'
import { type NetworkPlan, targetsOf } from '../network/index.js'
import { bridgesIn, effectsOf, isPlainCommand } from './bridge-commands.js'
import { type PortWord, portWords } from './bridge-ports.js'
import type { Bridge, BridgePort, PortLoss } from './host.js'
import { isCard, isUnboundBond, isVirtual, mayMakeIt } from './interface-makers.js'

export interface BridgesQuestion {
  readonly reading: InterfacesReading
  /** What ifup says on its way. */
  readonly plan: NetworkPlan
  /** The machine's own interfaces, where they are known. */
  readonly nics: readonly string[] | undefined
  /** True where something else may make interfaces that no stanza names. */
  readonly isOpen: boolean
  /** True where no hook makes bridges of `bridge_ports`. */
  readonly isHookless: boolean
  /** True where no hook makes the VLANs of `vlan-raw-device`. */
  readonly isVlanless: boolean
  /** True where Linux gives an interface another name although it is up. */
  readonly renamesUp: boolean
}

/** What ifup leaves of bridges and other interfaces. */
export interface IfupdownBridges {
  readonly bridges: readonly Bridge[]
  /** Whether there is an interface of a name; `undefined` where that is not known. */
  isThere(name: string): boolean | undefined
}

/** The bridges that stanzas make, each with the ports that are there when ifup comes to it. */
export function ifupdownBridges(question: BridgesQuestion): IfupdownBridges {
  const { reading, nics } = question
  const walk = begin(question)
  const auto = targetsOf(membersOf(reading, 'auto'), nics)
  const isKnown = 'names' in auto && reading.mappings.length === 0 && reading.unknownSources.length === 0
  if (reading.accepted && 'names' in auto) for (const target of auto.names) bringUp(walk, target)
  walk.isCertain = false
  // udev brings these up when they appear, and what only its own stanza makes never does.
  for (const name of membersOf(reading, 'hotplug').flatMap(plainName))
    if (reading.accepted && presence(walk, name) !== 'absent') bringUp(walk, name)
  const perhaps = new Set(membersOf(reading, 'boot'))
  const bridges = [
    ...[...walk.bridges.values()].map((bridge) => made(bridge)),
    ...reading.ifaces
      .filter((iface) => !walk.done.has(iface))
      .flatMap((iface) => left(walk, iface, !isKnown || perhaps.has(iface.name)))
  ]
  return { bridges, isThere: (name) => certainty[presence(walk, name)] }
}

const certainty = { there: true, perhaps: undefined, absent: false } as const

/** A machine on which ifup is under way. */
interface Walk extends BridgesQuestion {
  readonly own: ReadonlySet<string>
  readonly stanzas: ReadonlyMap<string, readonly Iface[]>
  /** Words of commands that make or rename interfaces. */
  readonly mentioned: ReadonlySet<string>
  /** Of each stanza that is configured, in order, whether ifup gives it up. */
  readonly refusals: Map<string, boolean[]>
  readonly tried: Set<string>
  readonly done: Set<Iface>
  /** VLANs that are there, or may be. */
  readonly vlans: Map<string, 'there' | 'perhaps'>
  /** The same by parent and number. */
  readonly numbers: Map<string, string>
  readonly bridges: Map<string, BridgeDraft>
  /** The bridge that has a port. */
  readonly holders: Map<string, string>
  isCertain: boolean
}

interface BridgeDraft {
  readonly name: string
  readonly iface: Iface
  readonly isCertain: boolean
  readonly madeBy: string
  /** `undefined` where a command or a pattern decides. */
  ports: string[] | undefined
  readonly portOrigins: BridgePort[]
}

function begin(question: BridgesQuestion): Walk {
  const { reading, plan, nics } = question
  const stanzas = new Map<string, Iface[]>()
  for (const iface of reading.ifaces) {
    const known = stanzas.get(iface.name)
    if (known) known.push(iface)
    else stanzas.set(iface.name, [iface])
  }
  return {
    ...question,
    own: new Set(['lo', ...(nics ?? [])]),
    stanzas,
    mentioned: new Set(reading.ifaces.flatMap(commandsOf).filter(makesInterface).flatMap(wordsOf)),
    refusals: refusalsOf(plan),
    tried: new Set(),
    done: new Set(),
    vlans: new Map(),
    numbers: new Map(),
    bridges: new Map(),
    holders: new Map(),
    isCertain: true
  }
}

function bringUp(walk: Walk, target: string): void {
  const [name = '', logical = name] = target.split('=')
  const stanzas = walk.stanzas.get(logical) ?? []
  if (walk.tried.has(name) || stanzas.length === 0) return
  walk.tried.add(name)
  const dot = name.indexOf('.')
  // A VLAN brings up its parent first.
  if (dot >= 0) {
    bringUp(walk, name.slice(0, dot))
    if (!makeVlan(walk, name, name.slice(0, dot))) return
  }
  for (const stanza of stanzas) if (!configure(walk, name, stanza)) return
}

/** False where the parent of a VLAN is not there. */
function makeVlan(walk: Walk, name: string, parent: string): boolean {
  const isThere = presence(walk, parent)
  if (isThere === 'absent' || unfitVlan(walk, name) !== undefined) return false
  addVlan(walk, name, walk.isCertain ? isThere : 'perhaps')
  return true
}

/** One stanza: its commands, the hook of bridge-utils, and its commands again. */
function configure(walk: Walk, name: string, stanza: Iface): boolean {
  walk.done.add(stanza)
  if (walk.refusals.get(`${name}=${stanza.name} (${stanza.family})`)?.shift())
    return notMade(walk, name, stanza)
  if (!runCommands(walk, stanza, 'pre-up')) return notMade(walk, name, stanza)
  if (!runHook(walk, name, stanza)) return notMade(walk, name, stanza)
  runCommands(walk, stanza, 'up')
  return true
}

/** What was not brought up stands among the bridges that do not come up. */
function notMade(walk: Walk, name: string, stanza: Iface): false {
  if (!walk.bridges.has(name)) walk.done.delete(stanza)
  return false
}

/** False where a command fails, as far as that is plain: ifup goes no further then. */
function runCommands(walk: Walk, stanza: Iface, phase: 'pre-up' | 'up'): boolean {
  for (const { name, value } of stanza.lines) {
    if (name !== phase) continue
    const { made, joined, left, gone, renamed, isFailure } = effectsOf(value)
    if (isFailure) return false
    for (const bridge of made) {
      const draft = draftOf(walk, bridge, stanza, 'a command of ifupdown')
      if (isPlainBridge(walk, bridge)) draft.ports ??= []
    }
    for (const { port, bridge } of joined) {
      const draft = walk.bridges.get(bridge)
      if (draft && !lossOf(walk, draft, port)) join(walk, draft, port)
    }
    for (const port of left) leave(walk, port)
    for (const bridge of gone) walk.bridges.delete(bridge)
    for (const { from, to, isDown } of renamed) if (isDown || walk.renamesUp) rename(walk, from, to)
    for (const [, other = ''] of value.matchAll(/\bifup[ \t]+(?:-\S+[ \t]+)*([\w.:-]+)/g))
      bringUp(walk, other)
  }
  return true
}

/** True where plain commands alone speak of a bridge, so that its ports are known. */
function isPlainBridge({ reading }: Walk, bridge: string): boolean {
  return reading.ifaces
    .flatMap(commandsOf)
    .filter((command) => wordsOf(command).includes(bridge))
    .every(isPlainCommand)
}

function leave(walk: Walk, port: string): void {
  const draft = walk.bridges.get(walk.holders.get(port) ?? '')
  walk.holders.delete(port)
  if (draft?.ports) draft.ports = draft.ports.filter((each) => each !== port)
}

function rename(walk: Walk, from: string, to: string): void {
  const draft = walk.bridges.get(from)
  if (!draft || presence(walk, to) === 'there') return
  walk.bridges.delete(from)
  walk.bridges.set(to, { ...draft, name: to })
  for (const [port, holder] of walk.holders) if (holder === from) walk.holders.set(port, to)
}

function draftOf(walk: Walk, name: string, iface: Iface, madeBy: string): BridgeDraft {
  const known = walk.bridges.get(name)
  if (known) return known
  const { isCertain } = walk
  const draft: BridgeDraft = { name, iface, isCertain, madeBy, ports: undefined, portOrigins: [] }
  walk.bridges.set(name, draft)
  return draft
}

/** False where the hook ends the bringing up. */
function runHook(walk: Walk, name: string, stanza: Iface): boolean {
  const words = portWords(stanza)
  if (!words) return true
  if (walk.isHookless) return walk.bridges.has(name) || notMade(walk, name, stanza)
  if (isWithoutHooks(walk, stanza)) return !notMade(walk, name, stanza)
  // The hook makes no bridge of what is there already.
  const isOther = !walk.bridges.has(name) && (walk.nics?.includes(name) || walk.vlans.has(name))
  if (isOther) return true
  if (name.includes(':')) return false
  // brctl makes a bridge of the letters that fit, and what follows looks for one of all letters.
  const draft = draftOf(walk, name.slice(0, longestInterfaceName), stanza, 'ifupdown')
  draft.ports ??= []
  for (const word of words) addPort(walk, draft, word)
  return name.length <= longestInterfaceName
}

function isWithoutHooks({ reading }: Walk, { name }: Iface): boolean {
  return reading.noScripts.some((each) => globExpression(each.name).test(name))
}

function addPort(walk: Walk, draft: BridgeDraft, word: PortWord): void {
  if ('pattern' in word) {
    const found = matched(walk, word.pattern)
    if (found) for (const name of found) if (!lossOf(walk, draft, name)) join(walk, draft, name)
    if (!found) draft.ports = undefined
    return
  }
  const { name, origin, isRemark } = word
  const loss = lossOf(walk, draft, name)
  if (isRemark && (loss || presence(walk, name) !== 'there')) return
  draft.portOrigins.push({ name, origin, ...(loss && { loss }) })
  if (!loss) join(walk, draft, name)
}

function join(walk: Walk, draft: BridgeDraft, name: string): void {
  // A VLAN that is not there is made from its name.
  if (name.includes('.') && !walk.own.has(name) && !walk.vlans.has(name))
    addVlan(walk, name, presence(walk, name) === 'there' ? 'there' : 'perhaps')
  if (!walk.holders.has(name)) walk.holders.set(name, draft.name)
  if (!draft.ports?.includes(name)) draft.ports?.push(name)
}

/** Which interfaces fit a regular expression; nothing where that cannot be told. */
function matched({ own, vlans, nics, isOpen }: Walk, pattern: string): string[] | undefined {
  if (!nics || isOpen || !/^[\w.*+?[\]^$-]+$/.test(pattern)) return undefined
  const expression = new RegExp(`^(?:${pattern})$`)
  return [...own, ...vlans.keys()].filter((name) => name !== 'lo' && expression.test(name))
}

/** Why a bridge cannot have a port; nothing where it has it, or may. */
function lossOf(walk: Walk, draft: BridgeDraft, name: string): PortLoss | undefined {
  const holder = walk.holders.get(name)
  if (holder === draft.name) return undefined
  if (holder !== undefined && walk.bridges.get(holder)?.isCertain) return { kind: 'taken', by: holder }
  if (walk.bridges.has(name)) return { kind: 'unfit', what: 'a bridge' }
  if (name === 'lo') return { kind: 'unfit', what: 'the loopback' }
  if (name === 'none' || !/^[^\s"',/]+$/.test(name)) return { kind: 'absent' }
  if (name.includes(':')) return { kind: 'unfit', what: 'an alias' }
  if (isStation(walk, name)) return { kind: 'unfit', what: 'a client of a wireless network' }
  const vlan = unfitVlan(walk, name)
  if (vlan !== undefined) return { kind: 'unfit', what: vlan }
  if (presence(walk, name) !== 'absent') return undefined
  if (isUnmade(walk, name)) return { kind: 'unmade' }
  const parent = parentOf(name)
  return parent === undefined ? { kind: 'absent' } : { kind: 'parentless', parent }
}

/** Linux lets no client of a wireless network into a bridge, unless it was told to hand on foreign addresses. */
function isStation({ stanzas }: Walk, name: string): boolean {
  const own = stanzas.get(name) ?? []
  const joins = own.some(({ options }) => options.some((option) => stationOptions.test(option.name)))
  const serves = own.some(({ options }) =>
    options.some(({ name, value }) => modeOption.test(name) && value !== 'managed')
  )
  return joins && !serves && !own.flatMap(commandsOf).some((command) => /\b4addr\b/.test(command))
}

const modeOption = /^wireless[-_]mode$/i
const stationOptions = /^(?:wpa-(?:ssid|psk|conf|roam|passphrase)|wireless[-_]essid)$/

type Presence = 'there' | 'perhaps' | 'absent'

/** Whether an interface is there, or is made at once where a bridge asks for it. */
function presence(walk: Walk, name: string): Presence {
  const bridge = walk.bridges.get(name)
  if (bridge) return bridge.isCertain ? 'there' : 'perhaps'
  const known = walk.own.has(name) ? 'there' : walk.vlans.get(name)
  if (known) return known
  // Linux takes what stands before the colon.
  if (name.includes(':')) return presence(walk, name.slice(0, name.indexOf(':')))
  if (walk.mentioned.has(name)) return 'perhaps'
  const stanzas = walk.stanzas.get(name) ?? []
  const parent = parentOf(name)
  if (parent !== undefined && !stanzas.some(hasRawDevice)) return presence(walk, parent)
  if (stanzas.some(portWords)) return walk.isOpen ? 'perhaps' : 'absent'
  if (!walk.nics) return 'perhaps'
  if (isCard(name) || isUnmade(walk, name)) return 'absent'
  if (isUnboundBond(walk.reading.ifaces, name)) return walk.isOpen ? 'perhaps' : 'absent'
  return isVirtual(name) || walk.isOpen || stanzas.some(mayMakeIt) ? 'perhaps' : 'absent'
}

/** True of a VLAN whose name does not say which it is, where the package that reads its options is not there. */
function isUnmade({ isVlanless, isOpen, stanzas }: Walk, name: string): boolean {
  return isVlanless && !isOpen && parentOf(name) === undefined && (stanzas.get(name) ?? []).some(hasRawDevice)
}

/** What a VLAN by its name is, where Linux makes none of that number on its parent. */
function unfitVlan({ own, vlans, numbers }: Walk, name: string): string | undefined {
  const parent = parentOf(name)
  if (parent === undefined || own.has(name) || vlans.has(name)) return undefined
  const number = numberOf(name)
  if (number < 1 || number > lastVlan) return `VLAN ${number}`
  const twin = numbers.get(`${parent} ${number}`)
  return twin === undefined ? undefined : `VLAN ${number} of \`${parent}\`, as \`${twin}\` is`
}

function addVlan({ vlans, numbers }: Walk, name: string, how: 'there' | 'perhaps'): void {
  vlans.set(name, how)
  numbers.set(`${parentOf(name)} ${numberOf(name)}`, name)
}

function numberOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('.') + 1))
}

const lastVlan = 4094

/** What a VLAN stands on, by its name. */
function parentOf(name: string): string | undefined {
  return /^(.+)\.\d+$/.exec(name)?.[1]
}

function hasRawDevice({ options }: Iface): boolean {
  return options.some(({ name }) => /^vlan[-_]raw[-_]device$/.test(name))
}

function made({ name, iface, isCertain, madeBy, ports, portOrigins }: BridgeDraft): Bridge {
  return { name, origin: iface.nameOrigin, ports, portOrigins, isUp: isCertain ? true : undefined, madeBy }
}

/** The bridges of a stanza that ifup does not come to. */
function left(walk: Walk, iface: Iface, isPerhaps: boolean): Bridge[] {
  const { name, nameOrigin: origin } = iface
  const isUp = isPerhaps ? undefined : false
  const words = portWords(iface)
  const names = words?.flatMap((word) => ('name' in word && !word.isRemark ? [word] : [])) ?? []
  const ports = words?.some((word) => 'pattern' in word) ? undefined : names.map((word) => word.name)
  const bridges: Bridge[] = [
    ...(words ? [{ name, origin, ports, portOrigins: names, isUp, madeBy: 'ifupdown' }] : []),
    ...commandsOf(iface)
      .flatMap(bridgesIn)
      .map((bridge) => ({
        name: bridge,
        origin,
        ports: undefined,
        portOrigins: [],
        isUp,
        madeBy: 'a command of ifupdown'
      }))
  ]
  return bridges.filter((bridge) => !walk.bridges.has(bridge.name))
}

function plainName(name: string): string[] {
  return name.includes('/') ? [] : [name]
}

/** In what ifup prints, whether options were missing each time that it configured an interface. */
function refusalsOf({ output }: NetworkPlan): Map<string, boolean[]> {
  const refusals = new Map<string, boolean[]>()
  const configuring = 'ifup: configuring interface '
  for (const [index, line] of (output ?? []).entries()) {
    if (!line.startsWith(configuring)) continue
    const name = line.slice(configuring.length)
    const known = refusals.get(name) ?? []
    known.push(output?.[index + 1]?.startsWith('ifup: missing required ') === true)
    refusals.set(name, known)
  }
  return refusals
}

function commandsOf({ lines }: Iface): string[] {
  return lines.flatMap(({ name, value }) => (name === 'pre-up' || name === 'up' ? [value] : []))
}

function makesInterface(command: string): boolean {
  return /\blink[ \t]+add\b|\b(?:tuntap|addbr|add-br|add-port|vconfig|tunctl|mktun|name|nameif|teamd|iw)\b/.test(
    command
  )
}

function wordsOf(command: string): string[] {
  return command.split(/[^\w.:-]+/)
}
