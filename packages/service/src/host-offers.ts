import type { Setting } from '@xenlint/model'
import { bridgesOf, cardsOf } from './host-name.js'
import { allMentions } from './names/mentions.js'
import { type Completion, type Gap, offer } from './offers.js'
import type { Snapshot } from './snapshot.js'

/** What of the host a setting names. */
const named: Readonly<Record<string, Readonly<Record<string, 'bridge' | 'card' | 'kernel' | 'ramdisk'>>>> = {
  'xl-cfg': { kernel: 'kernel', ramdisk: 'ramdisk' },
  'xl-conf': { defaultbridge: 'bridge', 'vif.default.bridge': 'bridge' },
  interfaces: {
    'bond-slaves': 'card',
    bond_slaves: 'card',
    'bridge-ports': 'card',
    bridge_ports: 'card',
    'vlan-raw-device': 'card',
    vlan_raw_device: 'card'
  }
}

/** Names of this host that a setting may hold, where it is one that names something of it. */
export function hostOffers(
  snapshot: Snapshot,
  file: string,
  table: string,
  { name, value, section }: Setting,
  gap: Gap
): Completion[] {
  const offers = (names: readonly string[], says: string): Completion[] =>
    names.map((each) => offer(each, says, gap, 'name'))
  switch (named[table]?.[name]) {
    case 'bridge':
      return offers(bridgesOf(snapshot), 'a bridge of this host')
    case 'card': {
      const text = snapshot.input.files.get(file)?.text.slice(value.origin.start, value.origin.end) ?? ''
      const others = `${text} ${section?.words[0]?.text ?? ''}`.split(/\s+/)
      const here = snapshot.input.files.get(file)?.text.slice(gap.start, gap.end)
      const free = cardsOf(snapshot, { file, ...gap }).filter(
        (each) => each === here || !others.includes(each)
      )
      return offers(free, 'an interface of this host')
    }
    case 'kernel':
      return offers(imagesOf(snapshot, /^vmlinu[xz]/), 'a kernel of this host')
    case 'ramdisk':
      return offers(imagesOf(snapshot, /^initr(?:d|amfs)/), 'a ramdisk of this host')
    case undefined:
      return []
  }
}

/** Volumes and images of the host, first those that no guest has. */
export function disksOf(snapshot: Snapshot, gap: Gap): Completion[] {
  const { volumes = [], files = [] } = snapshot.input.host?.facts ?? {}
  const used = new Set<string>()
  for (const { kind, key } of allMentions(snapshot)) if (kind === 'disk') used.add(key)
  const images = files.filter((path) => /\.(?:img|iso|qcow2?|raw|vhd)$/.test(path)).map((path) => ({ path }))
  const disks: readonly { readonly path: string; readonly sizeMiB?: number }[] = [...volumes, ...images]
  return disks
    .map((disk) => offer(disk.path, saysOf(disk, used.has(disk.path)), gap, 'name'))
    .sort((one, other) => Number(used.has(one.label)) - Number(used.has(other.label)))
}

/** PCI devices of the host, first those that xl can hand to guests. */
export function addressesOf({ input: { host } }: Snapshot, gap: Gap): Completion[] {
  const { pci = [], assignable = [] } = host?.facts ?? {}
  const others = pci.filter((address) => !assignable.includes(address))
  return [
    ...assignable.map((address) => offer(address, 'xl can hand it to a guest', gap, 'name')),
    ...others.map((address) => offer(address, 'a device of this host', gap, 'name'))
  ]
}

function saysOf({ sizeMiB }: { readonly sizeMiB?: number }, isUsed: boolean): string {
  const size = sizeMiB === undefined ? [] : [`${Math.round((sizeMiB / 1024) * 10) / 10} GiB`]
  return [...size, isUsed ? 'a guest has it' : 'no guest has it'].join(', ')
}

/** Files in `/boot` by their name, the newest release first. */
function imagesOf({ input: { host } }: Snapshot, name: RegExp): readonly string[] {
  const listed = host?.tree.list('/boot')?.map((each) => `/boot/${each}`) ?? []
  const paths = new Set([...listed, ...(host?.facts.files ?? [])])
  return [...paths]
    .filter((path) => /^\/boot\/[^/]+$/.test(path) && name.test(path.slice('/boot/'.length)))
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
}
