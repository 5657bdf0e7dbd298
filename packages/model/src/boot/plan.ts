import { chosenEntries } from './choice.js'
import { readDefaults } from './defaults.js'
import type { BootEntry, BootHost, BootPlan } from './host.js'
import { type InstalledHost, linuxMenu, type Menu, type Read, xenMenu } from './menu.js'
import { scriptOf } from './script.js'
import { isGrubScript } from './script-check.js'

/** What `update-grub` would write for a host, and which entry GRUB would boot. */
export function planBoot(host: BootHost): BootPlan {
  const { variables, messages, ended } = readDefaults(host)
  if (ended !== undefined) return { status: ended, messages, entries: [] }
  const open = new Map<string, string>()
  const read: Read = (name) => {
    const held = variables.get(name)
    if (held?.kind === 'unknown') open.set(name, held.why)
    if (!held && name === 'GRUB_DEVICE_PARTUUID') open.set(name, 'the fact `rootPartUuid` would tell')
    if (!held) return presets[name] ?? ''
    return held.kind === 'text' ? held.text : ''
  }
  const said = [...messages]
  const terminal = terminalFault(read)
  if (terminal !== undefined) return { status: 1, messages: [...said, terminal], entries: [] }
  said.push('Generating grub configuration file ...', ...headerWarnings(read))
  const entries: BootEntry[] = []
  const { boot } = host
  if (!boot) return { status: null, messages: [...said, unknownImages], entries: [] }
  for (const script of [...(host.scripts ?? packaged)].sort()) {
    const menu = menus(script)?.({ ...host, boot }, read)
    entries.push(...(menu?.entries ?? []))
    said.push(...(menu?.messages ?? []))
  }
  const uuid = read('GRUB_DEVICE_UUID')
  // The root is named by a UUID only where there is such a file system.
  if (uuid !== (host.rootUuid ?? '') && linesOf(entries).some((line) => line.includes(`root=UUID=${uuid} `)))
    open.set('GRUB_DEVICE_UUID', 'only the machine tells whether there is a file system of that UUID')
  const wanted = read('GRUB_DEFAULT') || '0'
  for (const [name, why] of open) said.push(`\`${name}\` is not known: ${why}.`)
  if (open.size > 0) return { status: null, messages: said, entries: [] }
  const written = wanted === 'saved' ? '${saved_entry}' : wanted
  if (!isGrubScript(scriptOf(entries, written, read)))
    return { status: 1, messages: [...said, ...refused], entries: [] }
  if (host.rootDevice === undefined && readsDevice(entries))
    said.push(`The device of \`/\` is not known; it is taken for \`${presets['GRUB_DEVICE']}\`.`)
  const isSaved = wanted === 'saved'
  const path = chosenEntries(entries, isSaved ? savedEntry(host) : wanted)
  const last = path.at(-1)
  return {
    status: 0,
    messages: [...said, 'done'],
    default: written,
    boots: path.map(({ title }) => title).join(' > '),
    xen: last?.lines.some((line) => /^(?:multiboot|xen_hypervisor)/.test(line)) ?? false,
    entries: entries.map(asRead)
  }
}

// A newline in a value ends the command, and what stands behind it loads nothing.
function asRead(entry: BootEntry): BootEntry {
  const lines = entry.lines.flatMap((line) => line.split('\n').filter((each) => loader.test(each)))
  return { ...entry, lines, entries: entry.entries.map(asRead) }
}

const loader = /^\s*(?:multiboot2?|module2?|linux|initrd|savedefault|xen_hypervisor|xen_module)\b/

function linesOf(entries: readonly BootEntry[]): string[] {
  return entries.flatMap(({ lines, entries: inner }) => [...lines, ...linesOf(inner)])
}

function readsDevice(entries: readonly BootEntry[]): boolean {
  return entries.some(
    ({ lines, entries: inner }) =>
      readsDevice(inner) || lines.some((line) => line.includes(' root=/dev/sda1 '))
  )
}

const unknownImages = 'The kernels and hypervisors are not known: the host comes without `/boot`.'

/** The scripts that matter here, as Debian's package names them. */
const packaged: readonly string[] = ['10_linux', '20_linux_xen']

const refused = [
  'Syntax errors are detected in generated GRUB config file.',
  'Ensure that there are no errors in /etc/default/grub',
  'and /etc/grub.d/* files or please file a bug report with',
  '/boot/grub/grub.cfg.new file attached.'
]

/** What a script takes a variable for that nobody set. */
const presets: Readonly<Record<string, string>> = {
  GRUB_DEVICE: '/dev/sda1',
  GRUB_DISABLE_LINUX_PARTUUID: 'true'
}

function menus(script: string): ((host: InstalledHost, read: Read) => Menu) | undefined {
  if (/^\d+_linux_xen$/.test(script)) return xenMenu
  return /^\d+_linux$/.test(script) ? linuxMenu : undefined
}

const outputs = new Set(['gfxterm', 'console', 'serial', 'ofconsole', 'vga_text'])

function terminalFault(read: Read): string | undefined {
  const output = read('GRUB_TERMINAL') || read('GRUB_TERMINAL_OUTPUT')
  const words = output.split(/[ \t\n]+/).filter((word) => word !== '')
  return words.every((word) => outputs.has(word)) ? undefined : `Invalid output terminal "${output}"`
}

function headerWarnings(read: Read): string[] {
  const warnings: string[] = []
  const terminal = read('GRUB_TERMINAL')
  const words =
    `${terminal || read('GRUB_TERMINAL_INPUT')} ${terminal || read('GRUB_TERMINAL_OUTPUT')}`.split(/\s+/)
  if (words.includes('serial') && read('GRUB_SERIAL_COMMAND') === '')
    warnings.push(
      'Warning: Requested serial terminal but GRUB_SERIAL_COMMAND is unspecified. Default parameters will be used.'
    )
  const hidden = read('GRUB_HIDDEN_TIMEOUT')
  const shown = (read('GRUB_TIMEOUT') || '5') !== '0'
  if (read('GRUB_TIMEOUT_STYLE') === '' && hidden !== '' && hidden !== '0' && shown)
    warnings.push(
      'Warning: Setting GRUB_TIMEOUT to a non-zero value when GRUB_HIDDEN_TIMEOUT is set is no longer supported.'
    )
  return warnings
}

function savedEntry(host: BootHost): string {
  const text = host.read('/boot/grub/grubenv') ?? ''
  return /^saved_entry=(.*)$/m.exec(text)?.[1] ?? ''
}
