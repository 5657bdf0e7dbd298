import { ConfigurationTarget, extensions, type QuickPickItem, window, workspace } from 'vscode'

interface Release extends QuickPickItem {
  readonly debian: string
}

/** Asks for the Debian release of the hosts, and keeps it in the settings of the workspace. */
export async function chooseRelease(): Promise<void> {
  const settings = workspace.getConfiguration('xenlint')
  const chosen = await window.showQuickPick(choices(settings.get('target.debian', '')), {
    title: 'xenlint: which release do these hosts run?',
    placeHolder: 'A release counts for all hosts here, whatever their own files and facts say'
  })
  if (!chosen) return
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global
  await settings.update('target.debian', chosen.debian || undefined, target)
}

// The releases stand in the manifest, which a test compares with the catalogue; the newest come first.
function choices(current: string): Release[] {
  const manifest = extensions.getExtension('xenlint.xenlint-vscode')?.packageJSON
  const property = manifest?.contributes?.configuration?.properties?.['xenlint.target.debian']
  const known: readonly string[] = property?.enum ?? []
  const labels: readonly string[] = property?.enumItemLabels ?? known
  const all = known.map((debian, index) => ({
    label: labels[index] ?? debian,
    description: [
      ...(debian === '' ? ['else what holds on Debian 11, 12 and 13'] : []),
      ...(debian === current ? ['chosen now'] : [])
    ].join('; '),
    debian
  }))
  return [
    ...all.filter(({ debian }) => debian === ''),
    ...all.filter(({ debian }) => debian !== '').toReversed()
  ]
}
