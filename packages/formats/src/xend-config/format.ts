import { parse } from '@xenlint/syntax'
import type { Format } from '../format.js'
import { likeness } from './likeness.js'
import { lower } from './lower.js'
import { fileUnread } from './rules/file-unread.js'
import { sxpRefused } from './rules/sxp-refused.js'
import { wordsLost } from './rules/words-lost.js'
import { sxpSpacing } from './spacing.js'

/** `/etc/xen/xend-config.sxp`: the settings of xend, the daemon of Xen up to 4.4. */
export const xendConfig: Format = {
  id: 'xend-config',
  title: 'Settings of xend',
  paths: ['etc/xen/xend-config.sxp'],
  likeness,
  parse: (text) => parse('xend-config', text),
  lower,
  table: 'xend-config',
  rules: [fileUnread, sxpRefused, wordsLost],
  spacing: sxpSpacing
}
