import { type XenLine, xenLineOf } from '../xen-command-line/index.js'
import { readDefaults } from './defaults.js'
import type { BootHost } from './host.js'

/** What `update-grub` would write for Xen from the files of a host; where it ends early, the old line stays. */
export function readXenLine(host: BootHost): XenLine {
  const { variables, ended, messages } = readDefaults(host)
  if (ended === undefined) return xenLineOf(variables)
  const why = ended === null ? messages.at(-1) : '`update-grub` fails, and the old grub.cfg stays'
  return { kind: 'unknown', why: why ?? '`update-grub` writes nothing' }
}
