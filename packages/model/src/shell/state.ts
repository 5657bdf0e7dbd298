import type { Origin } from '../origin.js'
import type { Setting } from '../setting.js'
import { assignedValue, settingOf } from './assignment.js'
import type { Store } from './expansion.js'
import type { Assignment, Command, SimpleCommand, Span } from './program.js'
import type { Held, Met, Said, Stop } from './scene.js'
import { plainText } from './token.js'

/** A run in progress: what commands change. */
export interface Run extends Store {
  /** What stands in the file. */
  readonly text: string
  readonly settings: Setting[]
  readonly met: Met[]
  readonly said: Said[]
  /** Runs the text of another file in this very shell. */
  source(text: string): number | undefined
  /** True once something was written of which the text is not known. */
  unclear?: boolean
  /** The exit status of the last substitution; nothing where it is open. */
  substituted?: number
  readonly functions: Map<string, Command>
  readonly constants: Set<string>
  stopsOnFailure: boolean
  /** Set while it is open whether commands run at all: what decides. */
  doubt?: string
  /** Set where a subshell or a pipeline keeps what it sets for itself. */
  apart: boolean
  stop?: Stop
  /** True behind a `return`: what follows is not read. */
  returned?: boolean
  depth: number
  /** How many more calls of functions are followed; substitutions count with the file they stand in. */
  readonly budget: { left: number }
}

/** Writes to where a command's output goes. */
export function speak(run: Run, command: SimpleCommand, text: string): void {
  if (run.doubt !== undefined) run.unclear = true
  else if (text !== '') say(run, outputOf(command), text)
}

export function say(run: Run, to: Said['to'] | undefined, text: string): void {
  if (to !== undefined && text !== '') run.said.push({ to, text })
}

function outputOf({ redirects }: SimpleCommand): Said['to'] | undefined {
  let to: Said['to'] | undefined = 'output'
  for (const { from, operator, target } of redirects) {
    if (from !== '1') continue
    to = operator === '>&' && plainText(target) === '2' ? 'errors' : undefined
  }
  return to
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

/** The value for one command alone is made all the same, and may make the shell give up. */
export function tryValue(run: Run, command: SimpleCommand, assignment: Assignment): boolean {
  const value = assignedValue(run, assignment)
  if (value.kind === 'fault') give(run, command, value.message)
  return value.kind !== 'fault'
}

/** What a variable holds after a command that may not have run. */
export function doubtful(run: Run, at: Span): Held {
  return { kind: 'unknown', why: run.doubt ?? 'a loop decides', origin: originOf(run, at) }
}

/** A fault of an expansion ends the file in both shells; dash ends altogether. */
export function give(run: Run, command: SimpleCommand, message: string): undefined {
  run.stop = { ...stopOf(run, command, 'expansion', 2), message }
  return undefined
}

/** A stop at a command, still without words. */
export function stopOf(run: Run, command: SimpleCommand, kind: Stop['kind'], status: number): Stop {
  return { kind, status, message: '', line: command.line, at: originOf(run, command) }
}

export function originOf(run: Run, { start, end }: Span): Origin {
  return { file: run.scene.file, start, end }
}
