import type { CancellationToken, Connection, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver'
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import type { Hosts } from './hosts.js'
import { type Library, type Page, toPath } from './protocol.js'
import { type Report, reports } from './reports.js'
import { whenQuiet } from './when-quiet.js'

/** A text that the editor holds open. */
export interface Document {
  readonly uri: string
  readonly path: string
  readonly language: string
  readonly version: number
  readonly page: Page
}

/** What findings are told from, and how the editor wants them. */
export interface Telling {
  readonly workspace: Hosts
  readonly library: Library
  documents(): Iterable<Document>
  /** True for an editor that asks for findings; all others are sent them. */
  pulls(): boolean
  /** Holds the hosts in the editor's folders, and answers with those folders. */
  discover(): readonly string[]
  /** What the editor showed of others than the text at hand may be stale. */
  stale(): void
  /** Each open text whose host may have changed, before its findings are told. */
  look(document: Document): void
  report(error: unknown): void
}

/** Tells an editor the findings of its texts, in the way that it wants them. */
export interface Diagnosis {
  /** The host of a path may have other findings now; `edited` is the text that a user is at. */
  changed(path: string, edited?: string): void
  /** A text is open no more. */
  closed(uri: string): void
  /** All findings may look otherwise: what is shown, or how a file is called. */
  forget(): void
  /** Resolves once the host of a path is known; without one, every host. */
  known(path?: string): Promise<void>
}

/** How long a question about all files waits for something new. */
const longestWaitMs = 30_000

/** How long all files wait behind the one that changed. */
const pauseMs = 300

export function diagnosis(connection: Connection, telling: Telling): Diagnosis {
  const { workspace, library, documents, pulls, discover, stale, look, report } = telling
  const table = reports(library)
  const told = new Map<string, string>()
  const concerned = new Set<string>()
  const edited = new Set<string>()
  let listeners: (() => void)[] = []

  const publishWhenQuiet = whenQuiet(publish)

  // Once for a run of messages, when all of them are read.
  function publishSoon(path: string): void {
    publishWhenQuiet()
    concerned.add(path)
    for (const neighbour of workspace.neighbours(path)) concerned.add(neighbour)
  }

  function publish(): void {
    const paths = new Set(concerned)
    const own = new Set(edited)
    concerned.clear()
    edited.clear()
    let isStale = false
    for (const document of documents()) {
      if (!paths.has(document.path)) continue
      try {
        isStale = tell(document, own) || isStale
      } catch (error) {
        // A fault of ours in one text must not take the others, or the server, with it.
        report(error)
      }
    }
    if (isStale) stale()
    const woken = listeners
    listeners = []
    for (const wake of woken) wake()
  }

  /** Answers true where the editor shows something else, and will not ask by itself. */
  function tell(document: Document, own: ReadonlySet<string>): boolean {
    const { uri, path, version } = document
    if (!workspace.of(path)) return false
    look(document)
    const { id, items } = reportOf(path)
    const before = told.get(uri)
    if (!pulls()) {
      told.set(uri, id)
      void connection.sendDiagnostics({ uri, version, diagnostics: [...items] })
    }
    return before !== undefined && before !== id && !own.has(uri)
  }

  function reportOf(path: string): Report {
    const snapshot = workspace.of(path)
    if (!snapshot) return nothing
    return table.of(snapshot, workspace.fileOf(path), workspace.settingsOf(path)?.hints !== false)
  }

  function next(token: CancellationToken, within: number): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(resolve, within)
      const wake = (): void => {
        clearTimeout(late)
        resolve()
      }
      listeners.push(wake)
      token.onCancellationRequested(wake)
    })
  }

  async function known(path?: string, token: CancellationToken = never): Promise<void> {
    while (workspace.isWaiting(path) && !token.isCancellationRequested) await next(token, longestWaitMs)
  }

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    const path = toPath(uri) ?? uri
    await known(path, token)
    if (token.isCancellationRequested) throw cancelled()
    const { id, items } = reportOf(path)
    told.set(uri, id)
    return previousResultId === id
      ? { kind: 'unchanged', resultId: id }
      : { kind: 'full', resultId: id, items: [...items] }
  })

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]))
    const folders = discover()
    const end = Date.now() + longestWaitMs
    for (;;) {
      await known(undefined, token)
      if (token.isCancellationRequested) throw cancelled()
      const items = [...everyFile(folders, before)]
      // Where nothing is new the answer waits: an editor asks again as soon as it has one.
      const isNew = before.size === 0 || items.some(({ kind }) => kind === 'full')
      if (isNew || Date.now() >= end) return { items }
      await next(token, end - Date.now())
      // Who types is answered first: all files of a large host take longer than the one at hand.
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  })

  function* everyFile(
    folders: readonly string[],
    before: ReadonlyMap<string, string>
  ): Iterable<WorkspaceDocumentDiagnosticReport> {
    const gone = new Set(before.keys())
    for (const snapshot of workspace.all())
      for (const file of snapshot.input.files.keys()) {
        if (!folders.some((folder) => folder === '' || file.startsWith(`${folder}/`))) continue
        const uri = library.uri(file)
        const { id, items } = reportOf(file)
        gone.delete(uri)
        const version = library.version(file) ?? null
        if (before.get(uri) === id) yield { kind: 'unchanged', uri, version, resultId: id }
        else if (items.length > 0 || before.has(uri))
          yield { kind: 'full', uri, version, resultId: id, items: [...items] }
      }
    for (const uri of gone) yield { kind: 'full', uri, version: null, items: [] }
  }

  return {
    changed(path, uri) {
      if (uri !== undefined) edited.add(uri)
      publishSoon(path)
    },
    closed(uri) {
      told.delete(uri)
      table.forget()
      if (!pulls()) void connection.sendDiagnostics({ uri, diagnostics: [] })
    },
    forget: () => table.forget(),
    known: (path) => known(path)
  }
}

const nothing: Report = { id: 'nothing', items: [] }

const never: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined })
}

function cancelled(): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The editor does not want to know any more.')
}
