import type { ValueMap } from '@xenlint/syntax'
import type { Origin } from '../origin.js'
import type { Setting } from '../setting.js'
import type { Text, Unknown } from '../value.js'
import type { ShellDialect } from './program.js'

/** What a variable holds, as far as the files tell. */
export type Held = Text | Unknown

/** What a shell has around it when it reads a file. */
export interface Scene {
  readonly file: string
  readonly dialect: ShellDialect
  /** `set -e`: the first command that fails ends it. */
  readonly stopsOnFailure: boolean
  /** The shell's own arguments, and the name it goes by; absent where they are not known. */
  readonly args?: readonly string[]
  readonly zero?: string
  /** What files read before have set. */
  readonly variables: ReadonlyMap<string, Held>
  /** Why a variable that no file has set may have a value all the same. */
  foreign(name: string): string | undefined
  /**
   * True where a program of that name can be counted on, false where none can have it.
   * `beside` are the variables that the line sets for it.
   */
  program(name: string, beside: readonly string[]): boolean | undefined
  /** The text of another file, null where there is none; nothing where that is open. */
  read?(path: string): string | null | undefined
  /** The files that a pattern becomes, itself where there are none; nothing where that is open. */
  match?(pattern: string): readonly string[] | undefined
  /** Whether a path passes a test of files, `-e` and its kin, where that is sure. */
  has?(operator: string, path: string): boolean | undefined
  /** What a program does, where that is known without running it. */
  call?(words: readonly string[]): Called | undefined
}

export interface Called {
  readonly status: number
  readonly output?: string
  readonly errors?: string
}

/** What was written, with its newlines. */
export interface Said {
  readonly to: 'output' | 'errors'
  readonly text: string
  /** Set where the shell itself complains: it names the line. */
  readonly line?: number
}

/** A command of a file that is no assignment, as it was met. */
export interface Met {
  readonly name: string
  /** `builtin` where the shell itself does it, `absent` where no program has the name. */
  readonly kind: 'builtin' | 'function' | 'known' | 'absent' | 'open'
  readonly origin: Origin
  readonly nameOrigin: Origin
  /** Variables set for this command alone. */
  readonly lost: readonly string[]
  /** True where its failure only decides what comes next. */
  readonly tested: boolean
  /** Set where other commands decide whether it runs at all. */
  readonly doubt?: string
  readonly words: readonly (string | undefined)[]
}

/** Why a shell stops within a file. */
export interface Stop {
  readonly kind: 'syntax' | 'expansion' | 'absent' | 'failure' | 'exit' | 'return'
  readonly status: number
  /** The shell's own words behind `NAME: LINE: FILE: `. */
  readonly message: string
  readonly line: number
  readonly at: Origin
}

export interface Outcome {
  readonly settings: readonly Setting[]
  /** All that is set in the end, what files before have set included. */
  readonly variables: ReadonlyMap<string, Held>
  readonly met: readonly Met[]
  /** What is written on the way, as far as that is known. */
  readonly said: readonly Said[]
  readonly stop?: Stop
  /** Set where something that is not known decides whether the shell stops: what. */
  readonly open?: string
}

/** A stretch of text while a word is expanded. */
export interface Piece {
  readonly text: string
  readonly map: ValueMap
  readonly quoted: boolean
  /** False for what an expansion made: unquoted, it is split at blanks. */
  readonly literal: boolean
  /** `next` between arguments that stay words of their own, `none` where there are no arguments at all. */
  readonly arguments?: 'next' | 'none'
}

/** The pieces of a word; or why its text is not known; or the message with which the shell gives up. */
export type Expanded =
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'fault'; readonly message: string }
