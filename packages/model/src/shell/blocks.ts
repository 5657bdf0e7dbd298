import { apart, inDoubt } from './doubt.js'
import { expand } from './expansion.js'
import { allKnown, fieldsOf } from './fields.js'
import { giveUp, runAll } from './list.js'
import { matchesWhole, readPattern } from './pattern.js'
import type { Block, Case, Command, If, Loop, Word } from './program.js'
import { doubtful, give, originOf, type Run, textOf } from './state.js'

export function runBlock(run: Run, block: Block, tested: boolean): number | undefined {
  const all = (): number | undefined => runAll(run, block.body, tested)
  return block.kind === 'group' ? all() : apart(run, all)
}

export function runIf(run: Run, command: If, tested: boolean): number | undefined {
  const { branches, otherwise } = command
  for (const [index, { condition, body }] of branches.entries()) {
    const status = runAll(run, condition, true)
    if (run.stop || run.jump) return undefined
    if (status === 0) return runAll(run, body, tested)
    if (status !== undefined) continue
    return inDoubt(run, condition.at(-1) ?? command, () => {
      const ways = [separately(run, body, tested)]
      for (const rest of branches.slice(index + 1)) {
        runAll(run, rest.condition, true)
        ways.push(separately(run, rest.body, true))
      }
      ways.push(separately(run, otherwise, tested))
      return agreed(ways)
    })
  }
  return runAll(run, otherwise, tested)
}

// Ways of which one is gone: none of them stops the others.
function separately(run: Run, body: readonly Command[], tested: boolean): number | undefined {
  const { stop, jump } = run
  delete run.stop
  delete run.jump
  const status = runAll(run, body, tested)
  if (stop) run.stop ??= stop
  if (jump) run.jump ??= jump
  return status
}

function agreed(ways: readonly (number | undefined)[]): number | undefined {
  return ways.every((each) => each === ways[0]) ? ways[0] : undefined
}

export function runCase(run: Run, command: Case, tested: boolean): number | undefined {
  const expanded = expand(run, command.word.parts)
  if (expanded.kind === 'fault') return give(run, command, expanded.message)
  const text = expanded.kind === 'pieces' ? expanded.pieces.map((piece) => piece.text).join('') : undefined
  for (const [index, { patterns, body }] of command.branches.entries()) {
    const fits = text === undefined ? undefined : anyFits(run, patterns, text)
    if (fits) return runAll(run, body, tested)
    if (fits === false) continue
    return inDoubt(run, { start: command.word.start, end: command.word.end }, () => {
      const ways = command.branches.slice(index).map((rest) => separately(run, rest.body, tested))
      return agreed([...ways, 0])
    })
  }
  return 0
}

function anyFits(run: Run, patterns: readonly Word[], text: string): boolean | undefined {
  for (const pattern of patterns) {
    const expanded = expand(run, pattern.parts)
    const places = expanded.kind === 'pieces' ? readPattern(expanded.pieces) : undefined
    const fits = places ? matchesWhole(places, text) : undefined
    if (fits === undefined || fits === 'too-long') return undefined
    if (fits) return true
  }
  return false
}

export function runLoop(run: Run, loop: Loop, tested: boolean): number | undefined {
  const { astray, doubt } = run
  run.loops++
  const status = loop.kind === 'for' ? runFor(run, loop, tested) : runWhile(run, loop, tested)
  run.loops--
  if (!run.astray || astray || run.astray.from === 'function') return status
  delete run.astray
  if (doubt === undefined) delete run.doubt
  return undefined
}

function runFor(run: Run, loop: Loop, tested: boolean): number | undefined {
  const { fields, fault } = loop.items ? fieldsOf(run, loop.items) : { fields: run.args ?? [undefined] }
  if (fault !== undefined) return give(run, loop, fault)
  const turns = allKnown(fields)
  if (!turns) return once(run, loop, tested)
  let status: number | undefined = 0
  for (const text of turns) {
    if (run.budget.left-- <= 0) return giveUp(run)
    const held = textOf(text, originOf(run, loop))
    run.variables.set(loop.name ?? '', run.doubt === undefined ? held : doubtful(run, loop))
    status = runAll(run, loop.body, tested)
    if (isLeft(run)) break
  }
  return status
}

function runWhile(run: Run, loop: Loop, tested: boolean): number | undefined {
  const wanted = loop.kind === 'while' ? 0 : 1
  let status: number | undefined = 0
  for (;;) {
    if (run.doubt !== undefined) return once(run, loop, tested)
    const asked = runAll(run, loop.condition, true)
    if (isLeft(run)) return status
    if (asked === undefined) return once(run, loop, tested)
    if (Math.min(asked, 1) !== wanted) return status
    if (run.budget.left-- <= 0) return giveUp(run)
    status = runAll(run, loop.body, tested)
    if (isLeft(run)) return status
  }
}

// Nobody knows how many turns there are, not even whether there is one.
function once(run: Run, loop: Loop, tested: boolean): undefined {
  inDoubt(run, loop, () => {
    runAll(run, loop.condition, true)
    if (loop.name !== undefined) run.variables.set(loop.name, doubtful(run, loop))
    runAll(run, loop.body, tested)
    if (run.jump && run.jump.kind !== 'return') delete run.jump
  })
  return undefined
}

/** Whether a loop ends here; a `continue` of its own only ends the turn. */
function isLeft(run: Run): boolean {
  if (run.stop) return true
  const { jump } = run
  if (!jump) return false
  if (jump.kind === 'return') return true
  const isOwn = jump.levels <= 1
  if (isOwn) delete run.jump
  else run.jump = { ...jump, levels: jump.levels - 1 }
  return jump.kind === 'break' || !isOwn
}
