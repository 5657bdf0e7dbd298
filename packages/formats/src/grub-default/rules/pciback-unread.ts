import type { XenOption } from '@xenlint/model'
import type { Context, Finding, Rule } from '@xenlint/validator'
import { linesOf, linuxLines, optionsOf } from '../../xen-command-line/words.js'

/** One device that the driver cannot read makes it give up altogether: then none is hidden. */
export const pcibackUnread: Rule = {
  id: 'pciback-unread',
  summary: 'PCI devices that are meant to be hidden from dom0, in a list that its driver does not read.',
  severity: 'warning',
  formats: ['grub-default'],
  status: 'stable',
  since: '0.1.0',
  check: findUnread
}

function* findUnread({ settings, text }: Context): Iterable<Finding> {
  for (const { line } of linesOf(settings, linuxLines))
    for (const word of optionsOf(line)) {
      if (word.name === 'pciback.hide') yield oldName(word, text)
      if (/^xen[-_]pciback\.hide$/.test(word.name) && !devices.test(word.value ?? '')) yield malformed(word)
    }
}

// (03:00.0)(0000:04:00.*)
const devices = /^(?:\((?:[0-9a-fA-F]+:)?[0-9a-fA-F]+:(?:[0-9a-fA-F]+\.(?:[0-9a-fA-F]+|\*)|\*\.\*)\)[ \t]*)*$/

function oldName({ name, origin }: XenOption, text: string): Finding {
  const { start } = origin
  const isPlain = text.startsWith(name, start)
  const edits = [{ start, end: start + name.length, text: 'xen-pciback.hide' }]
  return {
    case: 'old',
    at: origin,
    message: "Debian's kernels call the driver `xen-pciback`, so `pciback.hide` hides nothing.",
    fixes: isPlain ? [{ title: 'Write `xen-pciback.hide`, which hides them', edits, safe: false }] : []
  }
}

function malformed({ value = '', origin, valueOrigin }: XenOption): Finding {
  return {
    case: 'malformed',
    at: valueOrigin ?? origin,
    message: `\`${value}\` is no list of devices for \`xen-pciback\`, which hides none of them; one is written \`(03:00.0)\`.`
  }
}
