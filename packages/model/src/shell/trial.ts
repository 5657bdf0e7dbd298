import type { ShellDialect } from './program.js'

/** The exit status of `[` or `test` over its arguments; nothing where more than their text decides. */
export function testStatus(words: readonly string[], dialect: ShellDialect): number | undefined {
  const [first = '', second = '', third = ''] = words
  if (words.length === 0) return 1
  if (words.length === 1) return first === '' ? 1 : 0
  if (words.length === 2) return first === '!' ? invert(testStatus([second], dialect)) : unary(first, second)
  if (words.length !== 3)
    return first === '!' && words.length === 4 ? invert(testStatus(words.slice(1), dialect)) : undefined
  return binary(first, second, third, dialect)
}

function invert(status: number | undefined): number | undefined {
  return status === undefined || status > 1 ? status : 1 - status
}

function unary(operator: string, word: string): number | undefined {
  if (operator === '-n') return word === '' ? 1 : 0
  if (operator === '-z') return word === '' ? 0 : 1
  return undefined
}

const comparisons: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '-eq': (one, other) => one === other,
  '-ne': (one, other) => one !== other,
  '-lt': (one, other) => one < other,
  '-le': (one, other) => one <= other,
  '-gt': (one, other) => one > other,
  '-ge': (one, other) => one >= other
}

function binary(one: string, operator: string, other: string, dialect: ShellDialect): number | undefined {
  if (operator === '=') return one === other ? 0 : 1
  if (operator === '!=') return one === other ? 1 : 0
  // dash knows no `==`: it complains, and that counts as false.
  if (operator === '==') return dialect === 'bash' ? (one === other ? 0 : 1) : 2
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined
  const whole = /^[+-]?[0-9]{1,15}$/
  if (!compare || !whole.test(one) || !whole.test(other)) return undefined
  return compare(Number(one), Number(other)) ? 0 : 1
}
