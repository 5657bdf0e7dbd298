import type { Call } from './arguments.js'
import { check } from './commands/check.js'
import { explain } from './commands/explain.js'
import { facts } from './commands/facts.js'
import { fmt } from './commands/fmt.js'
import { init } from './commands/init.js'
import { lsp } from './commands/lsp.js'
import { options } from './commands/options.js'
import { plan } from './commands/plan.js'
import { rules } from './commands/rules.js'
import { simulate } from './commands/simulate.js'
import { tree } from './commands/tree.js'

export { examineAside } from './examine-aside.js'

/** What each command does; the answer is the exit status. */
export const commandsByName: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  check,
  explain,
  facts,
  fmt,
  init,
  lsp,
  options,
  plan,
  rules,
  simulate,
  tree
}
