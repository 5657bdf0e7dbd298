import type { Rule } from '@xenlint/validator'
import { affinityUnused } from './affinity-unused.js'
import { bootMixed } from './boot-mixed.js'
import { commandLineIgnored } from './command-line-ignored.js'
import { devicePartLost } from './device-part-lost.js'
import { deviceRefused } from './device-refused.js'
import { diskNameRepeated } from './disk-name-repeated.js'
import { diskNameUnfit } from './disk-name-unfit.js'
import { diskPrefix } from './disk-prefix.js'
import { diskTargetRelative } from './disk-target-relative.js'
import { formatUnlike } from './format-unlike.js'
import { framebufferPartLost } from './framebuffer-part-lost.js'
import { guestCrash } from './guest-crash.js'
import { guestRefused } from './guest-refused.js'
import { libxlRefused } from './libxl-refused.js'
import { macOdd } from './mac-odd.js'
import { nameUnkept } from './name-unkept.js'
import { optionIdle } from './option-idle.js'
import { passthroughRefused } from './passthrough-refused.js'
import { rateInSeconds } from './rate-in-seconds.js'
import { reservedMemoryLost } from './reserved-memory-lost.js'
import { settingOverruled } from './setting-overruled.js'
import { videoMemorySmall } from './video-memory-small.js'
import { vifNameLong } from './vif-name-long.js'
import { vncOpen } from './vnc-open.js'
import { vncUnread } from './vnc-unread.js'

/** The rules about what xl makes of a guest. */
export const guestRules: readonly Rule[] = [
  affinityUnused,
  bootMixed,
  commandLineIgnored,
  devicePartLost,
  deviceRefused,
  diskNameRepeated,
  diskNameUnfit,
  diskPrefix,
  diskTargetRelative,
  formatUnlike,
  framebufferPartLost,
  guestCrash,
  guestRefused,
  libxlRefused,
  macOdd,
  nameUnkept,
  optionIdle,
  passthroughRefused,
  rateInSeconds,
  reservedMemoryLost,
  settingOverruled,
  videoMemorySmall,
  vifNameLong,
  vncOpen,
  vncUnread
]
