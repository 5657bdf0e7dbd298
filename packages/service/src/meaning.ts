import { cpuidFlags, diskPrefixesAt, spelling, within } from '@xenlint/catalogue'
import { type Branch, isBranch, type Leaf, type Node } from '@xenlint/syntax'
import type { Inside, Part } from './inside.js'
import type { Snapshot } from './snapshot.js'

/** What a part of a string says, in a sentence, where its letters alone do not tell. */
export function meaningOf(
  { grammar, specification }: Inside,
  part: Part,
  snapshot: Snapshot
): string | undefined {
  switch (part.type) {
    case 'address':
      return addressMeaning(part.tree)
    case 'slot':
      return 'The slot in which the guest sees the device.'
    case 'item':
      return grammar === 'xl-cpus' ? itemMeaning(part.tree) : rangeMeaning(specification.name, part.tree)
    case 'leaf':
      return 'The leaf of CPUID, and behind a comma its subleaf; the registers follow.'
    case 'host':
      return 'Starts from what the host has; what follows changes it.'
    case 'prefix':
      return prefixMeaning(part.name.replace(':', ''), snapshot)
    case 'access':
      return accessMeaning(part.name)
    case 'pair':
      if (specification.name === 'disk' && part.name === 'access') return accessMeaning(writtenIn(part.tree))
      if (grammar === 'xl-pci' && part.name === 'bdf') return addressIn(part.tree)
      if (part.name === 'rate' && grammar === 'xl-vif') return rateMeaning(part.tree)
      if (grammar === 'xl-cpuid') return featureMeaning(part, snapshot)
      return undefined
    default:
      return undefined
  }
}

/** `0000:03:00.0` */
function addressMeaning(tree: Branch): string | undefined {
  const [domain, bus, device, slot] = ['domain', 'bus', 'device', 'function'].map((type) =>
    textIn(tree, type)
  )
  if (bus === undefined || device === undefined || slot === undefined) return undefined
  const whose = slot === '*' ? 'all functions' : `function ${slot}`
  return `Domain ${domain ?? '0000'}, bus ${bus}, device ${device}, ${whose} of this host.`
}

function addressIn(tree: Branch): string | undefined {
  const value = tree.children.at(-1)
  const address = value && isBranch(value) ? value.children[0] : undefined
  return address && isBranch(address) ? addressMeaning(address) : undefined
}

/** `^0-3`, `node:1`, `all` */
function itemMeaning(tree: Branch): string | undefined {
  const isLess = textIn(tree, 'operator') !== undefined
  const word = textIn(tree, 'keyword')
  if (word === 'all') return isLess ? undefined : 'All CPUs of the host.'
  const [first, last] = leavesIn(tree, 'number')
  if (!first) return undefined
  const one = word === undefined ? 'CPU' : 'the CPUs of NUMA node'
  const many = word === undefined ? 'CPUs' : 'the CPUs of NUMA nodes'
  const what =
    last && last.value !== first.value ? `${many} ${first.value} to ${last.value}` : `${one} ${first.value}`
  return isLess ? `Without ${what}.` : `${what[0]?.toUpperCase()}${what.slice(1)}.`
}

/** `2f8-2ff`, `fc000,10@e0000`; nothing of one that is not whole. */
function rangeMeaning(language: string, tree: Branch): string | undefined {
  if (tree.children.some(({ type }) => type === 'junk' || type === 'missing')) return undefined
  const signs = leavesIn(tree, 'separator').map(({ value }) => value)
  const numbers = leavesIn(tree, 'number').map(({ value }) => value.toLowerCase())
  const [first, last] = numbers
  if (!first || numbers.some((each) => /^[-+]|x$/.test(each))) return undefined
  if (language === 'iomem') return pagesMeaning(numbers, signs.join(''))
  if (signs.join('').length > 1 || signs[0] === ',' || signs[0] === '@') return undefined
  const what = { ioports: 'I/O port', irqs: 'Interrupt', llc_colors: 'Colour' }[language]
  const [from, to] = [first, last].map((each) =>
    language === 'ioports' && each ? `0x${digits(each)}` : each
  )
  return what && (to === undefined ? `${what} ${from}.` : `${what}s ${from} to ${to}.`)
}

function pagesMeaning(numbers: readonly string[], signs: string): string | undefined {
  const [page, count, guestPage] = numbers.map((each) => BigInt(`0x${digits(each)}`))
  if (page === undefined || count === undefined || !/^,@?$/.test(signs)) return undefined
  const pages = count === 1n ? 'A page' : `${count} pages`
  const seen = guestPage === undefined ? '' : `; the guest sees them from ${address(guestPage)} on`
  return `${pages} of 4 KiB from ${address(page)} on${seen}.`
}

function address(page: bigint): string {
  return `0x${(page * 4096n).toString(16)}`
}

function digits(written: string): string {
  return written.replace(/^0x/, '')
}

/** `phy:` */
function prefixMeaning(name: string, { target }: Snapshot): string {
  const row = target.releases.flatMap(({ xen }) => diskPrefixesAt(xen)).find(({ prefix }) => prefix === name)
  const use = row?.format
    ? `it sets the format, as \`format=${row.format}\` does, and`
    : 'it says nothing of the format, yet'
  return `A prefix of old: ${use} no place for a format follows.`
}

function accessMeaning(word: string): string | undefined {
  const meant = spelling('diskAccess', word)
  return meant === undefined
    ? undefined
    : meant === 'rw'
      ? 'The guest reads and writes.'
      : 'The guest only reads.'
}

const sizes: Readonly<Record<string, number>> = { G: 1e9, M: 1e6, K: 1e3 }
const times: Readonly<Record<string, string>> = { ms: 'milliseconds', us: 'microseconds', s: 'seconds' }

/** `10Mb/s@20ms` */
function rateMeaning(tree: Branch): string | undefined {
  const value = tree.children.at(-1)
  if (!value || !isBranch(value)) return undefined
  const [number, interval] = leavesIn(value, 'number')
  const [unit, time] = leavesIn(value, 'unit')
  if (!number || !unit) return undefined
  const bits = Number(number.value) * (sizes[unit.value.charAt(0)] ?? 1)
  const bytes = unit.value.endsWith('b/s') ? bits / 8 : bits
  const every = interval ? `${interval.value} ${times[time?.value ?? 's']}` : '50 milliseconds'
  return `${bytes.toLocaleString('en')} bytes a second, counted every ${every}.`
}

const modes: Readonly<Record<string, string>> = {
  '0': 'is taken away',
  '1': 'is shown, whether the host has it or not',
  x: 'is as the default policy has it',
  k: 'is as the host has it',
  s: 'is as the host has it, and is meant to stay so where the guest is moved'
}

/** `sse3=0` */
function featureMeaning({ name, tree }: Part, { target }: Snapshot): string | undefined {
  const flag = cpuidFlags().find(
    (each) => each.name === name && target.releases.some(({ xen }) => within(each, xen))
  )
  const value = writtenIn(tree)
  if (!flag) return undefined
  const place =
    flag.machineRegister === undefined
      ? `leaf 0x${(flag.leaf ?? 0).toString(16)}, register ${flag.register ?? ''}`
      : `machine register 0x${flag.machineRegister.toString(16)}`
  const length = flag.length ?? 1
  if (length > 1) return `Bits ${flag.bit} to ${flag.bit + length - 1} of ${place}.`
  const mode = modes[value]
  return `Bit ${flag.bit} of ${place}${mode ? `: it ${mode}` : ''}.`
}

function writtenIn(tree: Branch): string {
  const value = tree.children.at(-1)
  return value && isBranch(value)
    ? value.children
        .map((each) => ('value' in each ? String(each.value) : ''))
        .join('')
        .trim()
    : ''
}

function leavesIn(tree: Branch, type: string): Leaf[] {
  return tree.children.filter((each: Node): each is Leaf => each.type === type && !isBranch(each))
}

function textIn(tree: Branch, type: string): string | undefined {
  return leavesIn(tree, type)[0]?.value
}
