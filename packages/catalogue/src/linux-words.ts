import { text as linuxCommandLine } from '#data/linux-command-line'
import { rows } from './tables.js'

interface LinuxWord {
  readonly name: string
  /** `xen` where Xen has an option of that name too. */
  readonly also?: 'xen'
}

let known: ReadonlyMap<string, LinuxWord> | undefined

/** Whether the kernel, and what it starts, read a word of this name; `both` where Xen does too. */
export function isLinuxWord(name: string): boolean | 'both' {
  known ??= new Map(rows<LinuxWord>(linuxCommandLine).map((row) => [row.name, row]))
  const row = known.get(name)
  if (row) return row.also === 'xen' ? 'both' : true
  // A parameter of a module or of systemd: `nouveau.modeset`.
  return /^[a-z][\w-]*\.[\w.-]+$/.test(name)
}
