import type { Gap } from '../spacing.js'

const indentation = 4

/** `vif = [ "a", "b" ]`: one blank around what joins, items of a list below one another. */
export function xlSpacing(gap: Gap): string | undefined {
  const { left, right, within } = gap
  if (!right) return ''
  if (!left) return begun(gap)
  if (right.type === 'comment') return undefined
  if (right.type === 'comma' || right.type === 'semicolon') return ''
  if (left.type === 'open' && right.type === 'close') return ''
  const joins = [left.type, right.type].some((type) => joining.has(type))
  return joins || within.at(-1) === 'list' || left.type === 'semicolon' ? ' ' : undefined
}

const joining = new Set(['operator', 'open', 'close', 'comma'])

function begun({ right, within, aligned }: Gap): string | undefined {
  const lists = within.filter((type) => type === 'list').length
  const depth = right?.type === 'open' ? lists - 1 : lists
  if (lists === 0) return right?.type === 'comment' ? undefined : ''
  if (depth === 0) return undefined
  if (right?.type !== 'close') return ' '.repeat(aligned ?? indentation * depth)
  // The bracket closes below the one that opened, or below the setting where items stand on lines of their own.
  return ' '.repeat(
    aligned === undefined || aligned === indentation * depth ? indentation * (depth - 1) : aligned - 2
  )
}
