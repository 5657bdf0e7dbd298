import type { Gap } from '../spacing.js'

const indentation = 4

/** `(name value)`: no blanks at brackets, one between words, lists that are inside indented. */
export function sxpSpacing({ left, right, within }: Gap): string | undefined {
  if (!right) return ''
  if (right.type === 'comment') return undefined
  const depth = within.filter((type) => type === 'list').length
  if (!left) return ' '.repeat(indentation * Math.max(0, opensOrCloses(right.type) ? depth - 1 : depth))
  if (left.type === 'open' || right.type === 'close') return ''
  return depth > 0 ? ' ' : undefined
}

function opensOrCloses(type: string): boolean {
  return type === 'open' || type === 'close'
}
