import type { Rule } from '../rule.js'

/** Rules that serve every format; one line each, by name. */
export const generalRules: readonly Rule[] = []
