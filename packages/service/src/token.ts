/** The kinds of tokens, by the names that editors know; a server tells the place in this list. */
export const tokenTypes = [
  'comment',
  'keyword',
  'string',
  'number',
  'operator',
  'property',
  'parameter',
  'enumMember',
  'variable'
] as const

export type TokenType = (typeof tokenTypes)[number]

/** What else may be said of a token. */
export const tokenModifiers = ['declaration', 'deprecated'] as const

export type TokenModifier = (typeof tokenModifiers)[number]

/** A piece of a line that an editor colours. */
export interface Token {
  readonly start: number
  readonly end: number
  readonly type: TokenType
  readonly modifiers: readonly TokenModifier[]
}

/** One list over another: what lies above hides what is below, of which the rest stays; both in order, none overlapping. */
export function laidOver(below: readonly Token[], above: readonly Token[]): Token[] {
  const merged: Token[] = []
  let next = 0
  for (const token of below) {
    let { start } = token
    while ((above[next]?.end ?? Number.POSITIVE_INFINITY) <= start) merged.push(above[next++] as Token)
    for (let over = above[next]; over && over.start < token.end; over = above[next]) {
      if (over.start > start) merged.push({ ...token, start, end: over.start })
      start = over.end
      if (over.end > token.end) break
      merged.push(over)
      next++
    }
    if (start < token.end) merged.push({ ...token, start })
  }
  return [...merged, ...above.slice(next)]
}

/** The parts of tokens on each line: no token goes over a line end, and none is blank. */
export function* byLine(text: string, tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens)
    for (const { index, 0: part } of text.slice(token.start, token.end).matchAll(/[^\r\n]+/g))
      if (part.trim() !== '')
        yield { ...token, start: token.start + index, end: token.start + index + part.length }
}
