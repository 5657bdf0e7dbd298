import type { Status } from '@xenlint/server'
import { Disposable, LanguageStatusSeverity, languages, window, workspace } from 'vscode'

/** Shows which release the open file is checked for, and why; a click chooses another. */
export function showStatus(
  ids: readonly string[],
  ask: (uri: string) => Promise<Status | null | undefined>
): Disposable {
  const item = languages.createLanguageStatusItem(
    'xenlint.status',
    ids.map((language) => ({ language }))
  )
  item.name = 'xenlint'
  item.command = { command: 'xenlint.chooseRelease', title: 'Choose', tooltip: 'Choose the release' }
  const show = async (): Promise<void> => {
    const document = window.activeTextEditor?.document
    if (!document || !ids.includes(document.languageId)) return
    item.busy = true
    const status = await ask(document.uri.toString()).catch(() => undefined)
    item.busy = false
    if (!status) return
    const { host, releases, xen, because, errors, warnings } = status
    item.text = releases
    item.detail = `${xen}${host === undefined ? '' : `, host ${host}`}, ${because.replaceAll('`', '')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`
    item.severity = errors > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information
  }
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(show),
    workspace.onDidChangeConfiguration(show),
    languages.onDidChangeDiagnostics(show)
  )
}

function counted(count: number, what: string): string {
  return `${count || 'no'} ${what}${count === 1 ? '' : 's'}`
}
