import { parse } from '@xenlint/syntax'
import type { Format } from '../format.js'
import { lower } from '../xl-cfg/lower.js'
import { syntaxAbort } from '../xl-cfg/rules/syntax-abort.js'
import { syntaxMasked } from '../xl-cfg/rules/syntax-masked.js'
import { syntaxRefused } from '../xl-cfg/rules/syntax-refused.js'
import { xlSpacing } from '../xl-cfg/spacing.js'

/** Defaults of `xl` for a whole host, read by the same parser as guests. */
export const xlConf: Format = {
  id: 'xl-conf',
  title: 'xl defaults',
  paths: ['etc/xen/xl.conf'],
  likeness: (text) =>
    /^[ \t#]*(autoballoo?n|vif\.default|lockfile|claim_mode)[ \t.a-z]*=/m.test(text) ? 0.7 : 0,
  parse: (text) => parse('xl-cfg', text),
  lower,
  table: 'xl-conf',
  rules: [syntaxAbort, syntaxMasked, syntaxRefused],
  spacing: xlSpacing
}
