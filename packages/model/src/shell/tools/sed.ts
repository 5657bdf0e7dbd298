import { linesOf, type Printed } from './lines.js'
import { readRegex, type Search } from './regex.js'

interface Step {
  readonly from?: Address
  readonly to?: Address
  readonly negated: boolean
  readonly act: Act
}

type Address = { readonly line: number } | { readonly last: true } | { readonly expression: RegExp }

type Act =
  | { readonly kind: 'delete' | 'print' | 'quit' }
  | {
      readonly kind: 'substitute'
      readonly expression: RegExp
      readonly by: string
      readonly nth: number
      readonly prints: boolean
    }

/** What sed makes of a text; nothing where its script does what is not read here. */
export function sed(words: readonly string[], input: string, spend: Search['spend']): Printed | undefined {
  const scripts: string[] = []
  let [quiet, extended, bare] = [false, false, true]
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-e' || word === '--expression') {
      scripts.push(rest.shift() ?? '')
      bare = false
    } else if (/^-[nrEe]+$/.test(word) && (!word.includes('e') || word.endsWith('e'))) {
      quiet ||= word.includes('n')
      extended ||= /[rE]/.test(word)
      if (!word.endsWith('e')) continue
      scripts.push(rest.shift() ?? '')
      bare = false
    } else if (bare && !word.startsWith('-')) {
      scripts.push(word)
      bare = false
    } else return undefined
  }
  const steps = readScript(scripts.join('\n'), { extended, flags: '', input, isMeasured: false, spend })
  return steps && run(steps, quiet, input)
}

function run(steps: readonly Step[], quiet: boolean, input: string): Printed {
  const { lines, isEnded } = linesOf(input)
  const printed: string[] = []
  const open = new Set<Step>()
  for (const [index, text] of lines.entries()) {
    const at = { number: index + 1, isLast: index === lines.length - 1 }
    let line: string | undefined = text
    let quits = false
    for (const step of steps) {
      if (line === undefined) break
      if (applies(step, line, at, open) === step.negated) continue
      const { act } = step
      if (act.kind === 'delete') line = undefined
      else if (act.kind === 'print') printed.push(line)
      else if (act.kind === 'substitute') {
        const made: string = substitute(line, act)
        if (made !== line && act.prints) printed.push(made)
        line = made
      } else quits = true
      if (quits) break
    }
    if (line !== undefined && !quiet) printed.push(line)
    if (quits) break
  }
  const text = printed.join('\n')
  return { status: 0, output: printed.length > 0 && isEnded ? `${text}\n` : text }
}

function applies(
  step: Step,
  line: string,
  at: { readonly number: number; readonly isLast: boolean },
  open: Set<Step>
): boolean {
  const { from, to } = step
  if (!from) return true
  if (!to) return isAt(from, line, at)
  if (open.has(step)) {
    if (isAt(to, line, at) || ('line' in to && at.number > to.line)) open.delete(step)
    return true
  }
  if (!isAt(from, line, at)) return false
  if (!('line' in to && to.line <= at.number)) open.add(step)
  return true
}

function isAt(
  address: Address,
  line: string,
  at: { readonly number: number; readonly isLast: boolean }
): boolean {
  if ('line' in address) return at.number === address.line
  return 'last' in address ? at.isLast : address.expression.test(line)
}

function substitute(line: string, { expression, by, nth }: Extract<Act, { kind: 'substitute' }>): string {
  let count = 0
  return line.replace(expression, (...found) => {
    count++
    if (count < nth) return String(found[0])
    return by.replace(/\\([\s\S])|&/g, (sign, escaped?: string) => {
      if (escaped === undefined) return String(found[0])
      if (/[0-9]/.test(escaped)) return String(found[Number(escaped)] ?? '')
      return escaped === 'n' ? '\n' : escaped === 't' ? '\t' : sign.slice(1)
    })
  })
}

const address = /^(?:(\d+)|(\$)|\/((?:\\[\s\S]|\[[^\]]*\]|[^/\\[])+)\/)/

function readScript(script: string, search: Search): Step[] | undefined {
  const steps: Step[] = []
  let rest = script.replace(/^[\s;]+/, '')
  while (rest !== '') {
    const addresses: Address[] = []
    for (let found = address.exec(rest); found; found = addresses.length < 2 ? address.exec(rest) : null) {
      const [whole, line, last, source = ''] = found
      const expression = line || last ? undefined : readRegex(source, search)
      if (line) addresses.push({ line: Number(line) })
      else if (last) addresses.push({ last: true })
      else if (expression) addresses.push({ expression })
      else return undefined
      rest = rest.slice(whole.length).replace(/^[ \t]+/, '')
      if (addresses.length === 1 && rest.startsWith(',')) rest = rest.slice(1).replace(/^[ \t]+/, '')
      else break
    }
    const negated = rest.startsWith('!')
    if (negated) rest = rest.slice(1).replace(/^[ \t]+/, '')
    const read = readAct(rest, search)
    if (!read) return undefined
    const [from, to] = addresses
    steps.push({ ...(from && { from }), ...(to && { to }), negated, act: read.act })
    rest = read.rest
    if (!/^[ \t]*(?:[;\n]|$)/.test(rest)) return undefined
    rest = rest.replace(/^[\s;]+/, '')
  }
  return steps
}

const simple: Readonly<Record<string, 'delete' | 'print' | 'quit'>> = { d: 'delete', p: 'print', q: 'quit' }

function readAct(text: string, search: Search): { act: Act; rest: string } | undefined {
  const kind = simple[text[0] ?? '']
  if (kind) return { act: { kind }, rest: text.slice(1) }
  const sign = text[1]
  if (text[0] !== 's' || sign === undefined || /[\\\n]/.test(sign)) return undefined
  const parts: string[] = ['']
  let at = 2
  for (; at < text.length && parts.length < 3; at++) {
    const found = text[at] ?? ''
    const last = parts.length - 1
    if (found === sign) parts.push('')
    else if (found === '\\' && text[at + 1] === sign && sign !== '/') {
      // Behind a backslash the sign stands for itself, where it is not special in an expression.
      if (/[|(){}+?.*^$[\]&]/.test(sign)) return undefined
      parts[last] += sign
      at++
    } else if (found === '\\') parts[last] += found + (text[++at] ?? '')
    else parts[last] += found
  }
  const [source = '', by = ''] = parts
  if (parts.length < 3 || source === '') return undefined
  const flags = /^[gpIi0-9]*/.exec(text.slice(at))?.[0] ?? ''
  const nth = Number(/\d+/.exec(flags)?.[0] ?? 1)
  const all = flags.includes('g')
  if (nth > 1 && !all) return undefined
  const letters = `${all ? 'g' : ''}${/i/i.test(flags) ? 'i' : ''}`
  const expression = readRegex(source, { ...search, flags: letters, isMeasured: true })
  if (!expression || /\\[a-zA-Z]/.test(by.replace(/\\[nt]/g, ''))) return undefined
  const act = { kind: 'substitute', expression, by, nth, prints: flags.includes('p') } as const
  return { act, rest: text.slice(at + flags.length) }
}
