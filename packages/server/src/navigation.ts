import {
  answers,
  leadsTo,
  links,
  type Mention,
  references,
  renamable,
  rename,
  type Thing,
  things
} from '@xenlint/service'
import {
  type Connection,
  DocumentHighlightKind,
  type DocumentLink,
  type Location,
  LSPErrorCodes,
  type Range,
  ResponseError,
  SymbolKind,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
  type WorkspaceSymbol
} from 'vscode-languageserver'
import type { Asked, Knowledge } from './knowledge.js'
import { toLocation, toOffset, toRange, toWorkspaceEdit } from './protocol.js'
import { nameOf } from './status.js'

/** Questions that lead from one place of a host to others. */
export function answerNavigation(
  connection: Connection,
  { ask, everyHost, library, abilities }: Knowledge
): void {
  async function mentions({
    textDocument,
    position
  }: TextDocumentPositionParams): Promise<readonly [readonly Mention[], Asked | undefined]> {
    const asked = await ask(textDocument.uri)
    return [asked ? references(asked.snapshot, asked.path, toOffset(asked.page, position)) : [], asked]
  }

  // A path leads to its file, a pattern to all that it takes.
  function filesAt({ snapshot, path, page }: Asked, { position }: TextDocumentPositionParams): Location[] {
    const top = { line: 0, character: 0 }
    return leadsTo(snapshot, path, toOffset(page, position)).map((file) => ({
      uri: library.uri(file),
      range: { start: top, end: top }
    }))
  }

  // What no place gives, such as the address of a guest, is where it is named.
  connection.onDefinition(async (question) => {
    const [found, asked] = await mentions(question)
    if (asked && found.length === 0) return filesAt(asked, question)
    const given = found.filter(({ defines }) => defines)
    return (given.length > 0 ? given : found).flatMap((mention) => toLocation(mention, library))
  })

  connection.onReferences(async (question) => {
    const [found] = await mentions(question)
    return found
      .filter(({ defines }) => question.context.includeDeclaration || !defines)
      .flatMap((mention) => toLocation(mention, library))
  })

  connection.onDocumentHighlight(async (question) => {
    const [found, asked] = await mentions(question)
    return found
      .filter(({ file }) => file === asked?.path)
      .flatMap((mention) =>
        toLocation(mention, library).map(({ range }) => ({
          range,
          kind: mention.defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read
        }))
      )
  })

  connection.onPrepareRename(async ({ textDocument, position }): Promise<Range | null> => {
    const asked = await ask(textDocument.uri)
    if (!asked) return null
    const here = renamable(asked.snapshot, asked.path, toOffset(asked.page, position))
    if (here && 'fault' in here) throw new ResponseError(LSPErrorCodes.RequestFailed, here.fault)
    return here ? toRange(asked.page, here.start, here.end) : null
  })

  connection.onRenameRequest(async ({ textDocument, position, newName }): Promise<WorkspaceEdit | null> => {
    const asked = await ask(textDocument.uri)
    if (!asked) return null
    const edits = rename(asked.snapshot, asked.path, toOffset(asked.page, position), newName)
    if ('fault' in edits) throw new ResponseError(LSPErrorCodes.RequestFailed, edits.fault)
    return toWorkspaceEdit(edits, library, abilities())
  })

  connection.onWorkspaceSymbol(async ({ query }): Promise<WorkspaceSymbol[]> => {
    const hosts = await everyHost()
    return hosts.flatMap((snapshot) => {
      const host = nameOf(snapshot.input.host?.shown('/').replace(/\/$/, '') ?? '')
      return things(snapshot)
        .filter(({ name }) => answers(name, query))
        .flatMap(({ name, kind, ...place }) =>
          toLocation(place, library).map((location) => ({
            name,
            kind: symbolKinds[kind],
            containerName: `${kind} of ${host}`,
            location
          }))
        )
    })
  })

  connection.onDocumentLinks(async ({ textDocument }): Promise<DocumentLink[]> => {
    const asked = await ask(textDocument.uri)
    if (!asked) return []
    return links(asked.snapshot, asked.path).map(({ start, end, target }) => ({
      range: toRange(asked.page, start, end),
      target: library.uri(target)
    }))
  })
}

const symbolKinds: Readonly<Record<Thing['kind'], SymbolKind>> = {
  guest: SymbolKind.Class,
  bridge: SymbolKind.Interface,
  interface: SymbolKind.Interface,
  volume: SymbolKind.File,
  'boot entry': SymbolKind.Event
}
