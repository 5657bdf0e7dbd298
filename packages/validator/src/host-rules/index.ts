import type { HostRule } from '../rule.js'
import { bridgeMissing } from './bridge-missing.js'

/** Rules about a host as a whole; one line each, by name. */
export const hostRules: readonly HostRule[] = [bridgeMissing]
