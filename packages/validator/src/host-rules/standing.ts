import type { Host, HostGuest } from '@xenlint/model'
import type { Severity } from '../rule.js'

/** How severe it is that a guest cannot start: an error where it is meant to start by itself or by hand, less for a variant. */
export function standing({ auto, variantOf }: HostGuest): Severity {
  return auto.length > 0 || variantOf === undefined ? 'error' : 'hint'
}

/** The fact that decides which program reads guests, in releases that have two. */
export function needsOf({ toolstack }: Host): string[] {
  return toolstack === 'xl' ? [] : ['toolstack']
}
