import type { Format } from '../format.js'
import { shellFormat } from '../shell/format.js'
import { xenSettings } from '../xen-command-line/words.js'
import { commandLineCut } from './rules/command-line-cut.js'
import { defaultByNumber } from './rules/default-by-number.js'
import { dom0Memory } from './rules/dom0-memory.js'
import { iommuUnheeded } from './rules/iommu-unheeded.js'
import { optionMisplaced } from './rules/option-misplaced.js'
import { pcibackUnread } from './rules/pciback-unread.js'
import { serialMismatch } from './rules/serial-mismatch.js'

const shell = shellFormat({
  id: 'grub-default',
  title: 'Defaults of GRUB',
  paths: ['etc/default/grub', 'etc/default/grub.d/*.cfg'],
  name: /^[ \t]*(?:export[ \t]+)?(?:GRUB_|XEN_OVERRIDE_GRUB_)[A-Z0-9_]*\+?=/
})

/** `/etc/default/grub` and the files of `grub.d`: shell that grub-mkconfig sources. */
export const grubDefault: Format = {
  ...shell,
  embedded: xenSettings,
  rules: [
    ...shell.rules,
    commandLineCut,
    defaultByNumber,
    dom0Memory,
    iommuUnheeded,
    optionMisplaced,
    pcibackUnread,
    serialMismatch
  ]
}
