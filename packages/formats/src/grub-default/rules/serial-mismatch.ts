import type { Setting } from '@xenlint/model'
import { type Context, type Finding, type Rule, serialFaults, type TextAt } from '@xenlint/validator'
import { linesOf, linuxLines, optionsOf, xenLines } from '../../xen-command-line/words.js'

/** GRUB, Xen and dom0 follow one another on a serial port, and none asks how the last one left it. */
export const serialMismatch: Rule = {
  id: 'serial-mismatch',
  summary:
    'A serial port that GRUB and Xen set to different speeds, or that dom0 writes to while Xen keeps it.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findMismatches
}

function findMismatches({ settings }: Context): Iterable<Finding> {
  const xen = linesOf(settings, xenLines).flatMap(({ line }) => optionsOf(line))
  return serialFaults({ xen, dom0: dom0Words(settings), told: (name) => textOf(settings, name) })
}

// The lines that dom0's kernel gets: the replacements, where they say anything.
function dom0Words(settings: readonly Setting[]): ReturnType<typeof optionsOf> {
  const lines = new Map(linesOf(settings, linuxLines).map((each) => [each.setting.name, each]))
  const filled = (name: string) => (lines.get(name)?.value.text === '' ? undefined : lines.get(name))
  const first = filled('GRUB_CMDLINE_LINUX_XEN_REPLACE') ?? lines.get('GRUB_CMDLINE_LINUX')
  const second = filled('GRUB_CMDLINE_LINUX_XEN_REPLACE_DEFAULT') ?? lines.get('GRUB_CMDLINE_LINUX_DEFAULT')
  return [first, second].flatMap((line) => (line ? optionsOf(line.line) : []))
}

function textOf(settings: readonly Setting[], name: string): TextAt | undefined {
  const setting = settings.findLast((each) => each.name === name)
  return setting?.value.kind === 'text' ? { text: setting.value.text, origin: setting.origin } : undefined
}
