import type { XlDialect } from './dialect.js'

/** Why xl refuses a file, as it says so itself. */
export interface Refusal {
  readonly kind: 'lexical' | 'syntax' | 'escape' | 'mix' | 'memory'
  /** The line that xl names; where it stands before a line end, it names the line above. */
  readonly line: number
  /** What stands behind `near`; absent where xl says `<newline>`. */
  readonly near?: string
  /** xl's own words. */
  readonly message: string
  /** The text that xl had in hand, from `start` up to but not including `end`. */
  readonly start: number
  readonly end: number
}

/** What one reading of a text has come to; the only thing that changes while it runs. */
export interface Run {
  readonly text: string
  readonly dialect: XlDialect
  /** How the bytes of the file became characters: the lexer counts bytes. */
  readonly encoding: Encoding
  /** Where the next token is looked for, and on which line, counted as flex counts. */
  offset: number
  line: number
  /** The text of the last token; at the end of the file it holds a NUL more. */
  lexeme: { start: number; end: number }
  /** Errors on this line or before it are not reported any more. */
  silentUpTo: number
  readonly refusals: Refusal[]
  /** A character was met that makes xl think of Python. */
  python: boolean
  /** Something was met that a dialect may read otherwise. */
  disputed: boolean
  /** The assertion that ended the program. */
  aborted?: 'quotes' | 'escape'
}

/** `latin1`: every character is one byte. */
export type Encoding = 'utf-8' | 'latin1'

export function startRun(text: string, dialect: XlDialect, encoding: Encoding): Run {
  return {
    text,
    dialect,
    encoding,
    offset: 0,
    line: 1,
    lexeme: { start: 0, end: 0 },
    silentUpTo: -1,
    refusals: [],
    python: false,
    disputed: !text.endsWith('\n')
  }
}

/** Reports an error at the last token, unless a lexical error on its line was reported before. */
export function refuse(run: Run, kind: Refusal['kind'], line: number, message: string): void {
  if (line <= run.silentUpTo) return
  const { start, end } = run.lexeme
  const spelled = run.text.slice(start, end)
  const newline = spelled.endsWith('\n')
  const near = (newline ? spelled.slice(0, -1) : spelled).replace(/[\t ]+$/, '')
  run.refusals.push({
    kind,
    line: newline ? line - 1 : line,
    ...(spelled === '\n' ? {} : { near: near.replace(/\0.*$/s, '') }),
    message,
    start,
    end: start + near.length
  })
}

/** Errors of the lexer count on the line where it stands, and silence all later ones there. */
export function refuseLexeme(run: Run, kind: Refusal['kind'], message: string): void {
  refuse(run, kind, run.line, message)
  run.silentUpTo = run.line
}
