import type { GuestType, Parameter } from '@xenlint/catalogue'
import { isBranch } from '@xenlint/syntax'
import { guestOf } from './guest.js'
import { bridgesOf, freeDevices } from './host-name.js'
import { addressesOf, disksOf } from './host-offers.js'
import type { Inside, Part } from './inside.js'
import { type Completion, type Gap, hasWords, isFor, isRead, offer, short, words } from './offers.js'
import { parameterOf } from './part.js'
import type { Snapshot } from './snapshot.js'
import { standsAlone } from './stands-alone.js'

/** Where a string stands that is asked about. */
export interface Asked {
  readonly snapshot: Snapshot
  readonly file: string
  /** The option that it belongs to, and the option's table. */
  readonly option: string
  readonly table: string
}

/** What may stand at the cursor in a string of a language of its own. */
export function stringOffers(asked: Asked, inside: Inside): Completion[] {
  const { specification, parts, part, at } = inside
  const guest = guestOf(asked.snapshot, asked.file)
  if (part?.valueStart !== undefined && at >= part.valueStart)
    return valueOffers(asked, inside, part, gapOf(inside, startOfValue(part, at), part.end), guest)
  const gap = gapOf(inside, startOfWord(inside), part?.end ?? at)
  const isPlace = part !== undefined && !['pair', 'flag', 'word', 'prefix'].includes(part.type)
  const others = parts.filter((each) => each !== part)
  const begins = beginnings(inside).map((label) => offer(label, '', gap))
  if (begins.length > 0) return begins
  const isFirst = others.length === 0 && (part === undefined || isPlace)
  return [
    ...(isFirst && specification.name === 'pci' ? addressesOf(asked.snapshot, gap) : []),
    ...(isPlace ? valueOffers(asked, inside, part, gap, guest) : []),
    ...(specification.parameters ?? [])
      .filter((parameter) => isRead(parameter, asked.snapshot) && isFor(parameter.guests, guest))
      .filter((parameter) => !others.some((each) => parameterOf(specification, each) === parameter))
      .sort((one, other) => rank(one) - rank(other))
      .map((parameter) => keyOffer(asked, inside, parameter, gap))
  ]
}

/** What is needed comes first, then what has always been there: most use no other. */
function rank({ required, since }: Parameter): number {
  return required ? 0 : since === undefined ? 1 : 2
}

/** What a string, or an item of it, begins with where no key may stand. */
function beginnings({ grammar, parts, part }: Inside): readonly string[] {
  if (grammar === 'xl-cpus') {
    const all = parts.some((each) => each !== part && each.name === 'all') ? [] : ['all']
    return /^[0-9]/.test(part?.name ?? '') ? [] : [...all, 'node:', 'nodes:', '^']
  }
  if (grammar !== 'xl-cpuid') return []
  if (parts.some(({ type }) => type === 'leaf')) return ['eax=', 'ebx=', 'ecx=', 'edx=']
  return parts.length === 0 || parts[0] === part ? ['host'] : []
}

function valueOffers(
  { snapshot, file }: Asked,
  { specification }: Inside,
  part: Part,
  gap: Gap,
  guest: GuestType | undefined
): Completion[] {
  const parameter = parameterOf(specification, part)
  if (!parameter) return []
  const known = words(parameter.type, snapshot, gap, guest)
  switch (parameter.name) {
    case 'bridge':
      return [
        ...known,
        ...bridgesOf(snapshot).map((name) => offer(name, 'a bridge of this host', gap, 'name'))
      ]
    case 'target':
      return [...known, ...disksOf(snapshot, gap)]
    case 'mac':
      return [offer('00:16:3e:', 'how addresses of Xen guests begin', gap)]
    case 'vdev':
      return freeDevices(snapshot, file, guest).map((name) => offer(name, 'free in this guest', gap, 'name'))
    default:
      return known
  }
}

function keyOffer(
  { option, table }: Asked,
  { specification, part, place }: Inside,
  { name, type, deprecated }: Parameter,
  { start, end }: { readonly start: number; readonly end: number }
): Completion {
  const assigned = part?.valueStart === undefined ? undefined : place(part.start, part.valueStart - 1)
  const isOpen = !assigned && !standsAlone(specification, name)
  return {
    label: name,
    kind: 'parameter',
    detail: standsAlone(specification, name) ? '' : short(type),
    start,
    end: assigned?.end ?? end,
    before: name + (isOpen ? '=' : ''),
    behind: '',
    deprecated: deprecated !== undefined,
    ...(isOpen && (hasWords(type) || name === 'vdev' || name === 'bridge') ? { leadsOn: true as const } : {}),
    topic: { table, name: option, parameter: name }
  }
}

// What takes a word away stays.
function startOfWord({ specification, part, at }: Inside): number {
  if (!part) return at
  return specification.bare && part.name.startsWith('!') ? Math.min(at, part.start + 1) : part.start
}

function gapOf({ place }: Inside, start: number, end: number): Gap {
  return { ...place(start, end), quotes: '' }
}

// Blanks in front stay, unless the cursor stands in them.
function startOfValue({ tree, valueStart = 0 }: Part, at: number): number {
  const value = tree.children.find(({ type }) => type === 'value')
  const solid = value && isBranch(value) ? value.children.find(({ type }) => type !== 'space') : undefined
  return Math.min(solid?.start ?? at, Math.max(at, valueStart))
}
