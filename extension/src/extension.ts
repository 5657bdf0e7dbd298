import { commands, type ExtensionContext, languages, tasks, Uri, workspace } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { contributedLanguages } from './languages.js'
import { chooseRelease } from './release.js'
import { showStatus } from './status.js'
import { tasksOf, taskType } from './tasks.js'

let client: LanguageClient | undefined

/** Starts the language server when the first of our files opens. */
export async function activate(context: ExtensionContext): Promise<void> {
  const program = context.asAbsolutePath('bundle/xenlint.cjs')
  context.subscriptions.push(
    commands.registerCommand('xenlint.restart', () => restart(context, program)),
    commands.registerCommand('xenlint.output', () => client?.outputChannel.show()),
    commands.registerCommand('xenlint.chooseRelease', chooseRelease),
    commands.registerCommand('xenlint.fixAll', fixAll),
    tasks.registerTaskProvider(taskType, tasksOf(program)),
    showStatus(contributedLanguages(context), async (uri) => client?.sendRequest('xenlint/status', { uri }))
  )
  await restart(context, program)
}

/** Stops the server; VS Code waits for it. */
export async function deactivate(): Promise<void> {
  const stopping = client
  client = undefined
  await stopping?.dispose()
}

// The server is the program of the terminal, so that the editor shows what the terminal prints.
async function restart(context: ExtensionContext, program: string): Promise<void> {
  await deactivate()
  client = new LanguageClient(
    'xenlint',
    { module: program, args: ['lsp'], transport: TransportKind.stdio },
    {
      documentSelector: contributedLanguages(context).map((language) => ({ language })),
      initializationOptions: { languages: true }
    }
  )
  client.onNotification('xenlint/language', setLanguage)
  await client.start()
}

async function fixAll(): Promise<void> {
  await commands.executeCommand('editor.action.codeAction', {
    kind: 'source.fixAll.xenlint',
    apply: 'first'
  })
}

/** A guest of xm has the name of one of xl: what its text says comes after it is read. */
async function setLanguage({ uri, language }: { uri: string; language: string }): Promise<void> {
  const open = workspace.textDocuments.find(
    (document) => document.uri.toString() === Uri.parse(uri).toString()
  )
  if (open) await languages.setTextDocumentLanguage(open, language)
}
