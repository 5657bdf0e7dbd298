import { apart } from './doubt.js'
import type { Pipeline } from './program.js'
import type { Run } from './state.js'

/** Runs commands joined by `|`: each in a shell of its own, with what the one before it printed. */
export function pipe(run: Run, { commands }: Pipeline, tested: boolean): number | undefined {
  const { said, input, unclear } = run
  let status: number | undefined
  for (const [index, command] of commands.entries()) {
    const isLast = index === commands.length - 1
    run.said = []
    delete run.unclear
    // A lone command that fails ends nothing but itself.
    status = apart(run, () => run.execute(command, tested || command.kind === 'simple'))
    for (const each of run.said) if (isLast || each.to === 'errors') said.push(each)
    if (isLast) break
    const printed = run.said.filter(({ to }) => to === 'output').map(({ text }) => text)
    if (run.unclear) delete run.input
    else run.input = printed.join('')
  }
  run.said = said
  if (unclear) run.unclear = true
  if (input === undefined) delete run.input
  else run.input = input
  return status
}
