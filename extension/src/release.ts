import { ConfigurationTarget, extensions, type QuickPickItem, window, workspace } from 'vscode'

interface Release extends QuickPickItem {
  readonly debian: string
}

/** Asks for the Debian release of the hosts, and keeps it in the settings of the workspace. */
export async function chooseRelease(): Promise<void> {
  const chosen = await window.showQuickPick(choices(), {
    title: 'xenlint: which release do these hosts run?',
    placeHolder: 'What the files, facts or configuration of a host say comes after this'
  })
  if (!chosen) return
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global
  await workspace.getConfiguration('xenlint').update('target.debian', chosen.debian || undefined, target)
}

// The releases stand in the manifest, which a test compares with the catalogue.
function choices(): Release[] {
  const manifest = extensions.getExtension('xenlint.xenlint-vscode')?.packageJSON
  const known: readonly string[] =
    manifest?.contributes?.configuration?.properties?.['xenlint.target.debian']?.enum ?? []
  const releases = known.filter((debian) => debian !== '').toReversed()
  return [
    { label: 'As each host says', description: 'else what holds on Debian 11, 12 and 13', debian: '' },
    ...releases.map((debian) => ({ label: `Debian ${debian}`, debian }))
  ]
}
