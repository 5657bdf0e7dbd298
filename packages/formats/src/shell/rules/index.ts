import type { Rule } from '@xenlint/validator'
import { assignmentSplit } from './assignment-split.js'
import { carriageReturn } from './carriage-return.js'
import { shellCommand } from './shell-command.js'
import { shellRefused } from './shell-refused.js'
import { variableUnread } from './variable-unread.js'

/** Rules over files that a shell sources; one line each, by name. */
export const shellRules: readonly Rule[] = [
  assignmentSplit,
  carriageReturn,
  shellCommand,
  shellRefused,
  variableUnread
]
