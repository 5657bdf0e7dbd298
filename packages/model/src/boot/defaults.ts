import { option, releases, shellEnvironment } from '@xenlint/catalogue'
import { isProgram } from '../shell/program-name.js'
import { readShell } from '../shell/reader.js'
import { runShell } from '../shell/run.js'
import type { Called, Held, Outcome, Scene } from '../shell/scene.js'
import type { BootFile, BootHost } from './host.js'

/** The variables that grub-mkconfig has once it has read its files; or how it ends over them. */
export interface Defaults {
  readonly variables: ReadonlyMap<string, Held>
  readonly messages: readonly string[]
  /** Set where it ends: with a status, or `null` where that is open. */
  readonly ended?: number | null
}

const program = '/usr/sbin/grub-mkconfig'

/** Reads the files in the order in which grub-mkconfig sources them; nothing is ever run. */
export function readDefaults(host: BootHost): Defaults {
  let variables: ReadonlyMap<string, Held> = presets(host)
  const messages: string[] = []
  for (const file of [...(host.defaults ? [host.defaults] : []), ...host.dropins]) {
    const outcome = runShell(readShell(file.text, 'dash'), sceneOf(host, file, variables))
    variables = outcome.variables
    messages.push(...linesOf(outcome, file))
    const open = outcome.met.find(({ kind, doubt }) => kind === 'open' && doubt === undefined)
    if (open)
      return {
        variables,
        messages: [...messages, `\`${open.name}\` in \`${file.path}\` decides.`],
        ended: null
      }
    if (outcome.stop) return { variables, messages, ended: outcome.stop.status }
  }
  return { variables, messages }
}

function linesOf({ said, stop }: Outcome, file: BootFile): string[] {
  const written = said
    .map(({ text, line }) => (line === undefined ? text : `${program}: ${line}: ${file.path}: ${text}`))
    .join('')
    .split('\n')
  if (written.at(-1) === '') written.pop()
  if (!stop?.message) return written
  const where = stop.message.startsWith('export:') ? '' : `${file.path}: `
  return [...written, `${program}: ${stop.line}: ${where}${stop.message}`]
}

// Found out before the files are read.
function presets(host: BootHost): Map<string, Held> {
  const known: Record<string, string | undefined> = {
    GRUB_DEVICE: host.rootDevice,
    GRUB_DEVICE_UUID: host.rootUuid,
    GRUB_DEVICE_PARTUUID: host.rootPartUuid,
    GRUB_DISABLE_OS_PROBER: 'true',
    GRUB_EARLY_INITRD_LINUX_STOCK: microcode,
    prefix: '/usr',
    exec_prefix: '/usr',
    datarootdir: '/usr/share',
    sysconfdir: '/etc'
  }
  const origin = { file: program, start: 0, end: 0 }
  const variables = new Map<string, Held>()
  for (const [name, text] of Object.entries(known)) {
    if (text === undefined) continue
    const map = [{ valueStart: 0, valueEnd: text.length, sourceStart: 0, sourceEnd: 0 }]
    variables.set(name, { kind: 'text', text, map, spelled: 'word', origin })
  }
  return variables
}

const microcode = 'intel-uc.img intel-ucode.img amd-uc.img amd-ucode.img early_ucode.cpio microcode.cpio'

function sceneOf(host: BootHost, file: BootFile, variables: ReadonlyMap<string, Held>): Scene {
  return {
    file: file.path,
    dialect: 'dash',
    stopsOnFailure: true,
    variables,
    foreign: (name) => (isOfShell(name) ? 'the environment of `update-grub` decides' : undefined),
    program: isKnown,
    match: (pattern) => (pattern === '/etc/default/grub.d/*.cfg' ? matchDropins(host, pattern) : undefined),
    has: (path) => hasFile(host, path),
    call: (words) => call(host, words),
    read: (path) => host.read(path) ?? (path === '/etc/os-release' ? osRelease(host) : null)
  }
}

function matchDropins({ dropins }: BootHost, pattern: string): string[] {
  return dropins.length === 0 ? [pattern] : dropins.map(({ path }) => path)
}

// A pattern that no file answers stays as it is written, and names none.
function hasFile({ dropins }: BootHost, path: string): boolean | undefined {
  if (path.includes('*')) return false
  return dropins.some((file) => file.path === path) ? true : undefined
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

// What the files themselves are about is no program.
function isKnown(name: string, beside: readonly string[]): boolean | undefined {
  if (name === 'gettext' || name === 'grub_warn') return true
  if (option('xen-command-line', name)) return false
  return isProgram(name, beside, (each) => ours.test(each))
}

const ours = /^(?:GRUB|XEN)_[A-Z0-9_]*$/

/** What programs do of which no file is needed to know it. */
function call(host: BootHost, [name = '', ...words]: readonly string[]): Called | undefined {
  const files = words.filter((word) => word.startsWith('/'))
  switch (name) {
    case 'gettext':
      return words.length === 1 ? { status: 0, output: words[0] ?? '' } : undefined
    case 'grub_warn':
      return { status: 0, errors: `Warning: ${words.join(' ')}\n` }
    case 'lsb_release':
      return words.join(' ') === '-i -s' || words.join(' ') === '-is'
        ? { status: 0, output: 'Debian\n' }
        : undefined
    case 'nproc':
      return host.cpus !== undefined && words.length === 0
        ? { status: 0, output: `${host.cpus}\n` }
        : undefined
    case 'cat':
    case 'sed': {
      const [path] = files
      if (files.length !== 1 || path === undefined || host.read(path) !== null) return undefined
      const said = name === 'sed' ? `can't read ${path}` : path
      return { status: name === 'sed' ? 2 : 1, errors: `${name}: ${said}: No such file or directory\n` }
    }
    default:
      return undefined
  }
}

function isOfShell(name: string): boolean {
  return shellEnvironment().some((each) => each.name === name)
}
