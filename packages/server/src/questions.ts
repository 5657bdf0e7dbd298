import {
  completions,
  explain,
  folds,
  formatting,
  hover,
  inlays,
  lenses,
  selections,
  symbols,
  type Topic,
  tokens
} from '@xenlint/service'
import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CompletionItem,
  Connection,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Range,
  SelectionRange,
  SemanticTokens,
  TextEdit
} from 'vscode-languageserver'
import { type Action, actionsOf } from './actions.js'
import { toCodeLens, toFoldingRange, toInlayHint, toSelectionRange, toSemanticTokens } from './adornment.js'
import type { Knowledge } from './knowledge.js'
import { answerNavigation } from './navigation.js'
import {
  isWanted,
  toCodeAction,
  toCompletionItem,
  toHover,
  toMarkup,
  toOffset,
  toSymbol,
  toTextEdit
} from './protocol.js'

/** Leads each question of an editor to the service: a text that is not known has no answers. */
export function answerQuestions(connection: Connection, knowledge: Knowledge): void {
  const { ask, library, abilities, writing } = knowledge
  answerNavigation(connection, knowledge)

  connection.onCodeAction(
    async ({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> => {
      const asked = await ask(textDocument.uri)
      if (!asked) return []
      const start = toOffset(asked.page, range.start)
      const end = toOffset(asked.page, range.end)
      const wants = (kind: Action['kind']): boolean => isWanted(kind, context.only)
      return actionsOf(asked.snapshot, asked.path, start, end, wants).map((action) =>
        toCodeAction(action, library, abilities())
      )
    }
  )

  connection.onHover(async ({ textDocument, position }): Promise<Hover | null> => {
    const asked = await ask(textDocument.uri)
    const found = asked && hover(asked.snapshot, asked.path, toOffset(asked.page, position))
    return found ? toHover(found, asked.page) : null
  })

  connection.onCompletion(async ({ textDocument, position, context }): Promise<CompletionItem[]> => {
    const asked = await ask(textDocument.uri)
    if (!asked) return []
    const { snapshot, path, page: inside } = asked
    const offset = toOffset(inside, position)
    // Who types a blank to indent a line asks for nothing.
    if (context?.triggerCharacter === ' ' && /(?:^|[\r\n])[ \t]*$/.test(inside.text.slice(0, offset)))
      return []
    return completions(snapshot, path, offset).map((each, order) =>
      toCompletionItem(each, order, path, inside, writing())
    )
  })

  connection.onCompletionResolve(async (item): Promise<CompletionItem> => {
    const { file, topic } = (item.data ?? {}) as { file?: string; topic?: Topic }
    const { snapshot } = (file === undefined ? undefined : await ask(library.uri(file))) ?? {}
    const markdown = snapshot && topic && explain(snapshot, topic)
    return markdown ? { ...item, documentation: toMarkup(markdown) } : item
  })

  connection.onDocumentSymbol(async ({ textDocument }): Promise<DocumentSymbol[]> => {
    const asked = await ask(textDocument.uri)
    return asked ? symbols(asked.snapshot, asked.path).map((line) => toSymbol(line, asked.page)) : []
  })

  connection.languages.inlayHint.on(async ({ textDocument, range }): Promise<InlayHint[]> => {
    const asked = await ask(textDocument.uri)
    if (!asked) return []
    const { snapshot, path, page: inside } = asked
    const [start, end] = [toOffset(inside, range.start), toOffset(inside, range.end)]
    return inlays(snapshot, path)
      .filter(({ at }) => at >= start && at <= end)
      .map((inlay) => toInlayHint(inlay, inside))
  })

  connection.onCodeLens(async ({ textDocument }): Promise<CodeLens[]> => {
    const asked = await ask(textDocument.uri)
    if (!asked) return []
    return lenses(asked.snapshot, asked.path).map((lens) =>
      toCodeLens(lens, asked.page, abilities().hostView ? textDocument.uri : undefined)
    )
  })

  connection.onFoldingRanges(async ({ textDocument }): Promise<FoldingRange[]> => {
    const asked = await ask(textDocument.uri)
    return asked ? folds(asked.snapshot, asked.path).map(toFoldingRange) : []
  })

  connection.languages.semanticTokens.on(async ({ textDocument }): Promise<SemanticTokens> => {
    const asked = await ask(textDocument.uri)
    return asked ? toSemanticTokens(tokens(asked.snapshot, asked.path), asked.page) : { data: [] }
  })

  connection.languages.semanticTokens.onRange(async ({ textDocument, range }): Promise<SemanticTokens> => {
    const asked = await ask(textDocument.uri)
    if (!asked) return { data: [] }
    const first = toOffset(asked.page, range.start)
    const behind = toOffset(asked.page, range.end)
    const found = tokens(asked.snapshot, asked.path).filter(({ start, end }) => end > first && start < behind)
    return toSemanticTokens(found, asked.page)
  })

  connection.onSelectionRanges(async ({ textDocument, positions }): Promise<SelectionRange[]> => {
    const asked = await ask(textDocument.uri)
    if (!asked) return []
    const { snapshot, path, page: inside } = asked
    return positions.map((position) =>
      toSelectionRange(selections(snapshot, path, toOffset(inside, position)), position, inside)
    )
  })

  connection.onDocumentFormatting(async ({ textDocument }) => formed(textDocument.uri))

  connection.onDocumentRangeFormatting(async ({ textDocument, range }) => formed(textDocument.uri, range))

  // A line gets its form when the next one is begun; the new one is still being written.
  connection.onDocumentOnTypeFormatting(async ({ textDocument, position: { line } }) =>
    formed(textDocument.uri, {
      start: { line: Math.max(0, line - 1), character: 0 },
      end: { line, character: 0 }
    })
  )

  async function formed(uri: string, range?: Range): Promise<TextEdit[]> {
    const asked = await ask(uri)
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
