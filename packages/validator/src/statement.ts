import type { Edit } from '@xenlint/syntax'

/** The edit that takes a statement out of its text: with its line where it stands alone on it. */
export function withoutStatement(
  text: string,
  { start, end }: { readonly start: number; readonly end: number }
): Edit {
  let from = start
  while (from > 0 && /[ \t]/.test(text[from - 1] ?? '')) from--
  const to = skipBlanks(text, end)
  const opensLine = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r'
  if (text[to] === ';') return { start, end: skipBlanks(text, to + 1), text: '' }
  if (!opensLine || (to < text.length && !/[\r\n]/.test(text[to] ?? '')))
    return { start: from, end, text: '' }
  const newline = /^(?:\r\n?|\n)/.exec(text.slice(to, to + 2))
  return { start: from, end: to + (newline?.[0].length ?? 0), text: '' }
}

function skipBlanks(text: string, offset: number): number {
  let to = offset
  while (/[ \t]/.test(text[to] ?? '')) to++
  return to
}
