import { bashWord } from '@xenlint/catalogue'
import { runBlock, runCase, runIf, runLoop } from './blocks.js'
import { type Builtin, builtins, special } from './builtin.js'
import { apart, inDoubt } from './doubt.js'
import { allKnown, fieldsOf } from './fields.js'
import { giveUp, runAll } from './list.js'
import { pipe } from './pipe.js'
import type { Command, Program, SimpleCommand, Span } from './program.js'
import { readShell } from './reader.js'
import { redirected } from './redirection.js'
import type { Called, Held, Met, Outcome, Scene, Stop } from './scene.js'
import {
  assign,
  assignFor,
  decides,
  give,
  lineOf,
  originOf,
  placed,
  type Run,
  restore,
  say,
  speak,
  stopOf
} from './state.js'
import { useTool } from './tools/tool.js'

const deepest = 200
const mostCalls = 1_000
/** Letters that an expression may look at, one by one, for the time of a call. */
const workEach = 20_000

/** What a shell makes of a program, without running anything: the settings, and where and why it stops. */
export function runShell({ text, lines, fault }: Program, scene: Scene): Outcome {
  const budget = { left: mostCalls }
  const run = start(text, scene, new Map(scene.variables), scene.stopsOnFailure, budget)
  const status = runAll(run, lines, false)
  const last = lines.at(-1)
  if (run.stop?.kind === 'return') endFile(run, run.stop)
  else if (last && !fault) failing(run, last, status, false)
  // A list that ends with a test fails with it, and so does the file.
  if (last?.kind === 'and' && status === undefined && !run.stop && !fault && scene.stopsOnFailure)
    run.open ??= decides(run, last)
  if (fault && fault.kind !== 'depth' && !run.returned) {
    const { line, at } = fault
    const message = `Syntax error: ${fault.message}`
    run.stop ??= { kind: 'syntax', status: 2, message, line, at: { file: scene.file, ...at } }
  }
  const { settings, variables, met, said, stop, open } = run
  return { settings, variables, met, said, ...(stop && { stop }), ...(open !== undefined && { open }) }
}

function start(
  text: string,
  scene: Scene,
  variables: Map<string, Held>,
  stopsOnFailure: boolean,
  budget: Run['budget']
): Run {
  const run: Run = {
    text,
    scene,
    variables,
    capture: (source) => capture(run, source),
    execute: (command, tested) => runCommand(run, command, tested),
    source: (text, at) => source(run, text, at),
    strict: false,
    settings: [],
    met: [],
    said: [],
    functions: new Map(),
    constants: new Set(),
    stopsOnFailure,
    apart: false,
    calls: 0,
    loops: 0,
    depth: 0,
    budget,
    ...(scene.args && { args: scene.args }),
    ...(scene.zero !== undefined && { zero: scene.zero })
  }
  return run
}

const deepestCapture = 20

// A substitution runs in a shell of its own, with the variables and functions of this one.
function capture(outer: Run, source: string): string | undefined {
  delete outer.substituted
  const program = readShell(source, outer.scene.dialect)
  if (program.fault || outer.depth > deepestCapture) return undefined
  const inner = start(source, outer.scene, new Map(outer.variables), outer.stopsOnFailure, outer.budget)
  for (const [name, body] of outer.functions) inner.functions.set(name, body)
  if (outer.args) inner.args = outer.args
  if (outer.status !== undefined) inner.status = outer.status
  if (outer.input !== undefined) inner.input = outer.input
  inner.depth = outer.depth + 1
  inner.strict = outer.strict
  const status = runAll(inner, program.lines, false)
  const ended = inner.stop ? inner.stop.status : status
  if (inner.unclear || inner.open !== undefined || ended === undefined) return undefined
  outer.substituted = ended
  for (const { to, text } of inner.said) if (to === 'errors') say(outer, to, text)
  if (inner.stop?.message) say(outer, 'errors', `${inner.stop.message}\n`)
  const output = inner.said.filter(({ to }) => to === 'output').map(({ text }) => text)
  return output.join('').replace(/\n+$/, '')
}

// Text of another file, or made at run time: what it sets leads back to the command that brought it in.
function source(run: Run, text: string, at: Span): number | undefined {
  const { within, apart, text: outside } = run
  if (run.depth >= deepest || run.budget.left-- <= 0) return giveUp(run)
  const before = new Map(run.variables)
  const program = readShell(text, run.scene.dialect)
  run.within ??= at
  run.apart = true
  run.text = text
  run.calls++
  run.depth++
  let status = runAll(run, program.lines, false)
  run.depth--
  run.calls--
  run.text = outside
  run.apart = apart
  if (run.jump?.kind === 'return') {
    status = run.jump.status
    delete run.jump
  }
  for (const [name, held] of run.variables)
    if (held !== before.get(name)) run.variables.set(name, placed(held, originOf(run, at)))
  if (within) run.within = within
  else delete run.within
  if (!program.fault || run.stop || run.jump) return status
  if (program.fault.kind === 'depth' || run.scene.dialect !== 'dash') return giveUp(run)
  // Both `eval` and `.` are special: what they cannot read ends the shell.
  return give(run, at, `Syntax error: ${program.fault.message}`)
}

function endFile(run: Run, stop: Stop): void {
  delete run.stop
  run.returned = true
  if (stop.status > 0 && run.stopsOnFailure) run.stop = { ...stop, kind: 'failure' }
}

function runCommand(run: Run, command: Command, tested: boolean): number | undefined {
  if (run.depth >= deepest) return giveUp(run)
  run.depth++
  const status = runKind(run, command, tested)
  run.depth--
  if (status === undefined || run.doubt !== undefined) delete run.status
  else run.status = status
  return status
}

function runKind(run: Run, command: Command, tested: boolean): number | undefined {
  switch (command.kind) {
    case 'simple':
      return failing(run, command, runSimple(run, command, tested), tested)
    case 'and':
    case 'or': {
      const first = runCommand(run, command.first, true)
      if (run.stop || run.jump) return first
      const goesOn = command.kind === 'and' ? 0 : 1
      if (first !== undefined)
        return Math.min(first, 1) === goesOn ? runCommand(run, command.second, tested) : first
      const second = inDoubt(run, command.first, () => runCommand(run, command.second, true))
      return command.kind === 'or' && second === 0 ? 0 : undefined
    }
    case 'if':
      return redirected(run, command, () => runIf(run, command, tested))
    case 'function':
      run.functions.set(command.name, command.body)
      return 0
    case 'pipeline': {
      if (command.background) {
        apart(run, () => runAll(run, command.commands, true))
        return 0
      }
      const [only, second] = command.commands
      const isPiped = second !== undefined || only === undefined
      const status = isPiped ? pipe(run, command, tested || command.negated) : runCommand(run, only, true)
      if (!command.negated) return failing(run, command, status, tested)
      return status === undefined ? undefined : status === 0 ? 1 : 0
    }
    case 'group':
      return redirected(run, command, () => runBlock(run, command, tested))
    case 'subshell':
      return failing(
        run,
        command,
        redirected(run, command, () => runBlock(run, command, tested)),
        tested
      )
    case 'for':
    case 'while':
    case 'until':
      return redirected(run, command, () => runLoop(run, command, tested))
    case 'case':
      return redirected(run, command, () => runCase(run, command, tested))
  }
}

function failing(run: Run, command: Span, status: number | undefined, tested: boolean): number | undefined {
  if (!status || !run.stopsOnFailure || tested || run.stop || run.jump) return status
  const line = lineOf(run, command)
  run.stop = { kind: 'failure', status, message: '', line, at: originOf(run, command) }
  return status
}

function runSimple(run: Run, command: SimpleCommand, tested: boolean): number | undefined {
  const { fields, fault } = fieldsOf(run, command.words)
  if (fault !== undefined) return give(run, command, fault)
  if (fields.length === 0) {
    for (const assignment of command.assignments) if (!assign(run, command, assignment)) return undefined
    const substitutes = command.assignments.some(({ value }) =>
      value?.parts.some(({ kind }) => kind === 'command')
    )
    return redirected(run, command, () => (substitutes ? run.substituted : 0))
  }
  const [name] = fields
  const { kind, builtin, body } = find(run, name, command)
  const keeps = name !== undefined && special.has(name) && run.scene.dialect === 'dash'
  const alone = new Map<string, Held | undefined>()
  for (const assignment of command.assignments) {
    const isSet = keeps ? assign(run, command, assignment) : assignFor(run, command, assignment, alone)
    if (!isSet) return undefined
  }
  meet(run, command, kind, fields, keeps ? [] : command.assignments.map((each) => each.name), tested)
  const work = (): number | undefined => {
    if (body) return callFunction(run, body, fields.slice(1), tested)
    if (builtin) return builtin(run, command, fields)
    return runProgram(run, command, kind, fields, tested)
  }
  const status = redirected(run, command, work, keeps)
  restore(run, alone)
  return status
}

function runProgram(
  run: Run,
  command: SimpleCommand,
  kind: Met['kind'],
  fields: readonly (string | undefined)[],
  tested: boolean
): number | undefined {
  const known = kind === 'absent' ? undefined : allKnown(fields)
  const called = known && calledOf(run, known)
  if (called) return speakOf(run, called)
  if (kind !== 'absent') {
    run.unclear = true
    delete run.input
    return undefined
  }
  const message = `${fields[0]}: not found`
  if (run.stopsOnFailure && !tested) run.stop = { ...stopOf(run, command, 'absent', 127), message }
  else run.said.push({ to: 'errors', text: `${message}\n`, line: command.line })
  return 127
}

function calledOf(run: Run, words: readonly string[]): Called | undefined {
  const { scene, input } = run
  const called = scene.call?.(words)
  if (called) return called
  const used = useTool(words, {
    input,
    read: (path) => scene.read?.(path),
    spend(work) {
      run.budget.left -= Math.floor(work / workEach)
      return run.budget.left > 0
    }
  })
  if (used && input !== undefined) run.input = ''
  return used
}

function speakOf(run: Run, { status, output = '', errors = '' }: Called): number {
  speak(run, output)
  say(run, 'errors', errors)
  return status
}

function callFunction(
  run: Run,
  body: Command,
  words: readonly (string | undefined)[],
  tested: boolean
): number | undefined {
  if (run.budget.left-- <= 0) return giveUp(run)
  const { args, locals, loops, astray, doubt } = run
  const known = allKnown(words)
  if (known) run.args = known
  else delete run.args
  run.locals = new Map()
  run.loops = 0
  run.calls++
  let status = runCommand(run, body, tested)
  run.calls--
  run.loops = loops
  restore(run, run.locals)
  if (locals) run.locals = locals
  else delete run.locals
  if (args) run.args = args
  else delete run.args
  if (run.jump?.kind === 'return') {
    status = run.jump.status
    delete run.jump
  }
  if (run.astray && !astray) {
    delete run.astray
    if (doubt === undefined) delete run.doubt
    return undefined
  }
  return status
}

function find(
  run: Run,
  name: string | undefined,
  { assignments }: SimpleCommand
): { kind: Met['kind']; builtin?: Builtin; body?: Command } {
  if (name === undefined) return { kind: 'open' }
  const lacking = run.scene.dialect === 'dash' && bashWord(name) !== undefined
  const builtin = !lacking && Object.hasOwn(builtins, name) ? builtins[name] : undefined
  if (builtin && special.has(name)) return { kind: 'builtin', builtin }
  const body = run.functions.get(name)
  if (body) return { kind: 'function', body }
  if (builtin) return { kind: 'builtin', builtin }
  if (lacking) return { kind: 'absent' }
  const known = run.scene.program(
    name,
    assignments.map((each) => each.name)
  )
  return { kind: known === undefined ? 'open' : known ? 'known' : 'absent' }
}

function meet(
  run: Run,
  command: SimpleCommand,
  kind: Met['kind'],
  words: readonly (string | undefined)[],
  lost: readonly string[],
  tested: boolean
): void {
  const [first] = command.words
  const nameOrigin = originOf(run, first ?? command)
  const name = words[0] ?? (first ? run.text.slice(first.start, first.end) : '')
  const doubt = run.doubt === undefined ? {} : { doubt: run.doubt }
  run.met.push({ name, kind, origin: originOf(run, command), nameOrigin, lost, words, tested, ...doubt })
}
