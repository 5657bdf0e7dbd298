/** A stretch of the source, from `start` up to but not including `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A piece of a word. `quoted` is true inside quotes and behind a backslash: nothing splits or matches there. */
export type Part = LiteralPart | VariablePart | CommandPart | ArithmeticPart

export interface LiteralPart extends Span {
  readonly kind: 'literal'
  readonly text: string
  readonly quoted: boolean
}

/** `$NAME` or `${NAME…}`. */
export interface VariablePart extends Span {
  readonly kind: 'variable'
  readonly name: string
  /** `#` before the name (its length), an operator behind it, `bad` where the shell knows no such operator. */
  readonly operator: '' | 'length' | '-' | '+' | '?' | '=' | '%' | '%%' | '#' | '##' | 'bad'
  /** True for `:-` and its kin: an empty value counts as unset. */
  readonly colon: boolean
  readonly parts: readonly Part[]
  readonly quoted: boolean
}

/** `$(…)` or backticks; `source` is what stands inside. */
export interface CommandPart extends Span {
  readonly kind: 'command'
  readonly source: string
  readonly quoted: boolean
}

export interface ArithmeticPart extends Span {
  readonly kind: 'arithmetic'
  readonly parts: readonly Part[]
  readonly quoted: boolean
}

export interface Word extends Span {
  readonly parts: readonly Part[]
  /** True if a quote or a backslash stands in it: then it is no keyword, and never vanishes. */
  readonly quoted: boolean
}

export interface Assignment extends Span {
  readonly name: string
  readonly nameEnd: number
  /** True for `+=`, which bash knows and dash does not. */
  readonly append: boolean
  /** Absent where it is an array of bash. */
  readonly value?: Word
}

/** A command, with the line on which dash counts it. */
export type Command = SimpleCommand | Pipeline | Either | If | Block | Loop | Case | FunctionDefinition

export interface SimpleCommand extends Span {
  readonly kind: 'simple'
  readonly assignments: readonly Assignment[]
  readonly words: readonly Word[]
  readonly redirects: readonly Redirect[]
  readonly line: number
}

/** `2>/dev/null`, `>&2`, `<<END`. */
export interface Redirect {
  readonly operator: string
  /** The number of what is redirected. */
  readonly from: string
  readonly target: Word
  /** The text of a here-document, once its lines are read. */
  document?: Word
}

/** Commands joined by `|`, one command behind `!`, or one in the background. */
export interface Pipeline extends Span {
  readonly kind: 'pipeline'
  readonly negated: boolean
  readonly background: boolean
  readonly commands: readonly Command[]
}

/** Two commands around `&&` or `||`. */
export interface Either extends Span {
  readonly kind: 'and' | 'or'
  readonly first: Command
  readonly second: Command
}

export interface If extends Span {
  readonly kind: 'if'
  readonly branches: readonly { readonly condition: readonly Command[]; readonly body: readonly Command[] }[]
  readonly otherwise: readonly Command[]
  readonly redirects: readonly Redirect[]
}

/** `{ …; }` and `( … )`. */
export interface Block extends Span {
  readonly kind: 'group' | 'subshell'
  readonly body: readonly Command[]
  readonly redirects: readonly Redirect[]
}

/** `for`, which sets a name, and `while` and `until`, which ask a condition before each turn. */
export interface Loop extends Span {
  readonly kind: 'for' | 'while' | 'until'
  /** The name that a `for` sets. */
  readonly name?: string
  /** What a `for` goes through; absent where those are the shell's own arguments. */
  readonly items?: readonly Word[]
  readonly condition: readonly Command[]
  readonly body: readonly Command[]
  readonly redirects: readonly Redirect[]
}

export interface Case extends Span {
  readonly kind: 'case'
  readonly word: Word
  readonly branches: readonly { readonly patterns: readonly Word[]; readonly body: readonly Command[] }[]
  readonly redirects: readonly Redirect[]
}

export interface FunctionDefinition extends Span {
  readonly kind: 'function'
  readonly name: string
  readonly body: Command
}

/** Why a shell stops reading, in its own words, and where it says so. */
export interface SyntaxFault {
  readonly message: string
  /** A stable word for the kind of fault. */
  readonly kind:
    | 'quote'
    | 'brace'
    | 'substitution'
    | 'arithmetic'
    | 'unexpected'
    | 'unfinished'
    | 'name'
    | 'depth'
  /** The line that dash names, counted as dash counts. */
  readonly line: number
  /** The token it stumbles over; empty at the end of the file. */
  readonly at: Span
  /** Where the construct that is open begins. */
  readonly opening?: Span
}

/** What a shell makes of a text: it runs the commands of a line before it reads the next. */
export interface Program {
  readonly text: string
  readonly lines: readonly Command[]
  readonly fault?: SyntaxFault
}

/** dash reads GRUB's files, bash those of xendomains. */
export type ShellDialect = 'dash' | 'bash'
