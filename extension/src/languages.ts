import type { ExtensionContext } from 'vscode'

/** The ids of the languages that the manifest contributes. */
export function contributedLanguages({ extension }: ExtensionContext): readonly string[] {
  const languages: unknown = extension.packageJSON?.contributes?.languages
  return Array.isArray(languages) ? languages.map(({ id }) => String(id)) : []
}
