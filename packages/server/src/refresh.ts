import type { ClientCapabilities, Connection } from 'vscode-languageserver'

/** Asks an editor to ask again for what it shows of texts that nobody edits. */
export interface Refresh {
  /** Once for a run of changes. */
  soon(): void
}

/** Long enough that a user who types is not disturbed, short enough that nobody waits. */
const pauseMs = 200

export function refreshing(connection: Connection, editor: () => ClientCapabilities): Refresh {
  let waiting: ReturnType<typeof setTimeout> | undefined
  return {
    soon() {
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        const { workspace = {} } = editor()
        const { diagnostics, codeLens, inlayHint, semanticTokens } = workspace
        const shown = { diagnostic: diagnostics, codeLens, inlayHint, semanticTokens }
        for (const [name, ability] of Object.entries(shown))
          if (ability?.refreshSupport)
            connection.sendRequest(`workspace/${name}/refresh`).catch(() => undefined)
      }, pauseMs)
    }
  }
}
