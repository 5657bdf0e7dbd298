import type { Leaf } from '@xenlint/syntax'
import type { Gap } from '../spacing.js'

/** One blank around `=`, nothing behind the end of a line; where a line starts is Python's own matter. */
export function pythonSpacing({ left, right, within, behind }: Gap): string | undefined {
  if (left?.type === 'junk' || right?.type === 'junk') return undefined
  if (!right) return ''
  if (!left) return undefined
  return isAssigned(right, within) || isAssigned(left, behind) ? ' ' : undefined
}

function isAssigned({ type }: Leaf, within: readonly string[]): boolean {
  return type === 'operator' && within.at(-1) === 'assignment'
}
