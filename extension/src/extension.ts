import { commands, type ExtensionContext, languages, Uri, workspace } from 'vscode'
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
      initializationOptions: { languages: true }
    }
  )
  client.onNotification('xenlint/language', setLanguage)
  await client.start()
}

/** A guest of xm has the name of one of xl: what its text says comes after it is read. */
async function setLanguage({ uri, language }: { uri: string; language: string }): Promise<void> {
  const open = workspace.textDocuments.find(
    (document) => document.uri.toString() === Uri.parse(uri).toString()
  )
  if (open) await languages.setTextDocumentLanguage(open, language)
}
