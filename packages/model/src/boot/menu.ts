import type { BootEntry, BootHost } from './host.js'
import { latestFirst } from './version-order.js'

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
  const name = read('GRUB_DISTRIBUTOR')
  const os = name === '' ? 'GNU/Linux' : /^K?[Uu]buntu$/.test(name) ? name : `${name} GNU/Linux`
  const id = deviceId(host, read)
  const kernels = kernelsOf(host, read, (image) => /^(?:vmlinuz-|kernel-)/.test(image), messages)
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
    const words = `single ${read('GRUB_CMDLINE_LINUX')}`
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
  const name = read('GRUB_DISTRIBUTOR')
  const os = name === '' ? 'GNU/Linux' : `${name} GNU/Linux`
  const id = deviceId(host, read)
  const candidates = host.boot.filter((image) => /^(?:vmlinu[xz]-|kernel-)/.test(image) && isNoGarbage(image))
  if (!candidates.some((image) => canBeDom0(host, image))) return { entries: [], messages }
  const linux = read('GRUB_CMDLINE_LINUX_XEN_REPLACE') || read('GRUB_CMDLINE_LINUX')
  const linuxDefault = read('GRUB_CMDLINE_LINUX_XEN_REPLACE_DEFAULT') || read('GRUB_CMDLINE_LINUX_DEFAULT')
  const images = latestFirst(host.boot.filter((image) => image.startsWith('xen') && isHypervisor(image)))
  const versions = images.map((image) => {
    const version = image.replace(/.gz$/, '').replace(/^xen-/, '')
    const kernels = kernelsOf(
      host,
      read,
      (each) => candidates.includes(each) && canBeDom0(host, each),
      messages
    )
    return { image, version, kernels }
  })
  const both = {
    xen: `${read('GRUB_CMDLINE_XEN')} ${read('GRUB_CMDLINE_XEN_DEFAULT')}`,
    linux: `${linux} ${linuxDefault}`
  }
  const recovery = { xen: read('GRUB_CMDLINE_XEN'), linux: `single ${linux}` }
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
  if (kernel.initrd.length > 0)
    lines.push(`${module_}\t--nounzip   ${kernel.initrd.map((each) => at + each).join(' ')}`)
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

function kernelsOf(
  host: InstalledHost,
  read: Read,
  fits: (image: string) => boolean,
  messages: string[]
): Kernel[] {
  const images = latestFirst(host.boot.filter((image) => fits(image) && isNoGarbage(image)))
  return images.map((image) => {
    const version = image.replace(/^[^0-9]*-/, '')
    messages.push(`Found linux image: /boot/${image}`)
    const early = `${read('GRUB_EARLY_INITRD_LINUX_STOCK')} ${read('GRUB_EARLY_INITRD_LINUX_CUSTOM')}`
      .split(/[ \t\n]+/)
      .filter((name) => host.boot.includes(name))
    const real = initrdNames(version).find((name) => host.boot.includes(name))
    const initrd = real === undefined ? early : [...early, real]
    if (initrd.length > 0)
      messages.push(`Found initrd image: ${initrd.map((name) => `/boot/${name}`).join(' ')}`)
    return { image, version, initrd, root: rootOf(host, read, real !== undefined) }
  })
}

function initrdNames(version: string): string[] {
  const older = version.replace(/\.old$/, '')
  return [
    ...[`initrd.img-${version}`, `initrd-${version}.img`, `initrd-${version}.gz`, `initrd-${version}`],
    ...[`initramfs-${version}.img`, `initrd.img-${older}`, `initrd-${older}.img`, `initrd-${older}`],
    ...[`initramfs-${older}.img`, `initramfs-genkernel-${version}`, `initramfs-genkernel-${older}`]
  ]
}

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
