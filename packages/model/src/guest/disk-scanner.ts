import type { DiskParameter } from '@xenlint/catalogue'

/** One token of a disk string, from `start` up to but not including `end`; a comma that closes it is its last character. */
export type DiskToken = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'blank' | 'unknown-parameter' | 'unknown-prefix' | 'positional' | 'junk' }
  | { readonly kind: 'prefix'; readonly name: string }
  | { readonly kind: 'parameter'; readonly parameter: DiskParameter }
)

/** Cuts a disk string into tokens: at each place the longest one counts, as in xl's own scanner. */
export function* scanDisk(text: string, parameters: readonly DiskParameter[]): Generator<DiskToken> {
  const lineEnd = nextOf(text, /\n/g)
  const comma = nextOf(text, /,/g)
  const separator = nextOf(text, /[=,]/g)
  let at = 0
  while (at < text.length) {
    const token = longest(text, at, parameters, { lineEnd, comma, separator })
    if (!token) {
      // Behind what starts none there must be one more character for xl to notice.
      if (at + 1 < text.length) yield { kind: 'junk', start: at, end: Math.max(at + 1, lineEnd(at + 1)) }
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
  readonly separator: Next
}

type Candidate = { readonly token: DiskToken; readonly reach: number }

function longest(
  text: string,
  at: number,
  parameters: readonly DiskParameter[],
  marks: Marks
): DiskToken | undefined {
  let best: Candidate | undefined
  for (const candidate of candidates(text, at, parameters, marks))
    if (!best || candidate.reach > best.reach) best = candidate
  return best?.token
}

const knownPrefixes = /^(raw|qcow2?|vhd|iscsi|e?nbd|drbd|tapdisk|tap2?|aio|ioemu|file|phy)$/

// A prefix also looks at what follows it: `reach` is how far it saw.
function* candidates(
  text: string,
  at: number,
  parameters: readonly DiskParameter[],
  marks: Marks
): Generator<Candidate> {
  const blank = matchAt(/[ \t\n]+/y, text, at)
  if (blank) {
    const end = at + blank.length
    yield { token: { kind: 'blank', start: at, end }, reach: Math.max(end, marks.lineEnd(end)) }
  }
  for (const parameter of parameters) {
    const end = endOfParameter(text, at, parameter, marks)
    if (end !== undefined) yield { token: { kind: 'parameter', parameter, start: at, end }, reach: end }
  }
  const unknown = matchAt(/[a-z][-a-z0-9]*=[^,],?/y, text, at)
  if (unknown) yield plain('unknown-parameter', at, at + unknown.length)
  const prefix = matchAt(/[a-z][a-z0-9]*:/y, text, at)
  if (prefix) {
    const name = prefix.slice(0, -1)
    const end = at + prefix.length
    if (knownPrefixes.test(name))
      yield { token: { kind: 'prefix', name, start: at, end }, reach: marks.lineEnd(end) }
    const seen = end < text.length && /[^a-z0-9]/.test(text.charAt(end)) ? restOfLine(text, end, marks) : end
    yield { ...plain('unknown-prefix', at, end), reach: seen }
  }
  const stop = marks.separator(at)
  if (text[stop] === ',') yield plain('positional', at, stop + 1)
  else if (stop > at) yield plain('positional', at, stop)
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

function plain(
  kind: 'unknown-parameter' | 'unknown-prefix' | 'positional',
  start: number,
  end: number
): Candidate {
  return { token: { kind, start, end }, reach: end }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** Where a pattern is met next, or the text ends; asked in growing order it looks at each character once. */
function nextOf(text: string, pattern: RegExp): Next {
  let known = -1
  return (from) => {
    if (known < from) {
      pattern.lastIndex = from
      known = pattern.exec(text)?.index ?? text.length
    }
    return known
  }
}
