import { linesOf, type Printed, printed } from './lines.js'
import type { Options } from './options.js'
import { readRegex, type Search } from './regex.js'

/** `awk` where it prints fields and texts of the lines that fit; nothing for any other program. */
export function awk(
  { letters }: Options,
  program: string,
  input: string,
  spend: Search['spend']
): Printed | undefined {
  const [, pattern = '', body] =
    /^\s*(NR\s*==\s*\d+|\/(?:\\.|[^/\\])+\/)?\s*(?:\{([^{}]*)\})?\s*$/.exec(program) ?? []
  if (body === undefined && pattern === '') return undefined
  const line = /^NR\s*==\s*(\d+)$/.exec(pattern)?.[1]
  const search = { extended: true, flags: '', input, isMeasured: false, spend }
  const expression = pattern.startsWith('/') ? readRegex(pattern.slice(1, -1), search) : undefined
  if (pattern.startsWith('/') && !expression) return undefined
  const print = readPrint(body ?? 'print')
  const separator = letters.get('F')?.[0]
  if (!print || (separator !== undefined && (separator.length !== 1 || separator === '\\'))) return undefined
  const lines = linesOf(input).lines.flatMap((text, index) => {
    if (line !== undefined && index + 1 !== Number(line)) return []
    if (expression && !expression.test(text)) return []
    return [print(text, fieldsOf(text, separator), index + 1)]
  })
  return printed(lines)
}

function fieldsOf(text: string, separator: string | undefined): string[] {
  if (separator !== undefined && separator !== ' ') return text === '' ? [] : text.split(separator)
  return text.match(/[^ \t\n]+/g) ?? []
}

type Print = (line: string, fields: readonly string[], number: number) => string

// Neighbours are joined, and a comma puts a blank between them.
function readPrint(body: string): Print | undefined {
  const [, rest] = /^\s*print\b\s*(.*?)\s*;?\s*$/.exec(body) ?? []
  if (rest === undefined) return undefined
  if (rest === '') return (line) => line
  const parts: (Print | ',')[] = []
  let at = 0
  for (const found of rest.matchAll(/\s*(?:\$(\d+|NF)|"((?:[^"\\]|\\[nt"\\])*)"|(,))/gy)) {
    const [whole, field, text] = found
    at = found.index + whole.length
    if (text !== undefined) {
      const made = text.replace(/\\([nt"\\])/g, (_, sign: string) => ({ n: '\n', t: '\t' })[sign] ?? sign)
      parts.push(() => made)
    } else if (field === 'NF') parts.push((line, fields) => fields.at(-1) ?? line)
    else if (field !== undefined)
      parts.push((line, fields) => (field === '0' ? line : (fields[Number(field) - 1] ?? '')))
    else parts.push(',')
  }
  if (at < rest.length) return undefined
  return (line, fields, number) =>
    parts.map((part) => (part === ',' ? ' ' : part(line, fields, number))).join('')
}
