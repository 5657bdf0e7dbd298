import { bashWord } from '@xenlint/catalogue'
import { type Builtin, builtins, special } from './builtin.js'
import { fieldsOf } from './fields.js'
import { grepStatus } from './grep.js'
import type { Block, Command, If, Program, SimpleCommand, Span } from './program.js'
import { readShell } from './reader.js'
import type { Called, Held, Met, Outcome, Scene, Stop } from './scene.js'
import { assign, doubtful, give, originOf, type Run, say, speak, stopOf, tryValue } from './state.js'
import { plainText } from './token.js'

const deepest = 200
const mostCalls = 1_000

/** What a shell makes of a program, without running anything: the settings, and where and why it stops. */
export function runShell({ text, lines, fault }: Program, scene: Scene): Outcome {
  const budget = { left: mostCalls }
  const run = start(text, scene, new Map(scene.variables), scene.stopsOnFailure, budget)
  const status = runAll(run, lines, false)
  const last = lines.at(-1)
  if (run.stop?.kind === 'return') endFile(run, run.stop)
  else if (last && !fault) failing(run, last, status, false)
  if (fault && fault.kind !== 'depth' && !run.returned) {
    const { line, at } = fault
    const message = `Syntax error: ${fault.message}`
    run.stop ??= { kind: 'syntax', status: 2, message, line, at: { file: scene.file, ...at } }
  }
  const { settings, variables, met, said, stop } = run
  return { settings, variables, met, said, ...(stop && { stop }) }
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
    source: (text) => runAll(run, readShell(text, scene.dialect).lines, false),
    strict: false,
    settings: [],
    met: [],
    said: [],
    functions: new Map(),
    constants: new Set(),
    stopsOnFailure,
    apart: false,
    depth: 0,
    budget
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
  inner.depth = outer.depth + 1
  const status = runAll(inner, program.lines, false)
  const ended = inner.stop ? inner.stop.status : status
  if (inner.unclear || ended === undefined) return undefined
  outer.substituted = ended
  for (const { to, text } of inner.said) if (to === 'errors') say(outer, to, text)
  const output = inner.said.filter(({ to }) => to === 'output').map(({ text }) => text)
  return output.join('').replace(/\n+$/, '')
}

function endFile(run: Run, stop: Stop): void {
  delete run.stop
  run.returned = true
  if (stop.status > 0 && run.stopsOnFailure) run.stop = { ...stop, kind: 'failure' }
}

// The status of the last command; nothing where it is open.
function runAll(run: Run, commands: readonly Command[], tested: boolean): number | undefined {
  let status: number | undefined = 0
  for (const command of commands) {
    if (run.stop) break
    status = runCommand(run, command, tested)
  }
  return status
}

function runCommand(run: Run, command: Command, tested: boolean): number | undefined {
  if (run.depth >= deepest) return giveUp(run)
  run.depth++
  const status = runKind(run, command, tested)
  run.depth--
  return status
}

// From here on any name may have been set.
function giveUp(run: Run): undefined {
  run.unclear = true
  run.elsewhere ??= 'the file does more than can be followed'
  return undefined
}

function runKind(run: Run, command: Command, tested: boolean): number | undefined {
  switch (command.kind) {
    case 'simple':
      return failing(run, command, runSimple(run, command, tested), tested)
    case 'and':
    case 'or': {
      const first = runCommand(run, command.first, true)
      if (run.stop) return undefined
      const goesOn = command.kind === 'and' ? 0 : 1
      if (first === undefined) return inDoubt(run, command.first, () => runCommand(run, command.second, true))
      return Math.min(first, 1) === goesOn ? runCommand(run, command.second, tested) : first
    }
    case 'if':
      return runIf(run, command, tested)
    case 'function':
      run.functions.set(command.name, command.body)
      return 0
    case 'pipeline': {
      const [only, second, third] = command.commands
      if (only && second && !third && !command.background) {
        const found = searched(run, only, second)
        if (found !== undefined)
          return failing(run, command, negate(found, command.negated), tested || command.negated)
      }
      if (command.background || second || !only) {
        apart(run, () => runAll(run, command.commands, true))
        return command.background ? 0 : undefined
      }
      const status = runCommand(run, only, true)
      return status === undefined ? undefined : status === 0 ? 1 : 0
    }
    case 'group':
    case 'subshell':
    case 'loop':
    case 'case':
      return runBlock(run, command, tested)
  }
}

function negate(status: number, negated: boolean): number {
  if (!negated) return status
  return status === 0 ? 1 : 0
}

// `echo WORDS | grep -q WORD`, the way to ask whether a word is there already.
function searched(run: Run, first: Command, second: Command): number | undefined {
  if (first.kind !== 'simple' || second.kind !== 'simple') return undefined
  if (second.redirects.length > 0 || plainText(second.words[0]) !== 'grep') return undefined
  const { fields } = fieldsOf(run, second.words)
  const words = fields.filter((field) => field !== undefined)
  const text = run.capture(run.text.slice(first.start, first.end))
  return words.length < fields.length || text === undefined ? undefined : grepStatus(words, text)
}

function runBlock(run: Run, block: Block, tested: boolean): number | undefined {
  const all = () => block.bodies.map((body) => runAll(run, body, tested)).at(-1)
  if (block.kind === 'group') return all()
  const turns = turnsOf(run, block)
  if (turns) return runTurns(run, block, turns, tested)
  if (block.kind === 'subshell') return failing(run, block, apart(run, all), tested)
  inDoubt(run, block, () => {
    runAll(run, block.head, true)
    for (const name of block.sets) run.variables.set(name, doubtful(run, block))
    all()
  })
  return undefined
}

const mostTurns = 50

// The turns of a `for` whose words are known, and which nothing cuts short.
function turnsOf(run: Run, { items, bodies, start, end }: Block): string[] | undefined {
  if (!items || bodies.length !== 1 || /\b(?:break|continue|return)\b/.test(run.text.slice(start, end)))
    return undefined
  const { fields, fault } = fieldsOf(run, items)
  const turns = fields.filter((field) => field !== undefined)
  const known = fault === undefined && turns.length === fields.length && turns.length <= mostTurns
  return known && run.budget.left >= turns.length ? turns : undefined
}

function runTurns(run: Run, block: Block, turns: readonly string[], tested: boolean): number | undefined {
  const [name = ''] = block.sets
  const [body = []] = block.bodies
  let status: number | undefined = 0
  for (const text of turns) {
    if (run.stop) break
    run.budget.left--
    const origin = originOf(run, block)
    const map = [{ valueStart: 0, valueEnd: text.length, sourceStart: origin.start, sourceEnd: origin.end }]
    const held: Held = { kind: 'text', text, map: text === '' ? [] : map, spelled: 'word', origin }
    run.variables.set(name, run.doubt === undefined ? held : doubtful(run, block))
    status = runAll(run, body, tested)
  }
  return status
}

function runIf(run: Run, command: If, tested: boolean): number | undefined {
  const { branches, otherwise } = command
  for (const [index, { condition, body }] of branches.entries()) {
    const status = runAll(run, condition, true)
    if (run.stop) return undefined
    if (status === 0) return runAll(run, body, tested)
    if (status !== undefined) continue
    const cause = condition.at(-1) ?? command
    inDoubt(run, cause, () => {
      runAll(run, body, tested)
      for (const rest of branches.slice(index + 1)) runAll(run, [...rest.condition, ...rest.body], true)
      runAll(run, otherwise, tested)
    })
    return undefined
  }
  return runAll(run, otherwise, tested)
}

// What is set meanwhile is unknown after it; what would stop the shell may not come to pass.
function inDoubt(run: Run, cause: Span, work: () => unknown): undefined {
  const { doubt, stop } = run
  run.doubt ??= `\`${run.text.slice(cause.start, cause.end)}\` decides`
  work()
  delete run.stop
  if (stop) run.stop = stop
  if (doubt === undefined) delete run.doubt
  return undefined
}

// What a subshell sets stays its own; an `exit` there ends only the subshell.
function apart(run: Run, work: () => number | undefined): number | undefined {
  const variables = new Map(run.variables)
  const { apart: before, stop } = run
  run.apart = true
  const status = work()
  const ended = run.stop?.status
  run.apart = before
  delete run.stop
  if (stop) run.stop = stop
  run.variables.clear()
  for (const [name, held] of variables) run.variables.set(name, held)
  return ended ?? status
}

function failing(run: Run, command: Span, status: number | undefined, tested: boolean): number | undefined {
  if (status && run.stopsOnFailure && !tested && !run.stop)
    run.stop = {
      kind: 'failure',
      status,
      message: '',
      line: lineOf(run, command),
      at: originOf(run, command)
    }
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
    return redirected(command, substitutes ? run.substituted : 0)
  }
  const [name] = fields
  const { kind, builtin, body } = find(run, name, command)
  const keeps = name !== undefined && special.has(name) && run.scene.dialect === 'dash'
  for (const assignment of command.assignments) {
    if (!(keeps ? assign(run, command, assignment) : tryValue(run, command, assignment))) return undefined
  }
  meet(run, command, kind, fields, keeps ? [] : command.assignments.map((each) => each.name), tested)
  if (body) return run.budget.left-- > 0 ? runCommand(run, body, tested) : giveUp(run)
  if (builtin) return redirected(command, builtin(run, command, fields))
  const known = fields.filter((field) => field !== undefined)
  const called = known.length === fields.length ? run.scene.call?.(known) : undefined
  if (called) return speakOf(run, command, called)
  if (kind !== 'absent') {
    run.unclear = true
    return undefined
  }
  const message = `${name}: not found`
  if (run.stopsOnFailure && !tested) run.stop = { ...stopOf(run, command, 'absent', 127), message }
  else if (!hidesErrors(command)) run.said.push({ to: 'errors', text: `${message}\n`, line: command.line })
  return 127
}

function speakOf(run: Run, command: SimpleCommand, { status, output = '', errors = '' }: Called): number {
  speak(run, command, output)
  if (!hidesErrors(command)) say(run, 'errors', errors)
  return status
}

function hidesErrors({ redirects }: SimpleCommand): boolean {
  return redirects.some(({ from }) => from === '2')
}

// Where a file other than /dev/null is opened, that may fail.
function redirected({ redirects }: SimpleCommand, status: number | undefined): number | undefined {
  const sure = redirects.every(
    ({ operator, target }) => operator.endsWith('&') || plainText(target) === '/dev/null'
  )
  return sure ? status : undefined
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
  const name = words[0] ?? run.text.slice(nameOrigin.start, nameOrigin.end)
  const doubt = run.doubt === undefined ? {} : { doubt: run.doubt }
  run.met.push({ name, kind, origin: originOf(run, command), nameOrigin, lost, words, tested, ...doubt })
}

function lineOf(run: Run, { start }: Span): number {
  let line = 1
  for (let at = run.text.indexOf('\n'); at >= 0 && at < start; at = run.text.indexOf('\n', at + 1)) line++
  return line
}
