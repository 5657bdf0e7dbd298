/** What `printf` prints, and how it ends; nothing where the format is of a kind not read here. */
export function formatted(format: string, words: readonly string[]): Formatted | undefined {
  const rest = [...words]
  const made: Formatted = { text: '', status: 0, errors: '' }
  do {
    const before = rest.length
    if (!once(format, rest, made)) return undefined
    if (rest.length === before) break
  } while (rest.length > 0)
  return made
}

export interface Formatted {
  text: string
  status: number
  errors: string
}

const token = /%([-+ 0#]*)(\d*)(?:\.(\d+))?([\s\S]?)|\\([0-7]{1,3}|[\s\S]?)|[^%\\]+/g

function once(format: string, rest: string[], made: Formatted): boolean {
  for (const [whole, flags = '', width = '', precision, conversion, escaped] of format.matchAll(token)) {
    if (escaped !== undefined) {
      const sign = escapeOf(escaped)
      if (sign === undefined) return false
      made.text += sign
    } else if (conversion === undefined) made.text += whole
    else if (conversion === '%') made.text += '%'
    else {
      if (Number(width) > widest) return false
      const text = converted(conversion, flags, precision, rest.shift(), made)
      if (text === undefined) return false
      const zeros = flags.includes('0') && !flags.includes('-') && /[dixXou]/.test(conversion)
      made.text += padded(text, Number(width), flags.includes('-'), zeros)
    }
  }
  return true
}

const widest = 1_000

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"'
}

/** What stands for a backslash and the sign behind it. */
export function escapeOf(sign: string): string | undefined {
  if (/^[0-7]+$/.test(sign)) return asciiOf(Number.parseInt(sign, 8))
  return escapes[sign]
}

function asciiOf(code: number): string | undefined {
  return code > 0 && code < 128 ? String.fromCharCode(code) : undefined
}

const integer = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/

function converted(
  conversion: string,
  flags: string,
  precision: string | undefined,
  word: string | undefined,
  made: Formatted
): string | undefined {
  if (conversion === 's')
    return (word ?? '').slice(0, precision === undefined ? undefined : Number(precision))
  if (conversion === 'c') return (word ?? '').slice(0, 1)
  if (!/[dixXou]/.test(conversion) || precision !== undefined || flags.includes('#')) return undefined
  const [, sign, digits] = integer.exec(word ?? '0') ?? []
  if (digits === undefined) {
    if (word === '') return '0'
    // Numbers that end in letters count up to them.
    if (/^\s*[-+]?[0-9"']/.test(word ?? '')) return undefined
    made.status = 1
    made.errors += `printf: ${word}: expected numeric value\n`
    return '0'
  }
  const octal = /^0([0-7]+)$/.exec(digits)?.[1]
  const value = BigInt(octal === undefined ? digits : `0o${octal}`)
  const isMinus = sign === '-' && value !== 0n
  if (conversion === 'd' || conversion === 'i')
    return `${isMinus ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''}${value}`
  const unsigned = BigInt.asUintN(64, isMinus ? -value : value)
  const base = conversion === 'o' ? 8 : conversion === 'u' ? 10 : 16
  const text = unsigned.toString(base)
  return conversion === 'X' ? text.toUpperCase() : text
}

function padded(text: string, width: number, isLeft: boolean, zeros: boolean): string {
  if (isLeft) return text.padEnd(width)
  if (!zeros || text.length >= width) return text.padStart(width)
  const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}
