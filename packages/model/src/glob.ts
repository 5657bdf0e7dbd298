/** A pattern of a shell as an expression for whole names: `*`, `?` and brackets count, a backslash makes a letter plain. */
export function globExpression(pattern: string): RegExp {
  return new RegExp(`^${globSource(pattern)}$`, 's')
}

/** The source of an expression for a part of a pattern. */
export function globSource(pattern: string): string {
  let source = ''
  for (const { 0: token } of pattern.matchAll(/\\.|\[[!^]?\]?[^\]]*\]|./gs)) {
    if (token === '*') source += '.*'
    else if (token === '?') source += '.'
    else if (token.length > 2 && token.startsWith('[')) source += bracketSource(token.slice(1, -1))
    else source += escaped(token.length === 2 && token.startsWith('\\') ? token.slice(1) : token)
  }
  return source
}

/** A text in which no letter counts as a pattern. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

function bracketSource(inside: string): string {
  const isNegated = /^[!^]/.test(inside)
  let members = ''
  for (const { 0: member } of (isNegated ? inside.slice(1) : inside).matchAll(/[^-]-.|./gs)) {
    const [first = '', , last = first] = member
    // A range that runs backwards holds nothing.
    if (first <= last) members += first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`
  }
  if (members === '') return isNegated ? '.' : '(?!)'
  return `[${isNegated ? '^' : ''}${members}]`
}
