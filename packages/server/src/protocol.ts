import type { Completion, Mention, Outline, Hover as ServiceHover } from '@xenlint/service'
import { applyEdits, type Edit, editorLineIndex, type LineIndex, pointAt } from '@xenlint/syntax'
import type { Problem, Severity } from '@xenlint/validator'
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type Hover,
  InsertTextFormat,
  type Location,
  type MarkupContent,
  MarkupKind,
  type Position,
  type Range,
  SymbolKind,
  type TextDocumentContentChangeEvent,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit
} from 'vscode-languageserver'
import type { Action } from './actions.js'

/** What a column counts: bytes, UTF-16 units or code points. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32'

/** A text whose places an editor and the service name differently: by line and column, by offset. */
export interface Page {
  readonly text: string
  readonly lines: LineIndex
  readonly encoding: Encoding
}

export function page(text: string, encoding: Encoding): Page {
  return { text, lines: editorLineIndex(text), encoding }
}

/** The first encoding that an editor offers and we speak; UTF-16 where it offers none. */
export function agreedEncoding(offered: readonly string[] = []): Encoding {
  return offered.find(isSpoken) ?? 'utf-16'
}

function isSpoken(word: string): word is Encoding {
  return word === 'utf-8' || word === 'utf-16' || word === 'utf-32'
}

export function toPosition({ text, lines, encoding }: Page, offset: number): Position {
  const { line, column, offset: inside } = pointAt(lines, offset)
  return { line: line - 1, character: width(text.slice(inside - column + 1, inside), encoding) }
}

export function toRange(page: Page, start: number, end: number): Range {
  return { start: toPosition(page, start), end: toPosition(page, end) }
}

/** The offset of a position; one beyond its line counts as the line's end, one beyond the text as the text's. */
export function toOffset({ text, lines, encoding }: Page, { line, character }: Position): number {
  const start = lines.starts[line]
  if (start === undefined) return line < 0 ? 0 : text.length
  const next = lines.starts[line + 1] ?? text.length
  const content = text.slice(start, next).replace(/[\r\n]+$/, '')
  if (encoding === 'utf-16') return start + Math.max(0, Math.min(character, content.length))
  let offset = 0
  let counted = 0
  for (const letter of content) {
    counted += width(letter, encoding)
    if (counted > character) break
    offset += letter.length
  }
  return start + offset
}

/** The text after the changes of one message, each counted in the text that the one before it left. */
export function changed(before: Page, changes: readonly TextDocumentContentChangeEvent[]): Page {
  let now = before
  for (const change of changes) {
    const text =
      'range' in change ? applyEdits(now.text, [toEdit(now, change.range, change.text)]) : change.text
    now = page(text, before.encoding)
  }
  return now
}

function toEdit(inside: Page, range: Range, text: string): Edit {
  const one = toOffset(inside, range.start)
  const other = toOffset(inside, range.end)
  return { start: Math.min(one, other), end: Math.max(one, other), text }
}

/** The texts that an answer may speak of, and how the editor calls them. */
export interface Library {
  page(file: string): Page | undefined
  uri(file: string): string
  /** The version of a text that is open; none of one that lies on disk. */
  version(file: string): number | undefined
}

/** What an editor can do with edits. */
export interface Abilities {
  readonly versions: boolean
  readonly snippets: boolean
  /** True for an editor that shows a host as a whole when it is asked to. */
  readonly hostView: boolean
}

/** The kind of action that an editor runs on save, if its user says so. */
export const fixAllKind: CodeActionKind = `${CodeActionKind.SourceFixAll}.xenlint`

const kinds: Readonly<Record<Action['kind'], CodeActionKind>> = {
  fix: CodeActionKind.QuickFix,
  'fix-all': fixAllKind,
  allow: CodeActionKind.QuickFix
}

/** True if an editor that asks for these kinds wants such an action; it asks for a kind and all below it. */
export function isWanted(kind: Action['kind'], only: readonly CodeActionKind[] | undefined): boolean {
  return only?.some((each) => each === '' || `${kinds[kind]}.`.startsWith(`${each}.`)) ?? true
}

export function toCodeAction(action: Action, library: Library, abilities: Abilities): CodeAction {
  return {
    title: action.title,
    kind: kinds[action.kind],
    diagnostics: action.problems.map((problem) => toDiagnostic(problem, library)),
    edit: toWorkspaceEdit(action.edits, library, abilities, action.writeOn),
    ...(action.safe && action.kind === 'fix' ? { isPreferred: true } : {})
  }
}

// The cursor waits at the end of the first line that is put in.
function toSnippet({ range, newText }: TextEdit): TextDocumentEdit['edits'][number] {
  const value = plain(newText).replace(/(?=\r?\n|\r|$)/, '$$0')
  return { range, snippet: { kind: 'snippet', value } }
}

export function toTextEdit(inside: Page, { start, end, text }: Edit): TextEdit {
  return { range: toRange(inside, start, end), newText: text }
}

/** A problem as an editor shows it. */
export function toDiagnostic(problem: Problem, library: Library): Diagnostic {
  const { at, rule, severity, message, url, needs, related, certainty } = problem
  const own = library.page(at.file) ?? page('', 'utf-16')
  const tags = tagsOf(rule)
  return {
    range: toRange(own, at.start, at.end),
    severity: severities[severity],
    code: rule,
    codeDescription: { href: url },
    source: 'xenlint',
    message,
    ...(tags.length > 0 ? { tags } : {}),
    relatedInformation: related.flatMap((each) => toRelated(each, library)),
    data: { case: problem.case, certainty, needs }
  }
}

function toRelated(
  { at, message }: Problem['related'][number],
  library: Library
): DiagnosticRelatedInformation[] {
  const other = library.page(at.file)
  if (!other) return []
  return [{ location: { uri: library.uri(at.file), range: toRange(other, at.start, at.end) }, message }]
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint
}

/** How editors dress what a family of rules reports: struck through, or faded. */
const families: readonly (readonly [ending: string, tag: DiagnosticTag])[] = [
  ['-deprecated', DiagnosticTag.Deprecated],
  ['-removed', DiagnosticTag.Deprecated],
  ['-repeated', DiagnosticTag.Unnecessary],
  ['-unused', DiagnosticTag.Unnecessary]
]

function tagsOf(rule: string): DiagnosticTag[] {
  return families.filter(([ending]) => rule.endsWith(ending)).map(([, tag]) => tag)
}

const symbolKinds: Readonly<Record<Outline['kind'], SymbolKind>> = {
  setting: SymbolKind.Property,
  list: SymbolKind.Array,
  stanza: SymbolKind.Interface
}

export function toSymbol(line: Outline, inside: Page): DocumentSymbol {
  const { name, detail, kind, children } = line
  return {
    name,
    ...(detail ? { detail } : {}),
    kind: symbolKinds[kind],
    range: toRange(inside, line.start, line.end),
    selectionRange: toRange(inside, line.nameStart, line.nameEnd),
    children: children.map((child) => toSymbol(child, inside))
  }
}

export function toLocation(
  { file, start, end }: Pick<Mention, 'file' | 'start' | 'end'>,
  library: Library
): Location[] {
  const inside = library.page(file)
  return inside ? [{ uri: library.uri(file), range: toRange(inside, start, end) }] : []
}

/** Edits of several texts, as an editor makes them. */
export function toWorkspaceEdit(
  edits: ReadonlyMap<string, readonly Edit[]>,
  library: Library,
  abilities: Abilities,
  writeOn = false
): WorkspaceEdit {
  const texts = [...edits].flatMap(([file, changes]) => {
    const inside = library.page(file)
    return inside
      ? [{ file, uri: library.uri(file), edits: changes.map((edit) => toTextEdit(inside, edit)) }]
      : []
  })
  if (!abilities.versions) return { changes: Object.fromEntries(texts.map((text) => [text.uri, text.edits])) }
  return {
    documentChanges: texts.map(
      (text): TextDocumentEdit => ({
        textDocument: { uri: text.uri, version: library.version(text.file) ?? null },
        edits: writeOn && abilities.snippets ? text.edits.map(toSnippet) : text.edits
      })
    )
  }
}

export function toHover({ start, end, markdown }: ServiceHover, inside: Page): Hover {
  return { contents: toMarkup(markdown), range: toRange(inside, start, end) }
}

/** The languages of examples are named as the extension names them, so that an editor colours them. */
export function toMarkup(markdown: string): MarkupContent {
  return { kind: MarkupKind.Markdown, value: markdown.replace(/^```(?=[a-z])/gm, '```xenlint-') }
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  option: CompletionItemKind.Property,
  parameter: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference
}

/** How an editor writes what was chosen. */
export interface Writing {
  /** True for one that goes on at a place inside it. */
  readonly snippets: boolean
  /** Its command that asks for completion once more; none where it has no such command. */
  readonly asksAgain?: string
}

export function toCompletionItem(
  { label, kind, detail, start, end, before, behind, deprecated, leadsOn, topic }: Completion,
  order: number,
  file: string,
  inside: Page,
  { snippets, asksAgain }: Writing
): CompletionItem {
  const newText = snippets && behind ? `${plain(before)}$0${plain(behind)}` : before + behind
  return {
    label,
    kind: completionKinds[kind],
    ...(detail ? { detail } : {}),
    ...(deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    // What is old comes last, all else in the order of the service.
    sortText: `${deprecated ? 1 : 0}${String(order).padStart(4, '0')}`,
    textEdit: { range: toRange(inside, start, end), newText },
    ...(snippets && behind ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(asksAgain && leadsOn ? { command: { title: 'Suggest', command: asksAgain } } : {}),
    ...(topic ? { data: { file, topic } } : {})
  }
}

/** A text that stands for itself inside a snippet. */
function plain(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}

/** The path of a file on this machine, with `/` between its parts; none for anything else, such as an unsaved text. */
export function toPath(uri: string): string | undefined {
  try {
    const { protocol, pathname } = new URL(uri)
    if (protocol !== 'file:') return undefined
    return decodeURIComponent(pathname).replace(/^\/(?=[A-Za-z]:)/, '')
  } catch {
    return undefined
  }
}

export function toUri(path: string): string {
  const parts = path.split('/').map(encodeURIComponent).join('/')
  return `file://${parts.startsWith('/') ? '' : '/'}${parts}`
}

function width(text: string, encoding: Encoding): number {
  if (encoding === 'utf-16') return text.length
  let sum = 0
  for (const letter of text) sum += encoding === 'utf-32' ? 1 : bytes(letter.codePointAt(0) ?? 0)
  return sum
}

function bytes(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}
