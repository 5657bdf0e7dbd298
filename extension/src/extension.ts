import { commands, type ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { contributedLanguages } from './languages.js'

let client: LanguageClient | undefined

/** Starts the language server when the first of our files opens. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand('xenlint.restart', () => restart(context)),
    commands.registerCommand('xenlint.output', () => client?.outputChannel.show())
  )
  await restart(context)
}

/** Stops the server; VS Code waits for it. */
export async function deactivate(): Promise<void> {
  const stopping = client
  client = undefined
  await stopping?.dispose()
}

async function restart(context: ExtensionContext): Promise<void> {
  await deactivate()
  client = new LanguageClient(
    'xenlint',
    { module: context.asAbsolutePath('bundle/server.cjs'), transport: TransportKind.stdio },
    {
      documentSelector: contributedLanguages(context).map((language) => ({ language })),
      synchronize: { configurationSection: 'xenlint' }
    }
  )
  await client.start()
}
