import {
  type Fold,
  type Inlay,
  type Lens,
  type Stretch,
  type Token,
  tokenModifiers,
  tokenTypes
} from '@xenlint/service'
import {
  type CodeLens,
  type FoldingRange,
  FoldingRangeKind,
  type InlayHint,
  type Position,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensLegend
} from 'vscode-languageserver'
import { type Page, toPosition, toRange } from './protocol.js'

export function toInlayHint({ at, text, why }: Inlay, inside: Page): InlayHint {
  return { position: toPosition(inside, at), label: text, tooltip: why, paddingLeft: true }
}

/** Words above a line; in an editor that has a view of the host, a click opens it for the text. */
export function toCodeLens({ start, end, text }: Lens, inside: Page, viewed: string | undefined): CodeLens {
  const command =
    viewed === undefined
      ? { title: text, command: '' }
      : { title: text, command: 'xenlint.simulate', arguments: [viewed] }
  return { range: toRange(inside, start, end), command }
}

export function toFoldingRange({ first, last, kind }: Fold): FoldingRange {
  return {
    startLine: first - 1,
    endLine: last - 1,
    ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {})
  }
}

/** What the numbers of semantic tokens stand for. */
export const tokenLegend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers]
}

/** Five numbers a token: lines and columns on from the one before, its length, its type, and a bit for each modifier. */
export function toSemanticTokens(tokens: readonly Token[], inside: Page): SemanticTokens {
  const data: number[] = []
  let before: Position = { line: 0, character: 0 }
  for (const { start, end, type, modifiers } of tokens) {
    const at = toPosition(inside, start)
    const length = toPosition(inside, end).character - at.character
    const line = at.line - before.line
    const bits = modifiers.reduce((sum, each) => sum + 2 ** tokenModifiers.indexOf(each), 0)
    const column = line === 0 ? at.character - before.character : at.character
    data.push(line, column, length, tokenTypes.indexOf(type), bits)
    before = at
  }
  return { data }
}

/** Stretches from the smallest up, each inside the next; an editor wants an answer even where there is none. */
export function toSelectionRange(
  stretches: readonly Stretch[],
  position: Position,
  inside: Page
): SelectionRange {
  let around: SelectionRange | undefined
  for (const { start, end } of stretches.toReversed())
    around = { range: toRange(inside, start, end), ...(around ? { parent: around } : {}) }
  return around ?? { range: { start: position, end: position } }
}
