import type { BootEntry } from './host.js'
import type { Read } from './menu.js'

/** The lines of grub.cfg in which values of the host stand, with every quote in its turn. */
export function scriptOf(entries: readonly BootEntry[], wanted: string, read: Read): string {
  const terminal = read('GRUB_TERMINAL')
  const input = terminal || read('GRUB_TERMINAL_INPUT')
  const output = terminal || read('GRUB_TERMINAL_OUTPUT') || 'gfxterm'
  const serial = `${input} ${output}`.split(/\s+/).includes('serial')
  const lines = [
    'if [ "${next_entry}" ] ; then',
    'set default="${next_entry}"',
    'else',
    `set default="${wanted}"`,
    'fi',
    'if [ "${prev_saved_entry}" ]; then',
    'set saved_entry="${prev_saved_entry}"',
    'fi',
    ...(serial ? [read('GRUB_SERIAL_COMMAND') || 'serial'] : []),
    ...(output.split(/\s+/).includes('gfxterm') ? [`set gfxmode=${read('GRUB_GFXMODE') || 'auto'}`] : []),
    ...(input === '' ? [] : [`terminal_input ${input}`]),
    `terminal_output ${output}`,
    `set timeout=${read('GRUB_TIMEOUT') || '5'}`,
    `set linux_gfx_mode=${read('GRUB_GFXPAYLOAD_LINUX')}`,
    ...(read('GRUB_INIT_TUNE') === '' ? [] : [`play ${read('GRUB_INIT_TUNE')}`]),
    ...(read('GRUB_BADRAM') === '' ? [] : [`badram ${read('GRUB_BADRAM')}`])
  ]
  for (const entry of entries) write(entry, lines)
  return `${lines.join('\n')}\n`
}

function write({ kind, title, id, lines, entries }: BootEntry, into: string[]): void {
  into.push(`${kind} '${title.replaceAll("'", "'\\''")}' --class os $menuentry_id_option '${id}' {`)
  if (kind === 'menuentry') into.push("set root='hd0,msdos1'")
  for (const line of lines) {
    if (/^(?:multiboot|xen_hypervisor)/.test(line)) into.push(...platform)
    if (line !== 'savedefault') into.push("echo 'Loading ...'")
    into.push(line)
  }
  for (const entry of entries) write(entry, into)
  into.push('}')
}

const platform = [
  'if [ "$grub_platform" = "pc" -o "$grub_platform" = "" ]; then',
  'xen_rm_opts=',
  'else',
  'xen_rm_opts="no-real-mode edd=off"',
  'fi'
]
