import type { Span } from './program.js'
import { decides, type Run } from './state.js'

/** What is set meanwhile is unknown after it; what would stop the shell may not come to pass. */
export function inDoubt<T>(run: Run, cause: Span, work: () => T): T {
  const { doubt, stop, jump } = run
  const why = doubt ?? decides(run, cause)
  run.doubt = why
  const outcome = work()
  if (run.stop && !stop) run.open ??= why
  if (run.jump && !jump) run.astray ??= { why, from: run.jump.kind === 'return' ? 'function' : 'loop' }
  delete run.stop
  delete run.jump
  if (stop) run.stop = stop
  if (jump) run.jump = jump
  if (doubt === undefined) delete run.doubt
  return outcome
}

/** What a subshell sets stays its own; an `exit` there ends only the subshell. */
export function apart(run: Run, work: () => number | undefined): number | undefined {
  const variables = new Map(run.variables)
  const { apart: before, stop, jump, args, open } = run
  run.apart = true
  const status = work()
  const ended = run.stop?.status ?? run.jump?.status
  const isOpen = run.open !== open
  run.apart = before
  delete run.stop
  delete run.jump
  delete run.open
  if (stop) run.stop = stop
  if (jump) run.jump = jump
  if (open !== undefined) run.open = open
  if (args) run.args = args
  run.variables.clear()
  for (const [name, held] of variables) run.variables.set(name, held)
  return isOpen ? undefined : (ended ?? status)
}
