import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver'
import { tokenLegend } from './adornment.js'
import { type Encoding, fixAllKind } from './protocol.js'

/** What an editor may ask of the server. */
export function capabilitiesFor(positionEncoding: Encoding): ServerCapabilities {
  return {
    positionEncoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    completionProvider: {
      triggerCharacters: ['=', ',', '"', "'", '(', '[', '/', ' '],
      resolveProvider: true
    },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    foldingRangeProvider: true,
    inlayHintProvider: true,
    codeLensProvider: {},
    semanticTokensProvider: { legend: tokenLegend, full: true, range: true },
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
    renameProvider: { prepareProvider: true },
    // What one file says decides what is found in others.
    diagnosticProvider: { identifier: 'xenlint', interFileDependencies: true, workspaceDiagnostics: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } }
  }
}
