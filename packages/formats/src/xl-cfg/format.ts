import { parse } from '@xenlint/syntax'
import type { Format } from '../format.js'
import { inside } from './inside.js'
import { likeness } from './likeness.js'
import { lower } from './lower.js'
import { guestRules } from './rules/index.js'
import { syntaxAbort } from './rules/syntax-abort.js'
import { syntaxMasked } from './rules/syntax-masked.js'
import { syntaxRefused } from './rules/syntax-refused.js'
import { xlSpacing } from './spacing.js'

/** The guests of `xl`. */
export const xlCfg: Format = {
  id: 'xl-cfg',
  title: 'xl guest configuration',
  paths: ['etc/xen/auto/*', 'etc/xen/*.cfg', 'etc/xen/*.hvm', 'etc/xen/*.pv', 'etc/xen/NAME'],
  likeness,
  parse: (text) => parse('xl-cfg', text),
  lower,
  inside,
  table: 'xl-cfg',
  rules: [...guestRules, syntaxAbort, syntaxMasked, syntaxRefused],
  spacing: xlSpacing
}
