import { type GuestType, specificationOf, vdevForms } from '@xenlint/catalogue'
import { embeddingsOf } from '@xenlint/formats'
import type { Origin } from '@xenlint/model'
import { partsIn } from './inside.js'
import { allMentions } from './names/mentions.js'
import type { Snapshot } from './snapshot.js'

/** The bridges that `/etc/network/interfaces` of the host makes, by name. */
export function bridgesOf(snapshot: Snapshot): readonly string[] {
  const bridges = new Set<string>()
  for (const [file, { format }] of snapshot.input.files) {
    if (format !== 'interfaces') continue
    for (const { name, section } of snapshot.settings(file))
      if (/^bridge[-_]ports$/.test(name) && section?.words[0]) bridges.add(section.words[0].text)
  }
  return [...bridges].sort()
}

/** The interfaces that are no bridge and no `lo`: cards that the machine has, and whatever a stanza makes. */
export function cardsOf(snapshot: Snapshot, here: Origin): readonly string[] {
  const bridges = new Set(bridgesOf(snapshot))
  return interfacesOf(snapshot, here).filter((name) => name !== 'lo' && !bridges.has(name))
}

/** Every interface that the host has or names in another place than this one. */
export function interfacesOf(snapshot: Snapshot, here: Origin): readonly string[] {
  const names = new Set(snapshot.input.host?.facts.nics ?? [])
  for (const { kind, name, file, start } of allMentions(snapshot))
    if (kind === 'interface' && (file !== here.file || start < here.start || start > here.end))
      names.add(name)
  return [...names].sort()
}

/** For each kind of disk the first name that no disk of the file has: `xvdb`, and `hdb` where hardware is emulated. */
export function freeDevices(
  snapshot: Snapshot,
  file: string,
  guest: GuestType | undefined
): readonly string[] {
  const taken = [...disksOf(snapshot, file)]
  const prefixes = vdevForms().map(({ prefix, disks }) => ({ prefix, disks }))
  return prefixes
    .filter(({ prefix }) => prefix === paravirtual || guest === undefined || guest === 'hvm')
    .sort((one, other) => Number(other.prefix === paravirtual) - Number(one.prefix === paravirtual))
    .flatMap(({ prefix, disks }) => {
      const free = letters
        .slice(0, disks)
        .find((letter) => !taken.some((name) => isOf(name, prefix + letter)))
      return free === undefined ? [] : [prefix + free]
    })
}

const paravirtual = 'xvd'
const letters = [...'abcdefghijklmnopqrstuvwxyz']

// A partition of a disk takes the disk's name as well.
function isOf(name: string, disk: string): boolean {
  return name === disk || /^[0-9:]/.test(name.startsWith(disk) ? name.slice(disk.length) : '')
}

function* disksOf(snapshot: Snapshot, file: string): Iterable<string> {
  const format = snapshot.format(file)
  const language = specificationOf('disk')
  for (const setting of snapshot.settings(file)) {
    if (!format || !language || setting.name !== 'disk') continue
    for (const { grammar, text } of embeddingsOf(format, setting))
      for (const { type, name, valueStart, end } of partsIn(grammar, text.text, language)) {
        if (type === 'vdev') yield name
        if (name === 'vdev' && valueStart !== undefined) yield text.text.slice(valueStart, end).trim()
      }
  }
}
