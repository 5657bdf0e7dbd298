import type { Command } from './program.js'
import type { Run } from './state.js'

/** Runs commands one after the other: the status of the last, or nothing where it is open. */
export function runAll(run: Run, commands: readonly Command[], tested: boolean): number | undefined {
  let status: number | undefined = 0
  for (const command of commands) {
    if (run.stop || run.jump) break
    if (run.astray) run.doubt ??= run.astray.why
    status = run.execute(command, tested)
  }
  return status
}

/** From here on any name may have been set. */
export function giveUp(run: Run): undefined {
  run.unclear = true
  run.elsewhere ??= 'the file does more than can be followed'
  return undefined
}
