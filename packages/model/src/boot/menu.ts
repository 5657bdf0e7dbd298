import { type GrubScripts, grubScriptsOf } from '@xenlint/catalogue'
import type { BootEntry, BootHost } from './host.js'
import { latestFirst, sortedLatestFirst } from './version-order.js'

/** A host whose kernels are at hand. */
export type InstalledHost = BootHost & { readonly boot: readonly string[] }

/** What the scripts of `/etc/grub.d` read: variables by name, empty where unset. */
export type Read = (name: string) => string

/** A kernel of the host, with all that its entries share. */
interface Kernel {
  readonly image: string
  readonly version: string
  readonly initrd: readonly string[]
  readonly root: string
}

export interface Menu {
  readonly entries: readonly BootEntry[]
  readonly messages: readonly string[]
}

/** The entries of `10_linux`: the newest kernel first, then all in a submenu. */
export function linuxMenu(host: InstalledHost, read: Read): Menu {
  const messages: string[] = []
  const scripts = scriptsOf(host)
  const os = systemName(read('GRUB_DISTRIBUTOR'), scripts.distributors)
  const id = deviceId(host, read)
  const isKernel = (image: string): boolean => /^(?:vmlinuz-|kernel-)/.test(image)
  const kernels = kernelsOf({ host, read, scripts, messages, forXen: false }, isKernel)
  const usual = `${read('GRUB_CMDLINE_LINUX')} ${read('GRUB_CMDLINE_LINUX_DEFAULT')}`
  const entry = (title: string, kind: string, kernel: Kernel, words: string, saves: boolean): BootEntry => {
    const at = `${folder(host)}/`
    const lines = [`linux\t${at}${kernel.image} root=${kernel.root} ro ${words}`]
    if (saves && read('GRUB_SAVEDEFAULT') === 'true') lines.unshift('savedefault')
    if (kernel.initrd.length > 0) lines.push(`initrd\t${kernel.initrd.map((image) => at + image).join(' ')}`)
    return { kind: 'menuentry', title, id: `gnulinux-${kind}-${id}`, lines, entries: [] }
  }
  const [first] = kernels
  if (!first) return { entries: [], messages }
  const all = kernels.flatMap((kernel) => {
    const title = `${os}, with Linux ${kernel.version}`
    const entries = [entry(title, `${kernel.version}-advanced`, kernel, usual, true)]
    if (read('GRUB_DISABLE_RECOVERY') === 'true') return entries
    const words = `${recoveryWords(scripts, read)}${scripts.recovery.added ?? ''} ${read('GRUB_CMDLINE_LINUX')}`
    const recovery = `${title} (${read('GRUB_RECOVERY_TITLE') || 'recovery mode'})`
    return [...entries, entry(recovery, `${kernel.version}-recovery`, kernel, words, false)]
  })
  if (isFlat(read)) return { entries: all, messages }
  const submenu = submenuOf(`Advanced options for ${os}`, `gnulinux-advanced-${id}`, all)
  return { entries: [entry(os, 'simple', first, usual, true), submenu], messages }
}

/** The entries of `20_linux_xen`: each hypervisor with each kernel that can be dom0. */
export function xenMenu(host: InstalledHost, read: Read): Menu {
  const messages: string[] = []
  const scripts = scriptsOf(host)
  const os = systemName(read('GRUB_DISTRIBUTOR'), [])
  const id = deviceId(host, read)
  const candidates = host.boot.filter((image) => /^(?:vmlinu[xz]-|kernel-)/.test(image) && isNoGarbage(image))
  if (!candidates.some((image) => canBeDom0(host, image))) return { entries: [], messages }
  const linux = read('GRUB_CMDLINE_LINUX_XEN_REPLACE') || read('GRUB_CMDLINE_LINUX')
  const linuxDefault = read('GRUB_CMDLINE_LINUX_XEN_REPLACE_DEFAULT') || read('GRUB_CMDLINE_LINUX_DEFAULT')
  const hypervisors = host.boot.filter((image) => image.startsWith('xen') && isHypervisor(image))
  const images = inOrder(hypervisors, scripts, read, 'xen')
  const versions = images.map((image) => {
    const version = image.replace(/.gz$/, '').replace(/^xen-/, '')
    const isKernel = (each: string): boolean => candidates.includes(each) && canBeDom0(host, each)
    const kernels = kernelsOf({ host, read, scripts, messages, forXen: true }, isKernel)
    return { image, version, kernels }
  })
  const both = {
    xen: `${read('GRUB_CMDLINE_XEN')} ${read('GRUB_CMDLINE_XEN_DEFAULT')}`,
    linux: `${linux} ${linuxDefault}`
  }
  const recovery = { xen: read('GRUB_CMDLINE_XEN'), linux: `${recoveryWords(scripts, read)} ${linux}` }
  const entry = (
    title: string,
    kind: string,
    image: string,
    kernel: Kernel,
    words: typeof both,
    secure: boolean
  ): BootEntry => {
    const saves = words === both && read('GRUB_SAVEDEFAULT') === 'true'
    const lines = xenLines(
      host,
      image,
      kernel,
      secure ? { ...words, xen: `${words.xen} flask=enforcing` } : words,
      secure
    )
    return {
      kind: 'menuentry',
      title,
      id: `xen-gnulinux-${kind}-${id}`,
      lines: saves ? ['savedefault', ...lines] : lines,
      entries: []
    }
  }
  const [first] = versions
  const [newest] = first?.kernels ?? []
  if (!first || !newest) return { entries: [], messages }
  const submenus = versions.map(({ image, version, kernels }) => {
    const secure = [false, ...(host.boot.includes(`xenpolicy-${version}`) ? [true] : [])]
    const entries = kernels.flatMap((kernel) =>
      [both, ...(read('GRUB_DISABLE_RECOVERY') === 'true' ? [] : [recovery])].flatMap((words) =>
        secure.map((policy) => {
          const shown = policy ? `${version} (XSM enabled)` : version
          const rescue = words === recovery ? ` (${read('GRUB_RECOVERY_TITLE') || 'recovery mode'})` : ''
          const kind = `${kernel.version}-${words === recovery ? 'recovery' : 'advanced'}`
          return entry(
            `${os}, with Xen ${shown} and Linux ${kernel.version}${rescue}`,
            kind,
            image,
            kernel,
            words,
            policy
          )
        })
      )
    )
    return submenuOf(`Xen hypervisor, version ${version}`, `xen-hypervisor-${version}-${id}`, entries)
  })
  if (isFlat(read)) return { entries: submenus.flatMap(({ entries }) => entries), messages }
  const simple = [false, ...(host.boot.includes(`xenpolicy-${first.version}`) ? [true] : [])]
  const top = simple.map((policy) =>
    entry(`${os}, with Xen hypervisor`, 'simple', first.image, newest, both, policy)
  )
  const advanced = submenuOf(
    `Advanced options for ${os} (with Xen hypervisor)`,
    `gnulinux-advanced-${id}`,
    submenus
  )
  return { entries: [...top, advanced], messages }
}

function xenLines(
  host: InstalledHost,
  image: string,
  kernel: Kernel,
  words: { xen: string; linux: string },
  secure: boolean
): string[] {
  const at = `${folder(host)}/`
  const [loader, module_] = hasMultiboot2(image) ? ['multiboot2', 'module2'] : ['multiboot', 'module']
  const lines = [
    `${loader}\t${at}${image} placeholder ${words.xen} \${xen_rm_opts}`,
    `${module_}\t${at}${kernel.image} placeholder root=${kernel.root} ro ${words.linux}`
  ]
  const images = kernel.initrd.map((each) => at + each)
  const modules = scriptsOf(host).xenInitrds === 'apart' ? images : [images.join(' ')]
  for (const each of modules) if (each !== '') lines.push(`${module_}\t--nounzip   ${each}`)
  if (secure) lines.push(`${module_}     ${at}xenpolicy-${image.replace(/.gz$/, '').replace(/^xen-/, '')}`)
  return lines
}

// Images of Xen carry a multiboot2 header from 4.9 on.
function hasMultiboot2(image: string): boolean {
  const [, major = '0', minor = '0'] = /^xen-(\d+)\.(\d+)/.exec(image) ?? []
  return Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 9) || major === '0'
}

function submenuOf(title: string, id: string, entries: readonly BootEntry[]): BootEntry {
  return { kind: 'submenu', title, id, lines: [], entries }
}

function isFlat(read: Read): boolean {
  return ['true', 'yes', 'y'].includes(read('GRUB_DISABLE_SUBMENU'))
}

function folder({ separateBoot }: InstalledHost): string {
  return separateBoot ? '' : '/boot'
}

// What ends the names of entries: the UUID of the root file system, or its device.
function deviceId({ rootUuid }: InstalledHost, read: Read): string {
  const device = read('GRUB_DEVICE').replaceAll(' ', '_')
  return read('GRUB_DISABLE_UUID') === 'true' ? device : (rootUuid ?? device)
}

interface KernelSearch {
  readonly host: InstalledHost
  readonly read: Read
  readonly scripts: GrubScripts
  /** What grub-mkconfig says meanwhile. */
  readonly messages: string[]
  readonly forXen: boolean
}

function kernelsOf(
  { host, read, scripts, messages, forXen }: KernelSearch,
  fits: (image: string) => boolean
): Kernel[] {
  const images = inOrder(
    host.boot.filter((image) => fits(image) && isNoGarbage(image)),
    scripts,
    read,
    'linux'
  )
  return images.map((image) => {
    const version = image.replace(/^[^0-9]*-/, '')
    messages.push(`Found linux image: /boot/${image}`)
    const early = `${read('GRUB_EARLY_INITRD_LINUX_STOCK')} ${read('GRUB_EARLY_INITRD_LINUX_CUSTOM')}`
      .split(/[ \t\n]+/)
      .filter((name) => host.boot.includes(name))
    const real = initrdNames(version, scripts)
      .filter((name) => host.boot.includes(name))
      .slice(0, 1)
    const initrd = forXen && scripts.xenInitrds === 'apart' ? [...real, ...early] : [...early, ...real]
    if (initrd.length > 0)
      messages.push(`Found initrd image: ${initrd.map((name) => `/boot/${name}`).join(' ')}`)
    return { image, version, initrd, root: rootOf(host, read, real.length > 0) }
  })
}

/** The latest first, and before it the one that a variable names by its path. */
function inOrder(
  images: readonly string[],
  { order, tops }: GrubScripts,
  read: Read,
  of: 'xen' | 'linux'
): string[] {
  const sorted = order === 'sort' ? sortedLatestFirst(images) : latestFirst(images)
  const top = tops ? read(tops[of]) : ''
  const isTop = (image: string): boolean => `/boot/${image}` === top
  return [...sorted.filter(isTop), ...sorted.filter((image) => !isTop(image))]
}

function initrdNames(version: string, { initrds }: GrubScripts): string[] {
  const older = version.replace(/\.old$/, '')
  return initrds.map((name) => name.replace('{version}', version).replace('{older}', older))
}

function recoveryWords({ recovery }: GrubScripts, read: Read): string {
  return (recovery.variable && read(recovery.variable)) || recovery.words
}

/** What titles call the system: some names are left as they are. */
function systemName(name: string, whole: readonly string[]): string {
  if (name === '') return 'GNU/Linux'
  const isWhole = whole.some((each) => (each.startsWith('*') ? name.endsWith(each.slice(1)) : name === each))
  return isWhole ? name : `${name} GNU/Linux`
}

function scriptsOf({ debian }: InstalledHost): GrubScripts {
  return grubScriptsOf(debian ?? standardDebian)
}

/** The Debian that a host is taken for where nothing tells its release. */
export const standardDebian = '12'

// Only an initrd can look for a UUID. The partition's is asked for only where it decides.
function rootOf(host: InstalledHost, read: Read, hasInitrd: boolean): string {
  const device = read('GRUB_DEVICE')
  const byPart = (): string => {
    const part = read('GRUB_DEVICE_PARTUUID')
    return part === '' ? device : `PARTUUID=${part}`
  }
  const partDisabled = read('GRUB_DISABLE_LINUX_PARTUUID') === 'true'
  if (!hasInitrd) return partDisabled ? device : byPart()
  const wished = read('GRUB_DISABLE_LINUX_UUID')
  const uuidDisabled = wished === 'true' || (wished === '' && read('GRUB_DISABLE_UUID') === 'true')
  if (uuidDisabled) return partDisabled ? device : byPart()
  const uuid = read('GRUB_DEVICE_UUID')
  if (uuid !== '') return `UUID=${uuid}`
  return host.rootUuid === undefined ? device : byPart()
}

function isNoGarbage(name: string): boolean {
  return !/\.dpkg-|\.rpmsave$|\.rpmnew$|^README|\.sig$/.test(name)
}

function isHypervisor(name: string): boolean {
  return isNoGarbage(name) && !/^xen-syms-|^xenpolicy-|\.config$/.test(name)
}

function canBeDom0(host: InstalledHost, image: string): boolean {
  const version = image.replace(/^[^0-9]*-/, '')
  const paths = [`/boot/config-${version}`, `/etc/kernels/kernel-config-${version}`]
  const text = paths.map((path) => host.read(path)).find((each) => each !== null) ?? ''
  return /^CONFIG_XEN_(?:DOM0|PRIVILEGED_GUEST)=y$/m.test(text)
}
