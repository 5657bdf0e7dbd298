import { parse } from '@xenlint/syntax'
import type { Format } from '../format.js'
import { inside } from '../xl-cfg/inside.js'
import { likeness } from './likeness.js'
import { lower } from './lower.js'
import { pythonLeft } from './rules/python-left.js'
import { pythonSpacing } from './spacing.js'

/** A guest's file in Python, as `xm` ran it up to Xen 4.4; one that xl reads as well is `xl-cfg`. */
export const xmCfg: Format = {
  id: 'xm-cfg',
  title: 'Guest in Python, for xm',
  paths: ['etc/xen/auto/*', 'etc/xen/*.cfg', 'etc/xen/*.hvm', 'etc/xen/*.pv', 'etc/xen/NAME'],
  likeness,
  parse: (text) => parse('xm-cfg', text),
  lower,
  inside,
  table: 'xm-cfg',
  rules: [pythonLeft],
  spacing: pythonSpacing
}
