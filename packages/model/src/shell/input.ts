import type { SyntaxFault } from './program.js'

/** A text on its way through the reader; `line` counts as dash counts. */
export interface Input {
  readonly text: string
  /** Added to each offset: a text in backquotes is read by itself, but stands in the file. */
  readonly origin: (at: number) => number
  at: number
  line: number
  /** The first fault; nothing is read behind it. */
  fault?: SyntaxFault
}

export function openInput(text: string, origin: (at: number) => number = (at) => at): Input {
  return { text, origin, at: 0, line: 1 }
}

/** The next character, or nothing at the end. Shells drop NUL bytes as they read. */
export function peek(input: Input): string {
  if (input.fault) return ''
  while (input.text.charCodeAt(input.at) === 0) input.at++
  return input.text.charAt(input.at)
}

/** The next character behind all line continuations. */
export function peekJoined(input: Input): string {
  for (;;) {
    const found = peek(input)
    if (found !== '\\') return found
    let after = input.at + 1
    while (input.text.charCodeAt(after) === 0) after++
    if (input.text.charAt(after) !== '\n') return found
    input.at = after + 1
    input.line++
  }
}

/** Keeps the first fault only: what follows it is never read. */
export function fail(
  input: Input,
  kind: SyntaxFault['kind'],
  message: string,
  start: number,
  end: number,
  opening?: number
): void {
  if (input.fault) return
  const at = { start: input.origin(start), end: input.origin(end) }
  const open = opening === undefined ? {} : { opening: spanOf(input, opening) }
  input.fault = { kind, message, line: input.line, at, ...open }
}

function spanOf(input: Input, at: number): { start: number; end: number } {
  return { start: input.origin(at), end: input.origin(at + 1) }
}
