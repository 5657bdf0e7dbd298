/** What stands between `$((` and `))`, worked out in 64 bits; or the message with which dash gives up; `too-long` to be followed. */
export type Sum = { readonly value: bigint } | { readonly fault: string } | 'too-long'

/** Each sign may begin another level of what is nested. */
const mostSigns = 200

/** Where names get and keep their numbers; a name that holds none is 0. */
export interface Names {
  read(name: string): string
  write(name: string, value: bigint): void
}

/** Works out an expression as dash does. */
export function reckon(text: string, names: Names): Sum {
  const tokens = [...text.matchAll(token)].map(({ 0: word }) => word)
  if (tokens.length > mostSigns) return 'too-long'
  const reading: Reading = { tokens, at: 0, names, isIdle: false }
  const value = assignment(reading)
  if (reading.at < tokens.length) refuse(reading, 'expecting EOF')
  const { fault } = reading
  if (fault === undefined) return { value }
  return { fault: fault.startsWith('Illegal number') ? fault : `arithmetic expression: ${fault}: "${text}"` }
}

const token =
  /[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9A-Za-z]*|<<=|>>=|&&|\|\||[<>=!]=|<<|>>|[-+*/%&|^]=|[-+*/%<>&|^!~?:()=]|[^\s]/g

interface Reading {
  readonly tokens: readonly string[]
  at: number
  readonly names: Names
  /** True in a branch that is not taken: it is read, and sets nothing. */
  isIdle: boolean
  fault?: string
}

// Only the first fault counts, and nothing is read behind it.
function refuse(reading: Reading, fault: string): bigint {
  reading.fault ??= fault
  reading.at = reading.tokens.length
  return 0n
}

function take(reading: Reading, ...wanted: readonly string[]): string | undefined {
  const found = reading.tokens[reading.at]
  if (found === undefined || !wanted.includes(found)) return undefined
  reading.at++
  return found
}

function assignment(reading: Reading): bigint {
  const [name = '', sign = ''] = reading.tokens.slice(reading.at, reading.at + 2)
  if (!/^[A-Za-z_]/.test(name) || !/^(?:[-+*/%&|^]|<<|>>)?=$/.test(sign)) return condition(reading)
  reading.at += 2
  const right = assignment(reading)
  const value = sign === '=' ? right : apply(reading, sign.slice(0, -1), numberOf(reading, name), right)
  if (!reading.isIdle) reading.names.write(name, value)
  return value
}

function condition(reading: Reading): bigint {
  const asked = either(reading)
  if (!take(reading, '?')) return asked
  const one = idle(reading, asked === 0n, assignment)
  if (!take(reading, ':')) return refuse(reading, "expecting ':'")
  const other = idle(reading, asked !== 0n, condition)
  return asked === 0n ? other : one
}

function idle(reading: Reading, isIdle: boolean, work: (reading: Reading) => bigint): bigint {
  const before = reading.isIdle
  reading.isIdle ||= isIdle
  const value = work(reading)
  reading.isIdle = before
  return value
}

function either(reading: Reading): bigint {
  let left = both(reading)
  while (take(reading, '||')) {
    const right = idle(reading, left !== 0n, both)
    left = left !== 0n || right !== 0n ? 1n : 0n
  }
  return left
}

function both(reading: Reading): bigint {
  let left = binary(reading, 0)
  while (take(reading, '&&')) {
    const right = idle(reading, left === 0n, (inner) => binary(inner, 0))
    left = left !== 0n && right !== 0n ? 1n : 0n
  }
  return left
}

const levels: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%']
]

function binary(reading: Reading, level: number): bigint {
  const signs = levels[level]
  if (!signs) return primary(reading)
  let left = binary(reading, level + 1)
  for (let sign = take(reading, ...signs); sign; sign = take(reading, ...signs))
    left = apply(reading, sign, left, binary(reading, level + 1))
  return left
}

function apply(reading: Reading, sign: string, left: bigint, right: bigint): bigint {
  if ((sign === '/' || sign === '%') && right === 0n)
    return reading.isIdle ? 0n : refuse(reading, 'division by zero')
  return BigInt.asIntN(64, operations[sign]?.(left, right) ?? 0n)
}

const truth = (value: boolean): bigint => (value ? 1n : 0n)

const operations: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '&': (left, right) => left & right,
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '<': (left, right) => truth(left < right),
  '<=': (left, right) => truth(left <= right),
  '>': (left, right) => truth(left > right),
  '>=': (left, right) => truth(left >= right),
  '<<': (left, right) => left << (right & 63n),
  '>>': (left, right) => left >> (right & 63n),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right
}

function primary(reading: Reading): bigint {
  const found = reading.tokens[reading.at++]
  if (found === undefined) return refuse(reading, 'expecting primary')
  if (found === '(') {
    const value = assignment(reading)
    return take(reading, ')') ? value : refuse(reading, "expecting ')'")
  }
  if (found === '!') return truth(primary(reading) === 0n)
  if (found === '~') return ~primary(reading)
  if (found === '-') return BigInt.asIntN(64, -primary(reading))
  if (found === '+') return primary(reading)
  if (/^[0-9]/.test(found)) return readNumber(found) ?? refuse(reading, 'expecting EOF')
  if (/^[A-Za-z_]/.test(found)) return numberOf(reading, found)
  return refuse(reading, 'expecting primary')
}

function numberOf(reading: Reading, name: string): bigint {
  const written = reading.isIdle ? '' : reading.names.read(name)
  const [, sign, digits] = /^\s*([-+]?)(\S+)\s*$/.exec(written) ?? []
  if (digits === undefined) return written.trim() === '' ? 0n : refuse(reading, `Illegal number: ${written}`)
  const value = readNumber(digits)
  if (value === undefined) return refuse(reading, `Illegal number: ${written}`)
  return sign === '-' ? -value : value
}

// As strtoimax(3) reads it: hexadecimal, octal or decimal, no larger than 63 bits hold.
function readNumber(written: string): bigint | undefined {
  const octal = /^0([0-7]+)$/.exec(written)?.[1]
  const isNumber = octal !== undefined || /^(?:0[xX][0-9A-Fa-f]+|0|[1-9][0-9]*)$/.test(written)
  if (!isNumber) return undefined
  const value = BigInt(octal === undefined ? written : `0o${octal}`)
  const largest = 2n ** 63n - 1n
  return value > largest ? largest : value
}
