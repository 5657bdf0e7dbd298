import type { Printed } from './lines.js'
import type { Options } from './options.js'

/** `tr`, which changes, drops or squeezes single bytes. */
export function tr({ letters, operands }: Options, input: string): Printed | undefined {
  const [first, second] = operands.map(setOf)
  if (!first || !isByte(input) || (operands.length > 1 && !second)) return undefined
  const complement = letters.has('c') || letters.has('C')
  const isMeant = (unit: string): boolean => first.includes(unit) !== complement
  let text = input
  if (letters.has('d')) text = [...text].filter((unit) => !isMeant(unit)).join('')
  else if (second) {
    const last = second.at(-1) ?? ''
    if (last === '') return undefined
    text = [...text]
      .map((unit) => {
        if (!isMeant(unit)) return unit
        return complement ? last : (second[first.lastIndexOf(unit)] ?? last)
      })
      .join('')
  }
  if (letters.has('s')) {
    const squeezed = second ?? first
    const counts = (unit: string): boolean =>
      second ? squeezed.includes(unit) : squeezed.includes(unit) !== complement
    text = [...text].filter((unit, index, all) => unit !== all[index - 1] || !counts(unit)).join('')
  }
  return { status: 0, output: text }
}

/** Whether each character is a byte of its own. */
export function isByte(text: string): boolean {
  return !/[^\0-\x7f]/.test(text)
}

const classes: Readonly<Record<string, string>> = {
  upper: 'A-Z',
  lower: 'a-z',
  digit: '0-9',
  alpha: 'A-Za-z',
  alnum: '0-9A-Za-z',
  space: '\t\n\v\f\r ',
  blank: '\t '
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' }

function setOf(written: string): string[] | undefined {
  if (/\[[=.]|\[.\*/.test(written) || !isByte(written)) return undefined
  const known = written.replace(/\[:([a-z]+):\]/g, (found, name: string) => classes[name] ?? found)
  if (known.includes('[:')) return undefined
  const units: string[] = []
  const escaped = new Set<number>()
  for (let at = 0; at < known.length; at++) {
    if (known[at] !== '\\') units.push(known[at] ?? '')
    else {
      const made = escapes[known[++at] ?? '']
      if (made === undefined) return undefined
      escaped.add(units.length)
      units.push(made)
    }
  }
  return ranged(units, escaped)
}

function ranged(units: readonly string[], escaped: ReadonlySet<number>): string[] | undefined {
  const set: string[] = []
  for (let at = 0; at < units.length; at++) {
    const [unit = '', dash, last] = units.slice(at, at + 3)
    if (dash !== '-' || last === undefined || escaped.has(at + 1)) {
      set.push(unit)
      continue
    }
    const [from, to] = [unit.charCodeAt(0), last.charCodeAt(0)]
    if (from > to) return undefined
    for (let code = from; code <= to; code++) set.push(String.fromCharCode(code))
    at += 2
  }
  return set
}
