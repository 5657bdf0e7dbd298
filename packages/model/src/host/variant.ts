import type { HostGuest } from './host-guest.js'
import { devicePath } from './paths.js'

type Twin = Pick<HostGuest, 'path' | 'name' | 'disks' | 'nics'>

/** Files that share a guest's name with one of its disks or addresses: two ways to start one guest. */
export function twins(guests: Iterable<Twin>): Map<string, string> {
  const first = new Map<string, Twin>()
  const found = new Map<string, string>()
  for (const guest of guests) {
    if (guest.name === undefined) continue
    const known = first.get(guest.name.value)
    if (!known) first.set(guest.name.value, guest)
    else if (shareDevice(known, guest)) found.set(guest.path, known.path)
  }
  return found
}

/** True where a file that became another is a twin of the same guests. */
export function isSameTwin(one: Twin, other: Twin): boolean {
  return (
    one.path === other.path &&
    one.name?.value === other.name?.value &&
    devicesOf(one).join('\n') === devicesOf(other).join('\n')
  )
}

/** True where two guests have a disk or an address in common. */
export function shareDevice(one: Omit<Twin, 'name'>, other: Omit<Twin, 'name'>): boolean {
  const taken = new Set(devicesOf(one))
  return devicesOf(other).some((device) => taken.has(device))
}

function devicesOf({ disks, nics }: Omit<Twin, 'name'>): string[] {
  return [
    ...disks.filter(({ isCdrom }) => !isCdrom).map(({ target }) => devicePath(target.value)),
    ...nics.flatMap(({ mac }) => mac?.value ?? [])
  ]
}

type Named = Pick<HostGuest, 'path' | 'auto' | 'variantOf' | 'name'>

/**
 * Which guests stand for another one, by the names of their files: copies, backups, `web-install.cfg` beside `web.cfg`.
 * Answers the path of the guest that each stands for.
 */
export function variants(guests: readonly Pick<HostGuest, 'path' | 'auto'>[]): Map<string, string> {
  const first = new Map<string, Pick<HostGuest, 'path' | 'auto'>>()
  for (const guest of guests) {
    const stem = stemOf(guest.path)
    const known = first.get(stem)
    if (!known || rank(guest) < rank(known)) first.set(stem, guest)
  }
  const found = new Map<string, string>()
  for (const { path } of guests) {
    const base = baseOf(path, first)
    if (base !== undefined && base !== path) found.set(path, base)
  }
  return found
}

/** What was put aside stands for another, and what starts at boot is the one meant. */
function rank({ path, auto }: Pick<HostGuest, 'path' | 'auto'>): number {
  return (putAside.test(path) ? 2 : 0) + (auto.length > 0 ? 0 : 1)
}

function baseOf(path: string, first: ReadonlyMap<string, { readonly path: string }>): string | undefined {
  const stem = stemOf(path)
  for (const match of stem.matchAll(separators)) {
    const rest = stem.slice(match.index + match[0].length)
    const base = first.get(stem.slice(0, match.index))
    // `web-2` is one guest more; `web-install` and `web-2024-01-31` are the same one again.
    if (base && !/^\d{1,3}$/.test(rest)) return base.path
  }
  const prefix = modes.exec(stem)?.[0] ?? ''
  const base = prefix === '' ? undefined : first.get(stem.slice(prefix.length))
  return base?.path ?? first.get(stem)?.path
}

const separators = /[-_. ]+/g

/** What people put before a guest's name when they start it in another way. */
const modes = /^(?:install|setup|rescue|recovery|test|old|new|backup|copy|orig|debug|live|boot)[-_. ]/i

/** The name of a file without what orders it, ends it or marks it as put aside. */
function stemOf(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/^\d{1,3}[-_]/, '')
    .replace(putAside, '')
    .replace(/\.(?:cfg|conf|hvm|pv|pvh|sxp|xl|xm)$/i, '')
}

const putAside = /(?:~|\.(?:bak|old|orig|save|swp|disabled|off|dpkg-\w+|ucf-\w+|rpmsave|rpmnew))+$/i

const editorsCopy = /(?:^|\/)#[^/]*#$/

/** True of a file that somebody or an editor put aside, by its name. */
export function isPutAside(path: string): boolean {
  return putAside.test(path) || editorsCopy.test(path)
}

/** True of the examples that Xen's packages bring: nobody means to start them as they are. */
export function isExample(path: string): boolean {
  return /\/x[lm]example[^/]*$/.test(path)
}

/** Whether two guests run at one time: both start at boot, both may be started, or the one stands for the other. */
export function runTogether(one: Named, other: Named): 'always' | 'perhaps' | 'never' {
  if (one.path === other.path || (one.name !== undefined && one.name.value === other.name?.value))
    return 'never'
  if (one.auto.length > 0 && other.auto.length > 0) return 'always'
  const isOnlyShown = (each: Named): boolean => each.auto.length === 0 && isExample(each.path)
  return areVariants(one, other) || isOnlyShown(one) || isOnlyShown(other) ? 'never' : 'perhaps'
}

/** True where the files are two ways to start one guest, as far as their names tell. */
export function areVariants(one: Named, other: Named): boolean {
  return (one.variantOf ?? one.path) === (other.variantOf ?? other.path)
}
