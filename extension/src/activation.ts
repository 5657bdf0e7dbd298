import { commands, type ExtensionContext, languages, Uri, workspace } from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import { contributedLanguages } from './languages.js'
import { chooseRelease } from './release.js'
import { openSample, showSample } from './sample.js'
import { showStatus } from './status.js'
import { type AskBoot, showHost } from './view.js'

/** Makes a client that is not started yet. */
export type Connect = (
  context: ExtensionContext,
  options: LanguageClientOptions
) => BaseLanguageClient | Promise<BaseLanguageClient>

let client: BaseLanguageClient | undefined

/** What the extension does wherever it runs; `greet` is told of each client that has started. */
export async function start(
  context: ExtensionContext,
  connect: Connect,
  greet: (client: BaseLanguageClient) => Promise<void> = async () => undefined
): Promise<void> {
  const restart = async (): Promise<void> => {
    await stop()
    const ids = contributedLanguages(context)
    const made = await connect(context, {
      documentSelector: ids.map((language) => ({ language })),
      initializationOptions: {
        languages: true,
        hostView: true,
        completeAgain: 'editor.action.triggerSuggest'
      }
    })
    client = made
    made.onNotification('xenlint/language', setLanguage)
    await made.start()
    await greet(made)
  }
  context.subscriptions.push(
    commands.registerCommand('xenlint.restart', restart),
    commands.registerCommand('xenlint.output', () => client?.outputChannel.show()),
    commands.registerCommand('xenlint.chooseRelease', chooseRelease),
    commands.registerCommand('xenlint.fixAll', fixAll),
    commands.registerCommand('xenlint.sample', () => openSample(context)),
    commands.registerCommand('xenlint.simulate', (uri: unknown) => showHost(askBoot, uri)),
    showStatus(contributedLanguages(context), async (uri) => client?.sendRequest('xenlint/status', { uri }))
  )
  await restart()
  await showSample(context)
}

const askBoot: AskBoot = async (uri) => client?.sendRequest('xenlint/simulate', { uri })

/** Stops the server; VS Code waits for it. */
export async function stop(): Promise<void> {
  const stopping = client
  client = undefined
  await stopping?.dispose()
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
