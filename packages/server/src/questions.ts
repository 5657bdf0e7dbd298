import {
  completions,
  explain,
  folds,
  formatting,
  hover,
  inlays,
  lenses,
  type Mention,
  references,
  renamable,
  rename,
  type Snapshot,
  selections,
  symbols,
  type Topic,
  tokens
} from '@xenlint/service'
import {
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type CompletionItem,
  type Connection,
  DocumentHighlightKind,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type SelectionRange,
  type SemanticTokens,
  type TextDocumentPositionParams,
  type TextEdit,
  type WorkspaceEdit
} from 'vscode-languageserver'
import { actionsOf } from './actions.js'
import { toCodeLens, toFoldingRange, toInlayHint, toSelectionRange, toSemanticTokens } from './adornment.js'
import {
  type Abilities,
  isWanted,
  type Library,
  type Page,
  toCodeAction,
  toCompletionItem,
  toHover,
  toLocation,
  toMarkup,
  toOffset,
  toRange,
  toSymbol,
  toTextEdit,
  toWorkspaceEdit
} from './protocol.js'

/** An open text whose host is known. */
export interface Asked {
  readonly snapshot: Snapshot
  readonly path: string
  readonly page: Page
}

/** What there is to answer with. */
export interface Knowledge {
  ask(uri: string): Asked | undefined
  readonly library: Library
  abilities(): Abilities
  /** True for an editor that completes with a place to write on. */
  snippets(): boolean
}

/** Leads each question of an editor to the service: a text that is not known has no answers. */
export function answerQuestions(
  connection: Connection,
  { ask, library, abilities, snippets }: Knowledge
): void {
  connection.onCodeAction(({ textDocument, range, context }: CodeActionParams): CodeAction[] => {
    const asked = ask(textDocument.uri)
    if (!asked) return []
    const start = toOffset(asked.page, range.start)
    const end = toOffset(asked.page, range.end)
    return actionsOf(asked.snapshot, asked.path, start, end)
      .filter(({ kind }) => isWanted(kind, context.only))
      .map((action) => toCodeAction(action, library, abilities()))
  })

  connection.onHover(({ textDocument, position }): Hover | null => {
    const asked = ask(textDocument.uri)
    const found = asked && hover(asked.snapshot, asked.path, toOffset(asked.page, position))
    return found ? toHover(found, asked.page) : null
  })

  connection.onCompletion(({ textDocument, position }): CompletionItem[] => {
    const asked = ask(textDocument.uri)
    if (!asked) return []
    const { snapshot, path, page: inside } = asked
    return completions(snapshot, path, toOffset(inside, position)).map((each, order) =>
      toCompletionItem(each, order, path, inside, snippets())
    )
  })

  connection.onCompletionResolve((item): CompletionItem => {
    const { file, topic } = (item.data ?? {}) as { file?: string; topic?: Topic }
    const snapshot = file === undefined ? undefined : ask(library.uri(file))?.snapshot
    const markdown = snapshot && topic && explain(snapshot, topic)
    return markdown ? { ...item, documentation: toMarkup(markdown) } : item
  })

  function mentions({ textDocument, position }: TextDocumentPositionParams): readonly Mention[] {
    const asked = ask(textDocument.uri)
    return asked ? references(asked.snapshot, asked.path, toOffset(asked.page, position)) : []
  }

  // What no place gives, such as the address of a guest, is where it is named.
  connection.onDefinition((asked) => {
    const found = mentions(asked)
    const given = found.filter(({ defines }) => defines)
    return (given.length > 0 ? given : found).flatMap((mention) => toLocation(mention, library))
  })

  connection.onReferences((asked) =>
    mentions(asked)
      .filter(({ defines }) => asked.context.includeDeclaration || !defines)
      .flatMap((mention) => toLocation(mention, library))
  )

  connection.onDocumentHighlight((asked) =>
    mentions(asked).flatMap((mention) =>
      toLocation(mention, library)
        .filter(({ uri }) => uri === asked.textDocument.uri)
        .map(({ range }) => ({
          range,
          kind: mention.defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read
        }))
    )
  )

  connection.onPrepareRename(({ textDocument, position }): Range | null => {
    const asked = ask(textDocument.uri)
    if (!asked) return null
    const here = renamable(asked.snapshot, asked.path, toOffset(asked.page, position))
    if (here && 'fault' in here) throw new ResponseError(LSPErrorCodes.RequestFailed, here.fault)
    return here ? toRange(asked.page, here.start, here.end) : null
  })

  connection.onRenameRequest(({ textDocument, position, newName }): WorkspaceEdit | null => {
    const asked = ask(textDocument.uri)
    if (!asked) return null
    const edits = rename(asked.snapshot, asked.path, toOffset(asked.page, position), newName)
    if ('fault' in edits) throw new ResponseError(LSPErrorCodes.RequestFailed, edits.fault)
    return toWorkspaceEdit(edits, library, abilities())
  })

  connection.onDocumentSymbol(({ textDocument }): DocumentSymbol[] => {
    const asked = ask(textDocument.uri)
    return asked ? symbols(asked.snapshot, asked.path).map((line) => toSymbol(line, asked.page)) : []
  })

  connection.languages.inlayHint.on(({ textDocument, range }): InlayHint[] => {
    const asked = ask(textDocument.uri)
    if (!asked) return []
    const { snapshot, path, page: inside } = asked
    const [start, end] = [toOffset(inside, range.start), toOffset(inside, range.end)]
    return inlays(snapshot, path)
      .filter(({ at }) => at >= start && at <= end)
      .map((inlay) => toInlayHint(inlay, inside))
  })

  connection.onCodeLens(({ textDocument }): CodeLens[] => {
    const asked = ask(textDocument.uri)
    if (!asked) return []
    return lenses(asked.snapshot, asked.path).map((lens) =>
      toCodeLens(lens, asked.page, abilities().hostView ? textDocument.uri : undefined)
    )
  })

  connection.onFoldingRanges(({ textDocument }): FoldingRange[] => {
    const asked = ask(textDocument.uri)
    return asked ? folds(asked.snapshot, asked.path).map(toFoldingRange) : []
  })

  connection.languages.semanticTokens.on(({ textDocument }): SemanticTokens => {
    const asked = ask(textDocument.uri)
    return asked ? toSemanticTokens(tokens(asked.snapshot, asked.path), asked.page) : { data: [] }
  })

  connection.languages.semanticTokens.onRange(({ textDocument, range }): SemanticTokens => {
    const asked = ask(textDocument.uri)
    if (!asked) return { data: [] }
    const first = toOffset(asked.page, range.start)
    const behind = toOffset(asked.page, range.end)
    const found = tokens(asked.snapshot, asked.path).filter(({ start, end }) => end > first && start < behind)
    return toSemanticTokens(found, asked.page)
  })

  connection.onSelectionRanges(({ textDocument, positions }): SelectionRange[] => {
    const asked = ask(textDocument.uri)
    if (!asked) return []
    const { snapshot, path, page: inside } = asked
    return positions.map((position) =>
      toSelectionRange(selections(snapshot, path, toOffset(inside, position)), position, inside)
    )
  })

  connection.onDocumentFormatting(({ textDocument }) => formed(textDocument.uri))

  connection.onDocumentRangeFormatting(({ textDocument, range }) => formed(textDocument.uri, range))

  // A line gets its form when the next one is begun; the new one is still being written.
  connection.onDocumentOnTypeFormatting(({ textDocument, position: { line } }) =>
    formed(textDocument.uri, {
      start: { line: Math.max(0, line - 1), character: 0 },
      end: { line, character: 0 }
    })
  )

  function formed(uri: string, range?: Range): TextEdit[] {
    const asked = ask(uri)
    const edits = asked ? formatting(asked.snapshot, asked.path) : []
    if (!asked || 'fault' in edits) return []
    const { page: inside } = asked
    const [start, end] = range
      ? [toOffset(inside, range.start), toOffset(inside, range.end)]
      : [0, inside.text.length + 1]
    return edits
      .filter((edit) => edit.start >= start && edit.start < end && edit.end <= end)
      .map((edit) => toTextEdit(inside, edit))
  }
}
