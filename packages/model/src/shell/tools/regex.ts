/** An expression of grep, sed or awk as one of ours; nothing where it holds what is not read here. */
export function readRegex(source: string, extended: boolean, flags: string): RegExp | undefined {
  const text = extended ? fromExtended(source) : fromBasic(source)
  if (text === undefined) return undefined
  try {
    return new RegExp(text, flags)
  } catch {
    return undefined
  }
}

const piece = /\\[\s\S]?|\[\^?\]?(?:\[:[a-z]+:\]|[^\]])*\]|\[|[\s\S]/g

// In a basic expression `(`, `{`, `+`, `?` and `|` are letters unless a backslash stands before them.
function fromBasic(source: string): string | undefined {
  let text = ''
  for (const { 0: token, index } of source.matchAll(piece)) {
    if (token.length > 1 && token.startsWith('\\')) {
      const made = unescaped(token, '(){}+?|')
      if (made === undefined) return undefined
      text += made
    } else if (token.startsWith('[')) {
      const set = setOf(token)
      if (set === undefined) return undefined
      text += set
    } else if ('(){}+?|'.includes(token)) text += `\\${token}`
    else if (token === '*' && /(?:^|\(|\|)\^?$/.test(text)) text += '\\*'
    else if (token === '^' && index > 0 && !/[(|]$/.test(text)) text += '\\^'
    else if (token === '$' && index < source.length - 1 && !/^\$\\[)|]/.test(source.slice(index)))
      text += '\\$'
    else if (token === '\\') return undefined
    else text += token === '/' ? '\\/' : token
  }
  return text
}

function fromExtended(source: string): string | undefined {
  let text = ''
  for (const { 0: token } of source.matchAll(piece)) {
    if (token === '\\') return undefined
    const made = token.startsWith('\\') ? unescaped(token, '') : token.startsWith('[') ? setOf(token) : token
    if (made === undefined) return undefined
    text += made
  }
  return text
}

/** What a backslash makes of the sign behind it; `operators` are those that it makes special. */
function unescaped(token: string, operators: string): string | undefined {
  const sign = token.slice(1)
  if (operators.includes(sign)) return sign
  if (/[.*[\]^$/\\(){}+?|]/.test(sign)) return `\\${sign}`
  if (/[1-9bBwWsS]/.test(sign)) return token
  if (sign === '<' || sign === '>') return '\\b'
  if (sign === 'n' || sign === 't') return token
  return /[A-Za-z0-9]/.test(sign) ? undefined : /[-"'#%&,:;=@!~` ]/.test(sign) ? sign : undefined
}

const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f'
}

// A backslash in a set stands for itself.
function setOf(token: string): string | undefined {
  const [, negated = '', inside = ''] = /^\[(\^?)([\s\S]+)\]$/.exec(token) ?? []
  if (inside === '' || /\[[.=]/.test(inside)) return undefined
  const text = inside.replace(/\[:([a-z]+):\]|[\\[\]]/g, (found, name?: string) =>
    name === undefined ? `\\${found}` : (classes[name] ?? found)
  )
  return `[${negated}${text}]`
}
