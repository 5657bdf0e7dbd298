import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode'

/** A host in memory, as the extension ships it. */
interface Sample {
  readonly facts: object
  readonly files: Readonly<Record<string, string>>
}

const folder = 'sample-host'

/** Shows a guest of the sample once its window is there, so that nobody looks at an empty one. */
export async function showSample({ globalStorageUri }: ExtensionContext): Promise<void> {
  const host = Uri.joinPath(globalStorageUri, folder)
  const isSample = workspace.workspaceFolders?.[0]?.uri.path === host.path
  if (isSample && !window.activeTextEditor)
    await window.showTextDocument(Uri.joinPath(host, 'etc/xen/auto/10-web.cfg'))
}

/** Writes a small host with mistakes of all kinds, a new copy each time, and opens it beside what is open. */
export async function openSample({ extensionUri, globalStorageUri }: ExtensionContext): Promise<void> {
  const shipped = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'walkthrough/sample.json'))
  const { facts, files }: Sample = JSON.parse(new TextDecoder().decode(shipped))
  const host = Uri.joinPath(globalStorageUri, folder)
  const texts = { ...files, '.xenlint/facts.json': `${JSON.stringify(facts, null, 2)}\n` }
  for (const [path, text] of Object.entries(texts))
    await workspace.fs.writeFile(Uri.joinPath(host, path), new TextEncoder().encode(text))
  await commands.executeCommand('vscode.openFolder', host, {
    forceNewWindow: workspace.workspaceFolders !== undefined
  })
}
