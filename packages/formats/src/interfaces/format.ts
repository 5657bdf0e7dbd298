import { parse } from '@xenlint/syntax'
import type { Format } from '../format.js'
import { lower } from './lower.js'
import { addressRefused } from './rules/address-refused.js'
import { autoEmpty } from './rules/auto-empty.js'
import { bridgeUnstarted } from './rules/bridge-unstarted.js'
import { classMisspelt } from './rules/class-misspelt.js'
import { commentInline } from './rules/comment-inline.js'
import { interfaceNameLong } from './rules/interface-name-long.js'
import { interfaceUndefined } from './rules/interface-undefined.js'
import { interfacesDialect } from './rules/interfaces-dialect.js'
import { interfacesRefused } from './rules/interfaces-refused.js'
import { mtuRefused } from './rules/mtu-refused.js'
import { optionGlued } from './rules/option-glued.js'
import { optionMissing } from './rules/option-missing.js'
import { optionMisspelt } from './rules/option-misspelt.js'
import { optionShadowed } from './rules/option-shadowed.js'
import { optionUnread } from './rules/option-unread.js'
import { portAddressed } from './rules/port-addressed.js'
import { prefixOverruled } from './rules/prefix-overruled.js'
import { renameTargetless } from './rules/rename-targetless.js'
import { interfacesSpacing } from './spacing.js'

/** `/etc/network/interfaces` and the files that it sources. */
export const interfaces: Format = {
  id: 'interfaces',
  title: 'Network interfaces (ifupdown)',
  paths: ['etc/network/interfaces', 'etc/network/interfaces.d/*'],
  likeness,
  parse: (text) => parse('interfaces', text),
  lower,
  table: 'interfaces',
  rules: [
    addressRefused,
    autoEmpty,
    classMisspelt,
    bridgeUnstarted,
    commentInline,
    interfacesDialect,
    interfaceNameLong,
    interfaceUndefined,
    interfacesRefused,
    mtuRefused,
    optionGlued,
    optionMissing,
    optionMisspelt,
    optionShadowed,
    optionUnread,
    portAddressed,
    prefixOverruled,
    renameTargetless
  ],
  spacing: interfacesSpacing
}

// `iface eth0 inet static` is said nowhere else; a file of `auto` and `source` lines alone is likely one.
function likeness(text: string): number {
  if (/^[ \t]*iface[ \t]+\S+[ \t]+(inet6?|can|inherits)\b/m.test(text)) return 1
  if (/^[ \t]*iface[ \t]+\S+[ \t]*\r?$/m.test(text)) return 0.8
  return /^[ \t]*((auto|allow-\w+)[ \t]+[\w.:@-]+|source-directory[ \t]+\S+)[ \t]*\r?$/m.test(text) ? 0.6 : 0
}
