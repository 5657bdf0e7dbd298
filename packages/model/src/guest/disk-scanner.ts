import type { DiskParameter } from '@xenlint/catalogue'

/** One token of a disk string, from `start` up to but not including `end`; a comma that closes it is its last character. */
export type DiskToken = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'blank' | 'unknown-parameter' | 'unknown-prefix' | 'positional' | 'junk' }
  | { readonly kind: 'prefix'; readonly name: string }
  | { readonly kind: 'parameter'; readonly parameter: DiskParameter }
)

/** Cuts a disk string into tokens: at each place the longest one counts, as in xl's own scanner. */
export function* scanDisk(text: string, parameters: readonly DiskParameter[]): Generator<DiskToken> {
  const marks = { lineEnd: nextOf(text, '\n'), comma: nextOf(text, ','), equals: nextOf(text, '=') }
  let at = 0
  while (at < text.length) {
    const token = longest(text, at, parameters, marks)
    if (!token) {
      // Behind what starts none there must be one more character for xl to notice.
      if (at + 1 < text.length)
        yield { kind: 'junk', start: at, end: Math.max(at + 1, marks.lineEnd(at + 1)) }
      return
    }
    yield token
    at = token.end
  }
}

type Next = (from: number) => number

interface Marks {
  readonly lineEnd: Next
  readonly comma: Next
  readonly equals: Next
}

/** A token that may start at a place, and how far the scanner saw for it. */
type Candidate = { readonly token: DiskToken; readonly reach: number } | undefined

function longest(
  text: string,
  at: number,
  parameters: readonly DiskParameter[],
  marks: Marks
): DiskToken | undefined {
  let best = blankAt(text, at, marks)
  for (const parameter of parameters) {
    const end = endOfParameter(text, at, parameter, marks)
    if (end !== undefined)
      best = further(best, { token: { kind: 'parameter', parameter, start: at, end }, reach: end })
  }
  // Names begin with a letter.
  if (/[a-z]/.test(text.charAt(at))) {
    const unknown = matchAt(assigned, text, at)
    if (unknown) best = further(best, plain('unknown-parameter', at, at + unknown.length))
    const prefix = matchAt(prefixed, text, at)
    if (prefix)
      best = further(further(best, knownPrefix(prefix, at, marks)), anyPrefix(text, prefix, at, marks))
  }
  return further(best, positionalAt(text, at, marks))?.token
}

/** Of two of one length the first counts. */
function further(one: Candidate, other: Candidate): Candidate {
  return other && (!one || other.reach > one.reach) ? other : one
}

function blankAt(text: string, at: number, { lineEnd }: Marks): Candidate {
  const blank = matchAt(blanks, text, at)
  if (!blank) return undefined
  const end = at + blank.length
  return { token: { kind: 'blank', start: at, end }, reach: Math.max(end, lineEnd(end)) }
}

const blanks = /[ \t\n]+/y
const assigned = /[a-z][-a-z0-9]*=[^,],?/y
const prefixed = /[a-z][a-z0-9]*:/y
const knownPrefixes = /^(raw|qcow2?|vhd|iscsi|e?nbd|drbd|tapdisk|tap2?|aio|ioemu|file|phy)$/

// A prefix also looks at what follows it.
function knownPrefix(prefix: string, at: number, { lineEnd }: Marks): Candidate {
  const name = prefix.slice(0, -1)
  const end = at + prefix.length
  if (!knownPrefixes.test(name)) return undefined
  return { token: { kind: 'prefix', name, start: at, end }, reach: lineEnd(end) }
}

function anyPrefix(text: string, prefix: string, at: number, marks: Marks): Candidate {
  const end = at + prefix.length
  const looksOn = end < text.length && /[^a-z0-9]/.test(text.charAt(end))
  const token = { kind: 'unknown-prefix', start: at, end } as const
  return { token, reach: looksOn ? restOfLine(text, end, marks) : end }
}

function positionalAt(text: string, at: number, { comma, equals }: Marks): Candidate {
  const stop = Math.min(comma(at), equals(at))
  if (text[stop] === ',') return plain('positional', at, stop + 1)
  return stop > at ? plain('positional', at, stop) : undefined
}

function restOfLine(text: string, at: number, { lineEnd }: Marks): number {
  return text[at] === '\n' ? lineEnd(at + 1) : lineEnd(at)
}

function endOfParameter(
  text: string,
  at: number,
  { key, word, as }: DiskParameter,
  marks: Marks
): number | undefined {
  if (word !== undefined) {
    if (!text.startsWith(word, at)) return undefined
    return at + word.length + (text[at + word.length] === ',' ? 1 : 0)
  }
  if (!text.startsWith(`${key}=`, at)) return undefined
  if (as === 'target') return marks.lineEnd(at)
  const comma = marks.comma(at)
  return comma < text.length ? comma + 1 : comma
}

function plain(kind: 'unknown-parameter' | 'positional', start: number, end: number): Candidate {
  return { token: { kind, start, end }, reach: end }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** Where a letter is met next, or the text ends; asked in growing order it looks at each character once. */
function nextOf(text: string, letter: string): Next {
  let known = -1
  return (from) => {
    if (known < from) {
      const at = text.indexOf(letter, from)
      known = at < 0 ? text.length : at
    }
    return known
  }
}
