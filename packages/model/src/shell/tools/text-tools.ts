import { linesOf, type Printed, printed } from './lines.js'
import type { Options } from './options.js'
import { readRegex, type Search } from './regex.js'
import { isByte } from './tr.js'

/** `cut`: fields by a sign, or characters. */
export function cut({ letters }: Options, input: string): Printed | undefined {
  const fields = letters.get('f')?.[0]
  const places = letters.get('c')?.[0] ?? letters.get('b')?.[0]
  const list = rangesOf(fields ?? places ?? '')
  const sign = letters.get('d')?.[0] ?? '\t'
  if (!list || sign.length !== 1 || !isByte(input)) return undefined
  const isWanted = (index: number): boolean => list.some(([from, to]) => index + 1 >= from && index < to)
  const lines = linesOf(input).lines.flatMap((line) => {
    if (fields === undefined) return [[...line].filter((_, index) => isWanted(index)).join('')]
    if (!line.includes(sign)) return letters.has('s') ? [] : [line]
    return [
      line
        .split(sign)
        .filter((_, index) => isWanted(index))
        .join(sign)
    ]
  })
  return printed(lines)
}

function rangesOf(list: string): [number, number][] | undefined {
  const ranges: [number, number][] = []
  for (const range of list.split(',')) {
    const [, from, dash, to] = /^(\d*)(-?)(\d*)$/.exec(range) ?? []
    if (from === undefined || (from === '' && to === '') || from === '0') return undefined
    const start = Number(from || 1)
    ranges.push([start, dash ? Number(to || Number.POSITIVE_INFINITY) : start])
  }
  return ranges
}

/** `grep`, whatever it is asked to print of the lines that fit. */
export function grep(
  { letters }: Options,
  pattern: string,
  input: string,
  extended: boolean,
  spend: Search['spend']
): Printed | undefined {
  const flags = letters.has('i') || letters.has('y') ? 'i' : ''
  const sources = letters.get('e')?.length ? (letters.get('e') ?? []) : [pattern]
  const expressions = sources
    .flatMap((source) => source.split('\n'))
    .map((source) => {
      if (letters.has('F')) return new RegExp(source.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), `g${flags}`)
      return readRegex(source, {
        extended: extended || letters.has('E'),
        flags: `g${flags}`,
        input,
        isMeasured: ['o', 'x', 'w'].some((letter) => letters.has(letter)),
        spend
      })
    })
  const known = expressions.filter((each) => each !== undefined)
  if (known.length < expressions.length) return undefined
  const kept = linesOf(input).lines.filter((line) => fit(line, known, letters) !== letters.has('v'))
  const status = kept.length > 0 ? 0 : 1
  if (letters.has('q')) return { status, output: '' }
  if (letters.has('c')) return printed([String(kept.length)], status)
  if (!letters.has('o')) return printed(limited(kept, letters), status)
  if (letters.has('v') || known.length > 1 || letters.has('m')) return undefined
  return printed(
    kept.flatMap((line) => line.match(known[0] as RegExp)?.filter((each) => each !== '') ?? []),
    status
  )
}

function limited(lines: readonly string[], letters: Options['letters']): readonly string[] {
  const most = letters.get('m')?.[0]
  return most === undefined ? lines : lines.slice(0, Number(most))
}

function fit(line: string, expressions: readonly RegExp[], letters: Options['letters']): boolean {
  return expressions.some((each) => {
    const found = [...line.matchAll(each)]
    if (letters.has('x')) return found.some(({ 0: text }) => text.length === line.length)
    if (!letters.has('w')) return found.length > 0
    return found.some(({ 0: text, index }) => {
      const around = `${line[index - 1] ?? ' '}${line[index + text.length] ?? ' '}`
      return !/\w/.test(around)
    })
  })
}

/** `head` and `tail` by lines. */
export function ends({ letters, operands }: Options, input: string, isHead: boolean): Printed | undefined {
  const wanted = letters.get('n')?.[0] ?? '10'
  if (!/^[-+]?\d+$/.test(wanted) || operands.length > 0) return undefined
  const { lines } = linesOf(input)
  const count = Number(wanted.replace('+', ''))
  if (isHead) return wanted.startsWith('+') ? undefined : printed(lines.slice(0, count))
  if (wanted.startsWith('+')) return printed(lines.slice(Math.max(0, count - 1)))
  return printed(Math.abs(count) === 0 ? [] : lines.slice(-Math.abs(count)))
}

/** `sort`, by bytes as in the locale C, whole lines alone. */
export function sort({ letters }: Options, input: string): Printed {
  const { lines } = linesOf(input)
  const number = (line: string): number => Number(/^\s*-?\d+(?:\.\d+)?/.exec(line)?.[0] ?? 0)
  const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
  const compare = (one: string, other: string): number =>
    (letters.has('n') ? number(one) - number(other) : 0) || byText(one, other)
  const sorted = [...lines].sort((one, other) => compare(one, other) * (letters.has('r') ? -1 : 1))
  return printed(letters.has('u') ? sorted.filter((line, index) => line !== sorted[index - 1]) : sorted)
}

/** `uniq`: neighbours alike count as one. */
export function uniq(_options: Options, input: string): Printed {
  const { lines } = linesOf(input)
  return printed(lines.filter((line, index) => line !== lines[index - 1]))
}

/** `wc` with one letter. */
export function wc({ letters }: Options, input: string): Printed | undefined {
  const [letter, more] = letters.keys()
  if (letter === undefined || more !== undefined) return undefined
  if (letter === 'l') return printed([String(input.split('\n').length - 1)])
  if (letter === 'w') return printed([String((input.match(/\S+/g) ?? []).length)])
  return isByte(input) ? printed([String(input.length)]) : undefined
}
