import { type ExtensionContext, tasks } from 'vscode'
import { start, stop } from './activation.js'
import { tasksOf, taskType } from './tasks.js'

/** Starts the language server when the first of our files opens. */
export async function activate(context: ExtensionContext): Promise<void> {
  const program = context.asAbsolutePath('bundle/xenlint.cjs')
  context.subscriptions.push(tasks.registerTaskProvider(taskType, tasksOf(program)))
  // The client is nine tenths of the code: it is read behind the answer that VS Code and other extensions wait for.
  await start(context, async (_, options) => (await import('./client.js')).clientOf(program, options))
}

export const deactivate: () => Promise<void> = stop
