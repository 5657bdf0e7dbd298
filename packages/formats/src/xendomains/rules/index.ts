import type { Rule } from '@xenlint/validator'
import { folderUnfit } from './folder-unfit.js'
import { migrationHostless } from './migration-hostless.js'
import { restoreNotOff } from './restore-not-off.js'
import { savedForever } from './saved-forever.js'
import { stopLimitShort } from './stop-limit-short.js'
import { variableUpstream } from './variable-upstream.js'

/** Rules over the file that says how guests start and stop; one line each, by name. */
export const xendomainsRules: readonly Rule[] = [
  folderUnfit,
  migrationHostless,
  restoreNotOff,
  savedForever,
  stopLimitShort,
  variableUpstream
]
