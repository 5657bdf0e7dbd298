import { formats, placeOf } from '@xenlint/formats'
import { timeline } from '@xenlint/service'
import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type DidChangeTextDocumentParams,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ShowMessageNotification,
  type TextDocumentItem,
  TextDocumentSyncKind
} from 'vscode-languageserver'
import { tokenLegend } from './adornment.js'
import { bootView } from './boot-view.js'
import type { Disk } from './documents.js'
import { folders, hosts, languageOf } from './hosts.js'
import {
  type Abilities,
  agreedEncoding,
  changed,
  type Encoding,
  fixAllKind,
  type Library,
  type Page,
  page,
  toDiagnostic,
  toPath,
  toUri
} from './protocol.js'
import { type Asked, answerQuestions } from './questions.js'
import { readSettings, type Settings } from './settings.js'
import { nameOf, statusOf } from './status.js'
import type { Circumstances, Surroundings } from './surroundings.js'

/** A text that the editor holds open. */
interface Document {
  readonly uri: string
  readonly path: string
  readonly language: string
  readonly version: number
  readonly page: Page
}

/** Answers an editor until it leaves: a table of its messages, each led to a question of the service. */
export function serve(connection: Connection, disk: Disk, surroundings: Surroundings): void {
  const documents = new Map<string, Document>()
  const workspace = hosts(disk, survey)
  const waiting = new Set<string>()
  const reported = new Set<string>()
  const named = new Set<string>()
  let encoding: Encoding = 'utf-16'
  let editor: InitializeParams['capabilities'] = {}
  let settings: Settings = readSettings(undefined)
  let settled: Promise<unknown> = Promise.resolve()
  let tellsLanguages = false
  let hasHostView = false

  const library: Library = {
    page: (file) => opened(file)?.page ?? stored(file),
    uri: (file) => opened(file)?.uri ?? toUri(file),
    version: (file) => opened(file)?.version
  }
  const opened = (path: string): Document | undefined =>
    [...documents.values()].find((document) => document.path === path)

  function stored(file: string): Page | undefined {
    const source = workspace.of(file)?.input.files.get(file)
    return source && page(source.text, encoding)
  }

  connection.onInitialize((params): InitializeResult => {
    editor = params.capabilities
    encoding = agreedEncoding(editor.general?.positionEncodings)
    settings = readSettings(params.initializationOptions)
    tellsLanguages = params.initializationOptions?.languages === true
    hasHostView = params.initializationOptions?.hostView === true
    return {
      serverInfo: { name: 'xenlint' },
      capabilities: {
        positionEncoding: encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
        completionProvider: { triggerCharacters: ['=', ',', '"', "'", '('], resolveProvider: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        inlayHintProvider: true,
        codeLensProvider: {},
        semanticTokensProvider: { legend: tokenLegend, full: true, range: true },
        selectionRangeProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
        renameProvider: { prepareProvider: true }
      }
    }
  })

  connection.onInitialized(() => {
    if (editor.workspace?.didChangeConfiguration?.dynamicRegistration)
      register(DidChangeConfigurationNotification.method, { section: 'xenlint' })
    if (editor.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      register(DidChangeWatchedFilesNotification.method, {
        watchers: [...folders.map((folder) => `**/${folder}/*`), ...surroundings.watched].map(
          (globPattern) => ({
            globPattern
          })
        )
      })
    settled = pullSettings().catch(report)
  })

  connection.onDidChangeConfiguration(({ settings: sent }) => {
    if (!editor.workspace?.configuration) settings = readSettings(sent?.xenlint ?? sent)
    settled = pullSettings().catch(report)
    workspace.again()
  })

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const others = changes.filter(({ uri }) => !lookAgain(uri))
    if (others.length > 0) workspace.again()
  })

  connection.onDidOpenTextDocument(({ textDocument }) => hold(textDocument))

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }: DidChangeTextDocumentParams) => {
    const before = documents.get(textDocument.uri)
    // A message that was overtaken by a newer one has nothing more to say.
    if (!before || textDocument.version < before.version) return
    keep({ ...before, version: textDocument.version, page: changed(before.page, contentChanges) })
  })

  connection.onDidSaveTextDocument(({ textDocument }) => {
    lookAgain(textDocument.uri)
  })

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const document = documents.get(uri)
    if (!document) return
    documents.delete(uri)
    workspace.close(document.path)
    void connection.sendDiagnostics({ uri, diagnostics: [] })
    publishSoon(document.path)
  })

  connection.onRequest('xenlint/status', ({ uri }: { uri: string }) => {
    const asked = ask(uri)
    return asked ? statusOf(asked, placeOf(formats, asked.path)?.host) : null
  })

  connection.onRequest('xenlint/simulate', ({ uri }: { uri: string }) => {
    const asked = ask(uri)
    const seen = asked && timeline(asked.snapshot)
    const { host } = (asked && placeOf(formats, asked.path)) ?? {}
    return seen && host !== undefined ? bootView(nameOf(host), seen, library) : null
  })

  answerQuestions(connection, { ask, library, abilities, snippets })

  function abilities(): Abilities {
    return {
      versions: editor.workspace?.workspaceEdit?.documentChanges ?? false,
      snippets: editor.workspace?.workspaceEdit?.snippetEditSupport ?? false,
      hostView: hasHostView
    }
  }

  function snippets(): boolean {
    return editor.textDocument?.completion?.completionItem?.snippetSupport ?? false
  }

  function ask(uri: string): Asked | undefined {
    const document = documents.get(uri)
    const snapshot = document && workspace.of(document.path)
    return snapshot && { snapshot, path: document.path, page: document.page }
  }

  function hold({ uri, languageId, version, text }: TextDocumentItem): void {
    keep({ uri, path: toPath(uri) ?? uri, language: languageId, version, page: page(text, encoding) })
  }

  function keep(document: Document): void {
    documents.set(document.uri, document)
    workspace.put({ path: document.path, text: document.page.text, language: document.language })
    publishSoon(document.path)
  }

  /** True for a file that belongs to a host and was looked at. */
  function lookAgain(uri: string): boolean {
    const path = toPath(uri)
    if (path === undefined || !workspace.refresh(path)) return false
    publishSoon(path)
    return true
  }

  async function pullSettings(): Promise<void> {
    if (editor.workspace?.configuration)
      settings = readSettings(await connection.workspace.getConfiguration('xenlint'))
  }

  function survey(path: string, host: string | undefined, ready: (found: Circumstances) => void): void {
    const found = settled.then(() => surroundings.survey(path, host, settings))
    found
      .then((circumstances) => {
        ready(circumstances)
        circumstances.faults.forEach(showOnce)
        publishSoon(path)
      })
      .catch(report)
  }

  function register(method: string, options: object): void {
    connection.client.register({ method } as never, options as never).catch(report)
  }

  // Once for a run of messages, when all of them are read.
  function publishSoon(path: string): void {
    if (waiting.size === 0) setTimeout(publish)
    for (const neighbour of workspace.neighbours(path)) waiting.add(neighbour)
  }

  function publish(): void {
    const paths = [...waiting]
    waiting.clear()
    for (const document of documents.values()) {
      if (!paths.includes(document.path)) continue
      try {
        tell(document)
      } catch (error) {
        // A fault of ours in one text must not take the others, or the server, with it.
        report(error)
      }
    }
  }

  function tell({ uri, path, version, language }: Document): void {
    const snapshot = workspace.of(path)
    if (!snapshot) return
    tellLanguage(uri, language, snapshot.format(path)?.id)
    const problems = snapshot.problems(path)
    const shown = settings.hints ? problems : problems.filter(({ severity }) => severity !== 'hint')
    const diagnostics = shown.map((problem) => toDiagnostic(problem, library))
    void connection.sendDiagnostics({ uri, version, diagnostics })
    for (const { rule, error } of snapshot.faults(path)) tellFault(rule, path, error)
  }

  // An editor knows a file by its name alone; where the text says more, it is told, once.
  function tellLanguage(uri: string, language: string, format: string | undefined): void {
    if (!tellsLanguages || format === undefined || named.has(uri)) return
    named.add(uri)
    if (language !== languageOf(format))
      void connection.sendNotification('xenlint/language', { uri, language: languageOf(format) })
  }

  function tellFault(rule: string, path: string, error: unknown): void {
    report(error)
    showOnce(
      `The rule \`${rule}\` of xenlint broke on \`${path}\`; all others still work. The output of xenlint says where: do report it.`
    )
  }

  function showOnce(sentence: string): void {
    if (reported.has(sentence)) return
    reported.add(sentence)
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: sentence
    })
  }

  function report(error: unknown): void {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}
