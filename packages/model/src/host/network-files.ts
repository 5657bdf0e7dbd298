import type { Origin } from '../origin.js'
import type { HostTree } from './tree.js'

/** A bridge that a file of another program than ifupdown names. */
export interface NamedBridge {
  readonly name: string
  readonly origin: Origin
  readonly ports: readonly string[]
  readonly madeBy: string
}

/** What the files of other programs say of bridges, and which of these programs there are. */
export interface OtherNetworks {
  readonly bridges: readonly NamedBridge[]
  readonly interfaces: readonly { readonly name: string; readonly origin: Origin }[]
  /** Who may make more than is read here, for people. */
  readonly programs: readonly string[]
}

interface ConfigFile {
  readonly path: string
  readonly text: string
}

/** Files of NetworkManager, systemd-networkd, netplan and Open vSwitch: names of bridges and ports, no more. */
export function otherNetworks(tree: HostTree): OtherNetworks {
  const networkd = filesIn(tree, ['/etc/systemd/network', '/run/systemd/network'], /\.(netdev|network|link)$/)
  const netplan = filesIn(tree, ['/etc/netplan'], /\.ya?ml$/)
  const manager = filesIn(tree, ['/etc/NetworkManager/system-connections'], /\.nmconnection$|^[^.]+$/)
  const hasSwitch = tree.kind(tree.real('/etc/openvswitch')) === 'folder'
  const found = [networkdNetworks(networkd), netplanNetworks(netplan), managerNetworks(manager)]
  return {
    bridges: found.flatMap(({ bridges }) => bridges),
    interfaces: found.flatMap(({ interfaces }) => interfaces),
    programs: [
      ...(networkd.some(({ path }) => !path.endsWith('.link')) ? ['systemd-networkd'] : []),
      ...(netplan.length > 0 ? ['netplan'] : []),
      ...(manager.length > 0 ? ['NetworkManager'] : []),
      ...(hasSwitch ? ['Open vSwitch'] : [])
    ]
  }
}

type Names = Pick<OtherNetworks, 'bridges' | 'interfaces'>

function filesIn(tree: HostTree, folders: readonly string[], wanted: RegExp): ConfigFile[] {
  return folders.flatMap((folder) =>
    [...(tree.list(tree.real(folder)) ?? [])]
      .filter((name) => wanted.test(name))
      .sort()
      .flatMap((name) => {
        const path = tree.real(`${folder}/${name}`)
        const text = tree.read(path)
        return text === undefined ? [] : [{ path, text }]
      })
  )
}

/** A line `key=value` of an INI file, with the section it stands in. */
interface Entry {
  readonly section: string
  readonly key: string
  readonly value: string
  readonly origin: Origin
}

function entriesOf({ path, text }: ConfigFile): Entry[] {
  const entries: Entry[] = []
  let section = ''
  for (const match of text.matchAll(
    /^[ \t]*(?:\[([^\]\n]*)\]|([^#;=\n[][^=\n]*?)[ \t]*=[ \t]*(.*?))[ \t\r]*$/gm
  )) {
    const [all, heading, key, value = ''] = match
    if (heading !== undefined) section = heading
    else if (key !== undefined) {
      const start = match.index + all.trimEnd().length - value.length
      entries.push({ section, key, value, origin: { file: path, start, end: start + value.length } })
    }
  }
  return entries
}

function valueIn(entries: readonly Entry[], section: string, key: string): Entry | undefined {
  return entries.findLast((each) => each.section === section && each.key === key)
}

function networkdNetworks(files: readonly ConfigFile[]): Names {
  const read = files.map((file) => ({ ...file, entries: entriesOf(file) }))
  const ports = new Map<string, string[]>()
  for (const { path, entries } of read) {
    const bridge = path.endsWith('.network') ? valueIn(entries, 'Network', 'Bridge')?.value : undefined
    const names = valueIn(entries, 'Match', 'Name')?.value.split(/\s+/) ?? []
    if (bridge !== undefined) ports.set(bridge, [...(ports.get(bridge) ?? []), ...names])
  }
  const made = read.flatMap(({ path, entries }) => {
    const name = path.endsWith('.netdev') ? valueIn(entries, 'NetDev', 'Name') : undefined
    return name
      ? [{ name: name.value, origin: name.origin, kind: valueIn(entries, 'NetDev', 'Kind')?.value }]
      : []
  })
  return {
    bridges: made
      .filter(({ kind }) => kind === 'bridge')
      .map(({ name, origin }) => ({
        name,
        origin,
        ports: ports.get(name) ?? [],
        madeBy: 'systemd-networkd'
      })),
    interfaces: made.filter(({ kind }) => kind !== 'bridge').map(({ name, origin }) => ({ name, origin }))
  }
}

function managerNetworks(files: readonly ConfigFile[]): Names {
  const read = files.map(entriesOf)
  const named = (entries: readonly Entry[]): Entry | undefined =>
    valueIn(entries, 'connection', 'interface-name')
  const isBridge = (entries: readonly Entry[]): boolean =>
    valueIn(entries, 'connection', 'type')?.value === 'bridge'
  const bridges = read.filter(isBridge).flatMap((entries) => {
    const name = named(entries)
    if (!name) return []
    const uuid = valueIn(entries, 'connection', 'uuid')?.value
    const ports = read
      .filter((other) => isPortOf(other, [name.value, uuid, valueIn(entries, 'connection', 'id')?.value]))
      .flatMap((other) => named(other)?.value ?? [])
    return [{ name: name.value, origin: name.origin, ports, madeBy: 'NetworkManager' }]
  })
  const interfaces = read
    .filter((entries) => !isBridge(entries))
    .flatMap((entries) => named(entries) ?? [])
    .map(({ value, origin }) => ({ name: value, origin }))
  return { bridges, interfaces }
}

function isPortOf(entries: readonly Entry[], names: readonly (string | undefined)[]): boolean {
  const controller = valueIn(entries, 'connection', 'controller') ?? valueIn(entries, 'connection', 'master')
  return controller !== undefined && names.includes(controller.value)
}

// Only the shape that people write: a mapping a line, and lists in brackets or with dashes.
function netplanNetworks(files: readonly ConfigFile[]): Names {
  const bridges: { name: string; origin: Origin; ports: string[]; madeBy: string }[] = []
  const interfaces: { name: string; origin: Origin }[] = []
  for (const { path, text } of files) {
    let kind = { name: '', indent: -1 }
    let device: { readonly indent: number; readonly ports?: string[] } | undefined
    let listed: string[] | undefined
    for (const match of text.matchAll(
      /^([ ]*)(?:(- )?["']?([\w.@-]+)["']?)?[ ]*(:)?[ ]*([^#\n]*?)(?:[ ]+#.*)?[ \r]*$/gm
    )) {
      const [, blanks = '', dash, word, colon, rest = ''] = match
      if (word === undefined) continue
      const indent = blanks.length
      if (dash && !colon) listed?.push(word)
      if (!colon || dash) continue
      listed = undefined
      if (kind.indent < 0 || indent <= kind.indent) {
        kind = /^(bridges|ethernets|bonds|vlans|dummy-devices|wifis)$/.test(word)
          ? { name: word, indent }
          : { name: '', indent: -1 }
        device = undefined
        continue
      }
      if (!device || indent <= device.indent) {
        const start = match.index + indent
        const origin = { file: path, start, end: start + word.length }
        const ports: string[] = []
        device = { indent, ports }
        if (kind.name === 'bridges') bridges.push({ name: word, origin, ports, madeBy: 'netplan' })
        else interfaces.push({ name: word, origin })
      } else if (word === 'interfaces') {
        listed = device.ports
        listed?.push(...[...rest.matchAll(/[\w.@-]+/g)].map(([name]) => name))
      }
    }
  }
  return { bridges, interfaces }
}
