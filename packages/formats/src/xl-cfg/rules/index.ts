import type { Rule } from '@xenlint/validator'
import { commandLineIgnored } from './command-line-ignored.js'
import { devicePartLost } from './device-part-lost.js'
import { deviceRefused } from './device-refused.js'
import { diskNameRepeated } from './disk-name-repeated.js'
import { diskNameUnfit } from './disk-name-unfit.js'
import { formatUnlike } from './format-unlike.js'
import { guestCrash } from './guest-crash.js'
import { guestRefused } from './guest-refused.js'
import { macOdd } from './mac-odd.js'
import { passthroughRefused } from './passthrough-refused.js'
import { rateInSeconds } from './rate-in-seconds.js'
import { reservedMemoryLost } from './reserved-memory-lost.js'
import { videoMemorySmall } from './video-memory-small.js'
import { vifNameLong } from './vif-name-long.js'
import { vncOpen } from './vnc-open.js'
import { vncUnread } from './vnc-unread.js'

/** The rules about what xl makes of a guest. */
export const guestRules: readonly Rule[] = [
  commandLineIgnored,
  devicePartLost,
  deviceRefused,
  diskNameRepeated,
  diskNameUnfit,
  formatUnlike,
  guestCrash,
  guestRefused,
  macOdd,
  passthroughRefused,
  rateInSeconds,
  reservedMemoryLost,
  videoMemorySmall,
  vifNameLong,
  vncOpen,
  vncUnread
]
