import { awk } from './awk.js'
import { type Printed, printed } from './lines.js'
import { type Options, readOptions } from './options.js'
import { sed } from './sed.js'
import { cut, ends, grep, sort, uniq, wc } from './text-tools.js'
import { isByte, tr } from './tr.js'

/** What a program reads. */
export interface Sources {
  /** What comes in; nothing where that is open. */
  readonly input: string | undefined
  /** The text of a file, null where there is none; nothing where that is open. */
  read(path: string): string | null | undefined
  /** Says how much work an expression may be; false where that is too much. */
  spend(work: number): boolean
}

/** What came of it, with what it complains of. */
export interface Used extends Printed {
  readonly errors?: string
}

/** What a program of texts makes of its words and its input, without running it; nothing where more decides. */
export function useTool([name = '', ...words]: readonly string[], sources: Sources): Used | undefined {
  const plain = plainTools[name]
  if (plain) return plain(words)
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined
  if (!row) return undefined
  const options = name === 'sed' ? splitSed(words) : readOptions(numbered(name, words), row.plain, row.valued)
  if (!options) return undefined
  const scripted = row.scripts > 0 && !options.letters.has('e')
  const own = options.operands.slice(0, scripted ? row.scripts : 0)
  const files = options.operands.slice(own.length)
  const text = gathered(name, files, sources, row.missing)
  if (text === undefined || typeof text === 'object') return text
  return row.use({ letters: options.letters, operands: own }, text, sources.spend)
}

interface Row {
  readonly plain: string
  readonly valued: string
  /** How many operands are its own, before names of files. */
  readonly scripts: number
  /** Its status where a file is not there. */
  readonly missing: number
  use(options: Options, input: string, spend: Sources['spend']): Used | undefined
}

const rows: Readonly<Record<string, Row>> = {
  cat: { plain: '', valued: '', scripts: 0, missing: 1, use: (_, output) => ({ status: 0, output }) },
  sed: {
    plain: '',
    valued: '',
    scripts: 0,
    missing: 2,
    use: ({ letters }, text, spend) => sed(letters.get('all') ?? [], text, spend)
  },
  grep: {
    plain: 'qsivFEcoxw',
    valued: 'em',
    scripts: 1,
    missing: 2,
    use: (all, text, spend) => grep(all, all.operands[0] ?? '', text, false, spend)
  },
  egrep: {
    plain: 'qsivcoxw',
    valued: 'em',
    scripts: 1,
    missing: 2,
    use: (all, text, spend) => grep(all, all.operands[0] ?? '', text, true, spend)
  },
  awk: {
    plain: '',
    valued: 'F',
    scripts: 1,
    missing: 2,
    use: (all, text, spend) => awk(all, all.operands[0] ?? '', text, spend)
  },
  cut: { plain: 's', valued: 'dfcb', scripts: 0, missing: 1, use: cut },
  head: { plain: '', valued: 'n', scripts: 0, missing: 1, use: (all, text) => ends(all, text, true) },
  tail: { plain: '', valued: 'n', scripts: 0, missing: 1, use: (all, text) => ends(all, text, false) },
  sort: { plain: 'nru', valued: '', scripts: 0, missing: 2, use: sort },
  uniq: { plain: '', valued: '', scripts: 0, missing: 1, use: uniq },
  wc: { plain: 'lwc', valued: '', scripts: 0, missing: 1, use: wc },
  tr: { plain: 'dscC', valued: '', scripts: 2, missing: 1, use: tr },
  rev: {
    plain: '',
    valued: '',
    scripts: 0,
    missing: 1,
    use: (_, text) =>
      isByte(text)
        ? {
            status: 0,
            output: text
              .split('\n')
              .map((line) => [...line].reverse().join(''))
              .join('\n')
          }
        : undefined
  },
  xargs: {
    plain: '',
    valued: '',
    scripts: 0,
    missing: 1,
    use: (_, text) => (/["'\\]/.test(text) ? undefined : printed([(text.match(/\S+/g) ?? []).join(' ')]))
  }
}

// `head -1` counts lines as `head -n 1` does.
function numbered(name: string, words: readonly string[]): string[] {
  if (name !== 'head' && name !== 'tail') return [...words]
  return words.flatMap((word) => (/^-\d+$/.test(word) ? ['-n', word.slice(1)] : [word]))
}

// The words of sed's own come before the names of its files.
function splitSed(words: readonly string[]): Options | undefined {
  let end = 0
  let scripted = false
  while (end < words.length) {
    const word = words[end] ?? ''
    const takes = word === '--expression' || /^-[nrE]*e$/.test(word)
    if (!word.startsWith('-') && scripted) break
    scripted ||= takes || !word.startsWith('-')
    end += takes ? 2 : 1
  }
  const files = words.slice(end)
  if (files.some((word) => word.startsWith('-'))) return undefined
  return { letters: new Map([['all', words.slice(0, end)]]), operands: files }
}

function gathered(
  name: string,
  files: readonly string[],
  sources: Sources,
  missing: number
): string | Used | undefined {
  if (files.length === 0) return sources.input
  const [path = '', more] = files
  if (more !== undefined) return undefined
  if (path === '-') return sources.input
  const text = path.startsWith('/') ? sources.read(path) : undefined
  if (text !== null) return text
  const said = name === 'sed' ? `can't read ${path}` : path
  return { status: missing, output: '', errors: `${name}: ${said}: No such file or directory\n` }
}

const plainTools: Readonly<Record<string, (words: readonly string[]) => Used | undefined>> = {
  basename: ([path, suffix = '', more]) => {
    if (path === undefined || more !== undefined || path.startsWith('-')) return undefined
    const name = path.replace(/\/+$/, '').replace(/^.*\//, '')
    return printed([
      name !== suffix && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name
    ])
  },
  dirname: ([path, more]) => {
    if (path === undefined || more !== undefined || path.startsWith('-')) return undefined
    const bare = path.replace(/\/+$/, '')
    if (!bare.includes('/')) return printed([bare === '' ? '/' : '.'])
    return printed([bare.replace(/\/+[^/]*$/, '') || '/'])
  },
  seq: (words) => {
    if (!words.every((word) => /^-?\d{1,6}$/.test(word)) || words.length === 0 || words.length > 3)
      return undefined
    const numbers = words.map(Number)
    const [from = 1, step = 1, to = 0] =
      numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers
    if (step === 0 || (to - from) / step > 1000) return undefined
    const lines: string[] = []
    for (let each = from; step > 0 ? each <= to : each >= to; each += step) lines.push(String(each))
    return printed(lines)
  },
  expr: ([one = '', sign = '', other = '', more]) => {
    const [left, right] = [one, other].map((word) => (/^-?\d{1,15}$/.test(word) ? BigInt(word) : undefined))
    if (more !== undefined || left === undefined || right === undefined) return undefined
    const value = reckoned(left, sign, right)
    return value === undefined ? undefined : printed([String(value)], value === 0n ? 1 : 0)
  },
  uname: (words) => (words.join(' ') === '-s' || words.length === 0 ? printed(['Linux']) : undefined)
}

function reckoned(left: bigint, sign: string, right: bigint): bigint | undefined {
  if ((sign === '/' || sign === '%') && right === 0n) return undefined
  switch (sign) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '%':
      return left % right
    default:
      return undefined
  }
}
