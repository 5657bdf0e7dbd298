import { type ExtensionContext, type FileSystemWatcher, Uri, workspace } from 'vscode'
import {
  type BaseLanguageClient,
  DidChangeWatchedFilesNotification,
  FileChangeType
} from 'vscode-languageclient'
import { LanguageClient } from 'vscode-languageclient/browser'
import { start, stop } from './activation.js'

/** The files of hosts: what the server reads of a folder beside the files that are open. */
const hostFiles = '**/etc/{xen,network,default}/**'

/** More than any real folder of hosts holds. */
const mostFiles = 20_000

/** Starts the language server as a web worker, where the editor has no machine of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const watcher = workspace.createFileSystemWatcher(hostFiles)
  context.subscriptions.push(watcher)
  await start(
    context,
    (_, options) => {
      const code = Uri.joinPath(context.extensionUri, 'bundle/worker.js').toString(true)
      return new LanguageClient('xenlint', 'xenlint', new Worker(code), options)
    },
    (client) => tellFiles(client, watcher)
  )
}

export const deactivate: () => Promise<void> = stop

/** The worker has no disk: it is told of the files there are, and of each change. */
async function tellFiles(client: BaseLanguageClient, watcher: FileSystemWatcher): Promise<void> {
  const found = await workspace.findFiles(hostFiles, undefined, mostFiles)
  const tell = async (uris: readonly Uri[]): Promise<void> => {
    const files = await Promise.all(
      uris.map(async (uri) => ({ uri: uri.toString(), text: await textOf(uri) }))
    )
    await client.sendNotification('xenlint/files', { files })
    const changes = uris.map((uri) => ({ uri: uri.toString(), type: FileChangeType.Changed }))
    await client.sendNotification(DidChangeWatchedFilesNotification.method, { changes })
  }
  await tell(found)
  watcher.onDidCreate((uri) => tell([uri]))
  watcher.onDidChange((uri) => tell([uri]))
  watcher.onDidDelete((uri) => tell([uri]))
}

async function textOf(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri))
  } catch {
    return null
  }
}
