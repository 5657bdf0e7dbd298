import type { HostRule } from '../rule.js'
import { autoElsewhere } from './auto-elsewhere.js'
import { autoStray } from './auto-stray.js'
import { bridgeMissing } from './bridge-missing.js'
import { savePassthrough } from './save-passthrough.js'
import { saveRoom } from './save-room.js'

/** Rules about a host as a whole; one line each, by name. */
export const hostRules: readonly HostRule[] = [
  autoElsewhere,
  autoStray,
  bridgeMissing,
  savePassthrough,
  saveRoom
]
