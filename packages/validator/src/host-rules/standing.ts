import { type Host, type HostGuest, isExample } from '@xenlint/model'
import type { Severity } from '../rule.js'

/** How severe it is that a guest cannot start: an error where it is meant to start by itself or by hand, less for a variant or an example. */
export function standing({ auto, variantOf, path }: HostGuest): Severity {
  return auto.length > 0 || (variantOf === undefined && !isExample(path)) ? 'error' : 'hint'
}

/** The fact that decides which program reads guests, in releases that have two. */
export function needsOf({ toolstack }: Host): string[] {
  return toolstack === 'xl' ? [] : ['toolstack']
}
