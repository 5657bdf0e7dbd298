import type { HostRule } from '../rule.js'
import { autoElsewhere } from './auto-elsewhere.js'
import { autoNameApart } from './auto-name-apart.js'
import { autoStray } from './auto-stray.js'
import { backendLater } from './backend-later.js'
import { bridgeHookless } from './bridge-hookless.js'
import { bridgeMissing } from './bridge-missing.js'
import { commandFileless } from './command-fileless.js'
import { cpusAbsent } from './cpus-absent.js'
import { defaultMissing } from './default-missing.js'
import { diskMounted } from './disk-mounted.js'
import { diskShared } from './disk-shared.js'
import { dom0Oversized } from './dom0-oversized.js'
import { dropinOverrules } from './dropin-overrules.js'
import { guestUnstarted } from './guest-unstarted.js'
import { guestsUnseen } from './guests-unseen.js'
import { interfaceMissing } from './interface-missing.js'
import { macRepeated } from './mac-repeated.js'
import { memoryBeyond } from './memory-beyond.js'
import { menuStale } from './menu-stale.js'
import { nameRepeated } from './name-repeated.js'
import { nameUnsavable } from './name-unsavable.js'
import { pciRepeated } from './pci-repeated.js'
import { pciUnhidden } from './pci-unhidden.js'
import { portMissing } from './port-missing.js'
import { portUnfit } from './port-unfit.js'
import { savePassthrough } from './save-passthrough.js'
import { saveRoom } from './save-room.js'
import { serialApart } from './serial-apart.js'
import { serialUnset } from './serial-unset.js'
import { shadowLost } from './shadow-lost.js'
import { sourceUnread } from './source-unread.js'
import { stanzaCopied } from './stanza-copied.js'
import { terminalUnknown } from './terminal-unknown.js'
import { uuidRepeated } from './uuid-repeated.js'
import { vifnameRepeated } from './vifname-repeated.js'
import { vncPortRepeated } from './vnc-port-repeated.js'
import { xenUnbooted } from './xen-unbooted.js'
import { xendIdle } from './xend-idle.js'

/** Rules about a host as a whole; one line each, by name. */
export const hostRules: readonly HostRule[] = [
  autoElsewhere,
  autoNameApart,
  autoStray,
  backendLater,
  bridgeHookless,
  bridgeMissing,
  commandFileless,
  cpusAbsent,
  defaultMissing,
  diskMounted,
  diskShared,
  dom0Oversized,
  dropinOverrules,
  guestsUnseen,
  guestUnstarted,
  interfaceMissing,
  macRepeated,
  memoryBeyond,
  menuStale,
  nameRepeated,
  nameUnsavable,
  pciRepeated,
  pciUnhidden,
  portMissing,
  portUnfit,
  savePassthrough,
  saveRoom,
  serialApart,
  serialUnset,
  shadowLost,
  sourceUnread,
  stanzaCopied,
  terminalUnknown,
  uuidRepeated,
  vifnameRepeated,
  vncPortRepeated,
  xenUnbooted,
  xendIdle
]
