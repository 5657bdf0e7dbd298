import type { Rule } from '@xenlint/validator'
import { affinityUnused } from './affinity-unused.js'
import { bootMixed } from './boot-mixed.js'
import { cdromWritable } from './cdrom-writable.js'
import { commandLineIgnored } from './command-line-ignored.js'
import { deviceKeyOld } from './device-key-old.js'
import { devicePartLost } from './device-part-lost.js'
import { deviceRefused } from './device-refused.js'
import { diskNameRepeated } from './disk-name-repeated.js'
import { diskNameUnfit } from './disk-name-unfit.js'
import { diskPrefix } from './disk-prefix.js'
import { diskTargetRelative } from './disk-target-relative.js'
import { diskUnemulated } from './disk-unemulated.js'
import { driveRefused } from './drive-refused.js'
import { formatUnlike } from './format-unlike.js'
import { framebufferPartLost } from './framebuffer-part-lost.js'
import { guestCrash } from './guest-crash.js'
import { guestRefused } from './guest-refused.js'
import { libxlRefused } from './libxl-refused.js'
import { macOdd } from './mac-odd.js'
import { maxmemBelow } from './maxmem-below.js'
import { memoryUnset } from './memory-unset.js'
import { nameUnkept } from './name-unkept.js'
import { optionIdle } from './option-idle.js'
import { passthroughRefused } from './passthrough-refused.js'
import { placeholderLeft } from './placeholder-left.js'
import { ramdiskApart } from './ramdisk-apart.js'
import { rateInSeconds } from './rate-in-seconds.js'
import { reservedMemoryLost } from './reserved-memory-lost.js'
import { rootDiskless } from './root-diskless.js'
import { secretReadable } from './secret-readable.js'
import { settingOverruled } from './setting-overruled.js'
import { spiceOpen } from './spice-open.js'
import { toolGone } from './tool-gone.js'
import { typeShortened } from './type-shortened.js'
import { videoMemorySmall } from './video-memory-small.js'
import { vifNameLong } from './vif-name-long.js'
import { vifNameUnfit } from './vif-name-unfit.js'
import { vncOpen } from './vnc-open.js'
import { vncUnread } from './vnc-unread.js'

/** The rules about what xl makes of a guest. */
export const guestRules: readonly Rule[] = [
  affinityUnused,
  bootMixed,
  cdromWritable,
  commandLineIgnored,
  deviceKeyOld,
  devicePartLost,
  deviceRefused,
  diskNameRepeated,
  diskNameUnfit,
  diskPrefix,
  diskTargetRelative,
  diskUnemulated,
  driveRefused,
  formatUnlike,
  framebufferPartLost,
  guestCrash,
  guestRefused,
  libxlRefused,
  macOdd,
  maxmemBelow,
  memoryUnset,
  nameUnkept,
  optionIdle,
  passthroughRefused,
  placeholderLeft,
  ramdiskApart,
  rateInSeconds,
  reservedMemoryLost,
  rootDiskless,
  secretReadable,
  settingOverruled,
  spiceOpen,
  toolGone,
  typeShortened,
  videoMemorySmall,
  vifNameLong,
  vifNameUnfit,
  vncOpen,
  vncUnread
]
