import type { Rule } from '@xenlint/validator'
import { folderUnfit } from './folder-unfit.js'
import { migrationHostless } from './migration-hostless.js'
import { pauseTiny } from './pause-tiny.js'
import { restoreNotOff } from './restore-not-off.js'
import { restoreUntrue } from './restore-untrue.js'
import { savedForever } from './saved-forever.js'
import { stopLimitShort } from './stop-limit-short.js'
import { variableUpstream } from './variable-upstream.js'

/** Rules over the file that says how guests start and stop; one line each, by name. */
export const xendomainsRules: readonly Rule[] = [
  folderUnfit,
  migrationHostless,
  pauseTiny,
  restoreNotOff,
  restoreUntrue,
  savedForever,
  stopLimitShort,
  variableUpstream
]
