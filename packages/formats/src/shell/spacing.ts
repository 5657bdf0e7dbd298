import type { Gap } from '../spacing.js'

/** Assignments at the margin and nothing behind the end of a line; commands stay as they are. */
export function shellSpacing({ left, right, within }: Gap): string | undefined {
  if (!right) return left ? '' : undefined
  return !left && within.join(' ') === 'root setting' ? '' : undefined
}
