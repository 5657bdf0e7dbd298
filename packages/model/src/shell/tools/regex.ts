import { linesOf } from './lines.js'

/** What an expression is to be read for. */
export interface Search {
  readonly extended: boolean
  readonly flags: string
  /** The lines that it is looked for in. */
  readonly input: string
  /** True where it matters how long a match is, and not only whether there is one. */
  readonly isMeasured: boolean
  /** Says how much work it may be; false where that is too much. */
  spend(work: number): boolean
}

/** An expression of grep, sed or awk as one of ours; nothing where it holds what is not read here, or takes too long. */
export function readRegex(source: string, search: Search): RegExp | undefined {
  const { extended, flags, input, isMeasured } = search
  const text = extended ? fromExtended(source) : fromBasic(source)
  const effort = text === undefined ? undefined : effortOf(text)
  if (text === undefined || !effort) return undefined
  // The longest alternative wins there, and the first one here.
  if (isMeasured && effort.hasChoice) return undefined
  const work = linesOf(input).lines.reduce((sum, line) => sum + (line.length + 2) ** effort.power, 0)
  if (!search.spend(work * effort.ways)) return undefined
  try {
    return new RegExp(text, flags)
  } catch {
    return undefined
  }
}

interface Effort {
  /** The work is at most the length of the line to this power, times `ways`. */
  readonly power: number
  /** How many ways there are through what may be left out, and through what may be chosen. */
  readonly ways: number
  readonly hasChoice: boolean
}

/** What an expression may cost; nothing where that is beyond all bounds, as with a repeated repetition. */
function effortOf(text: string): Effort | undefined {
  let power = /^(?:\^|\.\*)/.test(text) ? 0 : 1
  let ways = 1
  let hasChoice = false
  const groups: { branches: boolean }[] = []
  let closed: { branches: boolean } | undefined
  let isRepeated = false
  for (const [token] of text.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\{\d*,?\d*\}|[\s\S]/g)) {
    // Ours would look for as little as can be, or for what a group held.
    if ((token === '?' && isRepeated) || /^\\[1-9]$/.test(token)) return undefined
    isRepeated = token === '*' || token === '+' || /^\{\d/.test(token)
    if (isRepeated && closed?.branches) return undefined
    if (isRepeated && !/^\{\d+\}$/.test(token)) power++
    if (token === '?' || token === '|') ways *= 2
    hasChoice ||= token === '|'
    if (token === '(') groups.push({ branches: false })
    else if (isRepeated || token === '?' || token === '|') for (const group of groups) group.branches = true
    closed = token === ')' ? groups.pop() : undefined
  }
  return { power: Math.max(1, power), ways, hasChoice }
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
