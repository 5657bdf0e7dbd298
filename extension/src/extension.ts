import { type ExtensionContext, tasks } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { start, stop } from './activation.js'
import { tasksOf, taskType } from './tasks.js'

/** Starts the language server when the first of our files opens. */
export async function activate(context: ExtensionContext): Promise<void> {
  const program = context.asAbsolutePath('bundle/xenlint.cjs')
  context.subscriptions.push(tasks.registerTaskProvider(taskType, tasksOf(program)))
  // The server is the program of the terminal, so that the editor shows what the terminal prints.
  const server = { module: program, args: ['lsp'], transport: TransportKind.stdio }
  await start(context, (_, options) => new LanguageClient('xenlint', server, options))
}

export const deactivate: () => Promise<void> = stop
