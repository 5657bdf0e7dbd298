import type { Origin } from '../origin.js'
import type { Setting } from '../setting.js'
import { assignedValue, settingOf } from './assignment.js'
import type { Store } from './expansion.js'
import type { Assignment, Command, SimpleCommand, Span } from './program.js'
import type { Held, Met, Said, Stop } from './scene.js'

/** A run in progress: what commands change. */
export interface Run extends Store {
  /** What stands in the file, or in the text that a command brings in. */
  text: string
  /** The command that brought in what is run now. */
  within?: Span
  readonly settings: Setting[]
  readonly met: Met[]
  said: Said[]
  /** What the next command can read; nothing where that is open. */
  input?: string
  /** Runs one command in this very shell. */
  execute(command: Command, tested: boolean): number | undefined
  /** Runs the text of another file, or one made at run time, in this very shell. */
  source(text: string, at: Span): number | undefined
  /** True once something was written of which the text is not known. */
  unclear?: boolean
  /** The exit status of the last substitution; nothing where it is open. */
  substituted?: number
  readonly functions: Map<string, Command>
  readonly constants: Set<string>
  /** What the names hold outside that a function keeps for itself. */
  locals?: Map<string, Held | undefined>
  stopsOnFailure: boolean
  /** Set where a loop or a function may have been left: what decides whether the rest of it runs. */
  astray?: { readonly why: string; readonly from: 'loop' | 'function' }
  /** Set where the shell may have stopped: what decides. */
  open?: string
  /** Set where a subshell or a pipeline keeps what it sets for itself. */
  apart: boolean
  stop?: Stop
  /** Set while a loop or a function is being left. */
  jump?:
    | { readonly kind: 'break' | 'continue'; readonly levels: number; readonly status: number }
    | { readonly kind: 'return'; readonly status: number | undefined }
  /** True behind a `return`: what follows is not read. */
  returned?: boolean
  depth: number
  /** How many functions and files that were brought in, and how many loops of this one, are under way. */
  calls: number
  loops: number
  /** How many more turns and calls are followed; substitutions count with the file they stand in. */
  readonly budget: { left: number }
}

/** Writes to where output goes. */
export function speak(run: Run, text: string): void {
  if (run.doubt !== undefined) run.unclear = true
  else say(run, 'output', text)
}

export function say(run: Run, to: Said['to'], text: string): void {
  if (text !== '') run.said.push({ to, text })
}

/** Gives a variable its value, and says so; false where the shell gives up over it. */
export function assign(run: Run, command: SimpleCommand, assignment: Assignment): boolean {
  const value = assignedValue(run, assignment)
  if (value.kind !== 'fault') return store(run, command, assignment, value)
  give(run, command, value.message)
  return false
}

/** Gives a variable a value that was made before; false where it is not to be changed. */
export function store(run: Run, command: SimpleCommand, assignment: Assignment, value: Held): boolean {
  if (run.constants.has(assignment.name)) {
    give(run, command, `${assignment.name}: is read only`)
    return false
  }
  const held: Held = run.doubt === undefined ? value : doubtful(run, assignment)
  run.variables.set(assignment.name, held)
  if (!run.apart) run.settings.push(settingOf(run.scene.file, assignment, held))
  return true
}

/** Sets a name for one command alone, and keeps what it held; false where the shell gives up over it. */
export function assignFor(
  run: Run,
  command: SimpleCommand,
  assignment: Assignment,
  before: Map<string, Held | undefined>
): boolean {
  const value = assignedValue(run, assignment)
  if (value.kind === 'fault') {
    give(run, command, value.message)
    return false
  }
  const { name } = assignment
  if (!before.has(name)) before.set(name, run.variables.get(name))
  run.variables.set(name, value)
  return true
}

/** Gives names back what they held. */
export function restore({ variables }: Run, before: ReadonlyMap<string, Held | undefined>): void {
  for (const [name, held] of before)
    if (held) variables.set(name, held)
    else variables.delete(name)
}

/** Why something is open that a stretch of the text decides. */
export function decides({ text }: Pick<Run, 'text'>, { start, end }: Span): string {
  return `\`${text.slice(start, end)}\` decides`
}

/** What a variable holds after a command that may not have run. */
export function doubtful(run: Run, at: Span): Held {
  return { kind: 'unknown', why: run.doubt ?? 'a loop decides', origin: originOf(run, at) }
}

/** A fault of an expansion ends the file in both shells; dash ends altogether. */
export function give(run: Run, command: Place, message: string): undefined {
  run.stop = { ...stopOf(run, command, 'expansion', 2), message }
  return undefined
}

/** A stop at a command, still without words. */
export function stopOf(run: Run, command: Place, kind: Stop['kind'], status: number): Stop {
  return { kind, status, message: '', line: command.line ?? lineOf(run, command), at: originOf(run, command) }
}

type Place = Span & { readonly line?: number }

export function lineOf(run: Run, { start }: Span): number {
  let line = 1
  for (let at = run.text.indexOf('\n'); at >= 0 && at < start; at = run.text.indexOf('\n', at + 1)) line++
  return line
}

/** Where a stretch of the text stands in the file: what a command brings in stands where the command does. */
export function originOf({ scene, within }: Run, span: Span): Origin {
  const { start, end } = within ?? span
  return { file: scene.file, start, end }
}

/** A text that was made at run time by what stands at a place. */
export function textOf(text: string, origin: Origin): Held {
  const map = [{ valueStart: 0, valueEnd: text.length, sourceStart: origin.start, sourceEnd: origin.end }]
  return { kind: 'text', text, map: text === '' ? [] : map, spelled: 'word', origin }
}

/** The same, but made at that place. */
export function placed(held: Held, origin: Origin): Held {
  return held.kind === 'text' ? textOf(held.text, origin) : { ...held, origin }
}
