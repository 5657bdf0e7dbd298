import { option, shellEnvironment } from '@xenlint/catalogue'
import { isProgram } from '../shell/program-name.js'
import { readShell } from '../shell/reader.js'
import { runShell } from '../shell/run.js'
import type { Held, Outcome, Scene } from '../shell/scene.js'
import { matchNames, passes, readOf } from './found.js'
import type { BootFile, BootHost } from './host.js'
import { call } from './programs.js'

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
    if (outcome.open !== undefined)
      return {
        variables,
        messages: [...messages, `Whether \`${file.path}\` ends there is not known: ${outcome.open}.`],
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
    // Its own options are read by then, and it has looked for this program.
    args: ['/usr/sbin/grub-probe', 'dummy'],
    zero: program,
    foreign: (name) => (isOfShell(name) ? 'the environment of `update-grub` decides' : undefined),
    program: isKnown,
    match: (pattern) => matchNames(host, pattern),
    has: (operator, path) => passes(host, operator, path),
    call: (words) => call(host, words),
    read: (path) => readOf(host, path)
  }
}

// What the files themselves are about is no program.
function isKnown(name: string, beside: readonly string[]): boolean | undefined {
  if (name === 'gettext' || name === 'grub_warn') return true
  if (option('xen-command-line', name)) return false
  return isProgram(name, beside, (each) => ours.test(each))
}

const ours = /^(?:GRUB|XEN)_[A-Z0-9_]*$/

function isOfShell(name: string): boolean {
  return shellEnvironment().some((each) => each.name === name)
}
