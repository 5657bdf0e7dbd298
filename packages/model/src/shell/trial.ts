import type { ShellDialect } from './program.js'

/** How `[` or `test` ends, and what it complains of; no status where more than the text of its arguments decides. */
export interface Verdict {
  readonly status: number | undefined
  readonly complaint?: string
}

/** Whether a path passes a test of files, where that is known. */
export type Passes = (operator: string, path: string) => boolean | undefined

/** Judges the arguments of `[` as dash does, which decides by their number first. */
export function judgeTest(words: readonly string[], dialect: ShellDialect, passes: Passes): Verdict {
  if (words.length > mostWords) return { status: undefined }
  let [rest, isNegated] = [words, false]
  if (rest.length === 0) return { status: 1 }
  while (rest.length === 3 || rest.length === 4) {
    if (rest.length === 3 && kindOf(rest[1], dialect) === 'binary') break
    if (rest[0] === '(' && rest.at(-1) === ')') {
      rest = rest.slice(1, -1)
      break
    }
    if (rest[0] !== '!') break
    rest = rest.slice(1)
    isNegated = !isNegated
  }
  const trial: Trial = { words: rest, at: 0, dialect, passes }
  const isBinary = rest.length === 3 && kindOf(rest[1], dialect) === 'binary'
  const outcome = either(trial, isBinary ? 'operand' : lex(trial, 0))
  const next = rest[trial.at + 1]
  if (next !== undefined) complain(trial, `${rest[trial.at]}: unexpected operator`)
  if (trial.complaint !== undefined) return { status: 2, complaint: trial.complaint }
  return { status: outcome === undefined ? undefined : outcome === isNegated ? 1 : 0 }
}

/** Each may be the sign of another level. */
const mostWords = 200

interface Trial {
  readonly words: readonly string[]
  at: number
  readonly dialect: ShellDialect
  readonly passes: Passes
  complaint?: string
}

type Truth = boolean | undefined
type Kind = 'unary' | 'binary' | 'not' | 'and' | 'or' | 'open' | 'close' | 'operand' | 'end'

const signs: Readonly<Record<string, Kind>> = {
  '!': 'not',
  '-a': 'and',
  '-o': 'or',
  '(': 'open',
  ')': 'close'
}
const unary = new Set('-r -w -x -e -f -d -c -b -p -u -g -k -s -t -z -n -h -O -G -L -S'.split(' '))
const binary = new Set('= != < > -eq -ne -ge -gt -le -lt -nt -ot -ef'.split(' '))

function kindOf(word: string | undefined, dialect: ShellDialect): Kind | undefined {
  if (word === undefined) return 'end'
  if (Object.hasOwn(signs, word)) return signs[word]
  if (unary.has(word)) return 'unary'
  return binary.has(word) || (word === '==' && dialect === 'bash') ? 'binary' : undefined
}

// An operator of files counts as a word where nothing, or a comparison, stands behind it.
function lex({ words, dialect }: Trial, at: number): Kind {
  const kind = kindOf(words[at], dialect)
  const next = words[at + 1]
  const isWord = next === undefined || (words[at + 2] !== undefined && kindOf(next, dialect) === 'binary')
  if (kind === 'unary' && isWord) return 'operand'
  if (kind === 'open' && next === undefined) return 'operand'
  return kind ?? 'operand'
}

function complain(trial: Trial, complaint: string): undefined {
  trial.complaint ??= complaint
}

function either(trial: Trial, first: Kind): Truth {
  let outcome: Truth = false
  for (let kind = first; ; kind = lex(trial, trial.at)) {
    const one = both(trial, kind)
    outcome = outcome || one ? true : outcome === undefined ? undefined : one
    if (lex(trial, trial.at + 1) !== 'or') return outcome
    trial.at += 2
  }
}

function both(trial: Trial, first: Kind): Truth {
  let outcome: Truth = true
  for (let kind = first; ; kind = lex(trial, trial.at)) {
    const one = negated(trial, kind)
    outcome = outcome === false || one === false ? false : outcome === undefined ? undefined : one
    if (lex(trial, trial.at + 1) !== 'and') return outcome
    trial.at += 2
  }
}

function negated(trial: Trial, kind: Kind): Truth {
  if (kind !== 'not') return primary(trial, kind)
  const next = lex(trial, trial.at + 1)
  if (next !== 'end') trial.at++
  const outcome = negated(trial, next)
  return outcome === undefined ? undefined : !outcome
}

function primary(trial: Trial, kind: Kind): Truth {
  const { words, dialect, passes } = trial
  if (kind === 'end') return false
  if (kind === 'open') {
    trial.at++
    const inside = lex(trial, trial.at)
    if (inside === 'close') return false
    const outcome = either(trial, inside)
    trial.at++
    return lex(trial, trial.at) === 'close' ? outcome : complain(trial, 'closing paren expected')
  }
  const word = words[trial.at] ?? ''
  if (kind === 'unary') {
    const operand = words[++trial.at]
    if (operand === undefined) return complain(trial, `${word}: argument expected`)
    if (word === '-z') return operand === ''
    return word === '-n' ? operand !== '' : passes(word, operand)
  }
  const operator = words[trial.at + 1]
  if (operator === undefined || kindOf(operator, dialect) !== 'binary') return word !== ''
  const other = words[trial.at + 2]
  trial.at += 2
  if (other === undefined) return complain(trial, `${operator}: argument expected`)
  return compare(trial, word, operator, other)
}

const comparisons: Readonly<Record<string, (one: bigint, other: bigint) => boolean>> = {
  '-eq': (one, other) => one === other,
  '-ne': (one, other) => one !== other,
  '-lt': (one, other) => one < other,
  '-le': (one, other) => one <= other,
  '-gt': (one, other) => one > other,
  '-ge': (one, other) => one >= other
}

function compare(trial: Trial, one: string, operator: string, other: string): Truth {
  if (operator === '=' || operator === '==') return one === other
  if (operator === '!=') return one !== other
  if (operator === '<') return one < other
  if (operator === '>') return one > other
  const judge = comparisons[operator]
  if (!judge) return undefined
  const [left, right] = [integerOf(one), integerOf(other)]
  if (left === undefined) return complain(trial, `Illegal number: ${one}`)
  return right === undefined ? complain(trial, `Illegal number: ${other}`) : judge(left, right)
}

function integerOf(word: string): bigint | undefined {
  const [, sign, digits] = /^\s*([-+]?)([0-9]{1,18})\s*$/.exec(word) ?? []
  if (digits === undefined) return undefined
  return sign === '-' ? -BigInt(digits) : BigInt(digits)
}
