import { escaped, globSource } from '../glob.js'

/** A stretch of a word: `*`, `?` and brackets count in it, or stand for themselves. */
export interface Pattern {
  readonly text: string
  readonly isGlob: boolean
}

const closed = /^(?:'[^']*'|"(?:[^"\\]|\\.)*")$/s

type Expansion = readonly (readonly Pattern[])[] | 'refused' | 'unknown'

/** The words that a path expands to, as wordexp(3) does it without running commands; what it refuses reads nothing. */
export function expand(text: string): Expansion {
  const words: Pattern[][] = []
  let word: Pattern[] | undefined
  const add = (piece: string, isGlob: boolean): void => {
    word ??= []
    word.push({ text: piece, isGlob })
  }
  for (const { 0: token } of text.matchAll(/\\.?|'[^']*'?|"(?:[^"\\]|\\.)*"?|\$\(\(|\$\(|./gs)) {
    if (/^[ \t]$/.test(token)) {
      if (word) words.push(word)
      word = undefined
      continue
    }
    const judged = judge(token, word === undefined)
    if (judged) return judged
    const quoted = unquoted(token)
    add(quoted ?? token, quoted === undefined)
  }
  if (word) words.push(word)
  return words.map(joined)
}

/** True for names that fit; a leading dot must be written. */
export function matcher(pattern: readonly Pattern[]): (name: string) => boolean {
  const text = pattern.map((each) => (each.isGlob ? globSource(each.text) : escaped(each.text))).join('')
  const hidden = pattern[0]?.text.startsWith('.')
  const expression = new RegExp(`^${text}$`, 's')
  return (name) => (hidden || !name.startsWith('.')) && expression.test(name)
}

/** Why a token ends the expansion, if it does. */
function judge(token: string, isFirst: boolean): 'refused' | 'unknown' | undefined {
  if (token === '$((') return 'unknown'
  if (token === '$(' || token === '`' || /^[|&;<>(){}\n]$/.test(token)) return 'refused'
  if (token === '\\' || (/^['"]/.test(token) && !closed.test(token))) return 'refused'
  if (token.startsWith('"') && /`|\$\(/.test(token)) return 'refused'
  if (token.startsWith('"') && /\$[A-Za-z_{0-9]/.test(token)) return 'unknown'
  return token === '$' || (token === '~' && isFirst) ? 'unknown' : undefined
}

/** What a quoted token stands for, all of it literal. */
function unquoted(token: string): string | undefined {
  if (token.startsWith('\\')) return token.slice(1)
  if (token.startsWith("'")) return token.slice(1, -1)
  return token.startsWith('"') ? token.slice(1, -1).replace(/\\(["\\$`])/g, '$1') : undefined
}

/** Neighbours of one kind as one; a word without a pattern is all literal. */
function joined(word: readonly Pattern[]): Pattern[] {
  const hasGlob = word.some(({ text, isGlob }) => isGlob && /[*?[]/.test(text))
  const pieces: Pattern[] = []
  for (const { text, isGlob } of word) {
    const last = pieces.at(-1)
    const counts = isGlob && hasGlob
    if (last?.isGlob === counts) pieces[pieces.length - 1] = { text: last.text + text, isGlob: counts }
    else pieces.push({ text, isGlob: counts })
  }
  return pieces
}
