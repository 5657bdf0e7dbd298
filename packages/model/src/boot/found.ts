import { isDebianFile, isDebianFolder, releases } from '@xenlint/catalogue'
import { globExpression } from '../glob.js'
import type { BootHost } from './host.js'

/** The names of a host that fit a pattern; the pattern itself where none does, nothing where that is open. */
export function matchNames(host: BootHost, pattern: string): readonly string[] | undefined {
  const [, folder = '', glob = ''] = /^(\/[^*?[]*)\/([^/]*)$/.exec(pattern) ?? []
  const names = folder === '' ? undefined : namesIn(host, folder, glob)
  if (!names) return undefined
  const expression = globExpression(glob)
  const found = names.filter((name) => expression.test(name) && !name.startsWith('.')).sort()
  return found.length === 0 ? [pattern] : found.map((name) => `${folder}/${name}`)
}

function namesIn(host: BootHost, folder: string, glob: string): readonly string[] | undefined {
  if (folder === '/etc/default/grub.d' && glob.endsWith('.cfg'))
    return host.dropins.map(({ path }) => path.slice(folder.length + 1))
  // Folders are not among its names, and no folder there is called like an image.
  if (folder === '/boot') return /^(?:xen|vmlinuz|initrd|config)/.test(glob) ? host.boot : undefined
  return host.kind?.(folder) === undefined && isOurs(folder) ? [] : undefined
}

// Below `/etc`, and where no Debian has anything, a host comes with all it has.
function isOurs(path: string): boolean {
  const [, top = ''] = /^\/([^/]*)/.exec(path) ?? []
  return top === 'etc' ? !kept.test(path) : path.startsWith('/') && !isDebianFolder(top)
}

const kept =
  /^\/etc\/(?![a-zA-Z]+-release$)(?:[^/]+$|default\/(?:locale|keyboard|console-setup)$|(?:apt|dpkg|init\.d|systemd|udev)\/)/

/** The text of a file, null where the host has none; nothing where its folder does not tell. */
export function readOf(host: BootHost, path: string): string | null | undefined {
  const text = host.read(path)
  if (text !== null) return text
  if (path === '/etc/os-release' || path === '/usr/lib/os-release') return osRelease(host)
  return there(host, path) === false ? null : undefined
}

/** Whether a path passes a test of files, where that is sure. */
export function passes(host: BootHost, operator: string, path: string): boolean | undefined {
  const isThere = there(host, path)
  if (isThere === undefined) return undefined
  if (!isThere) return false
  const isFolder = host.kind?.(path) === 'folder' || folders.has(path)
  if (operator === '-d') return isFolder
  if (operator === '-f') return !isFolder
  return operator === '-e' || operator === '-r' ? true : undefined
}

const folders = new Set([
  '/',
  '/boot',
  '/boot/grub',
  '/dev',
  '/etc',
  '/etc/default',
  '/etc/default/grub.d',
  '/etc/grub.d'
])

/** Whether there is a file or folder of that path; nothing where the host's folder does not tell. */
export function there(host: BootHost, path: string): boolean | undefined {
  if (host.kind?.(path) !== undefined || host.read(path) !== null || folders.has(path)) return true
  if (host.dropins.some((file) => file.path === path) || isDebianFile(path)) return true
  // A pattern that no file answers stays as it is written, and names none.
  if (path.includes('*')) return false
  if (host.absent?.includes(path)) return false
  const [, image] = /^\/boot\/((?:xen|vmlinuz|initrd|config)[^/]*)$/.exec(path) ?? []
  if (image !== undefined) return host.boot?.includes(image)
  return isOurs(path) ? false : undefined
}

// A file that every Debian has, where the host's folder leaves it out.
function osRelease({ debian }: BootHost): string | undefined {
  const release = releases.find((each) => each.debian === debian)
  if (!release) return undefined
  const { codename } = release
  return [
    `PRETTY_NAME="Debian GNU/Linux ${debian} (${codename})"`,
    'NAME="Debian GNU/Linux"',
    `VERSION_ID="${debian}"`,
    `VERSION="${debian} (${codename})"`,
    `VERSION_CODENAME=${codename}`,
    'ID=debian'
  ].join('\n')
}
