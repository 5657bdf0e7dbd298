import { formats, placeOf } from '@xenlint/formats'
import { timeline } from '@xenlint/service'
import {
  type Connection,
  DidChangeConfigurationNotification,
  type DidChangeTextDocumentParams,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ShowMessageNotification,
  type TextDocumentItem
} from 'vscode-languageserver'
import { bootView } from './boot-view.js'
import { capabilitiesFor } from './capabilities.js'
import { type Document, diagnosis } from './diagnosis.js'
import { discovery } from './discovery.js'
import type { Disk } from './documents.js'
import { folders, languageOf } from './host-files.js'
import { type Found, hosts } from './hosts.js'
import type { Asked } from './knowledge.js'
import { progressOf } from './progress.js'
import {
  type Abilities,
  agreedEncoding,
  changed,
  type Encoding,
  type Library,
  type Page,
  page,
  toPath,
  toUri,
  type Writing
} from './protocol.js'
import { answerQuestions } from './questions.js'
import { refreshing } from './refresh.js'
import { readSettings, type Settings } from './settings.js'
import { nameOf, statusOf } from './status.js'
import type { Circumstances, Surroundings } from './surroundings.js'

/** Answers an editor until it leaves: a table of its messages, each led to a question of the service. */
export function serve(connection: Connection, disk: Disk, surroundings: Surroundings): void {
  const documents = new Map<string, Document>()
  const workspace = hosts(disk, survey)
  const discovered = discovery(disk)
  const reported = new Set<string>()
  const named = new Set<string>()
  const stored = new WeakMap<object, Page>()
  const roots = new Set<string>()
  let encoding: Encoding = 'utf-16'
  let editor: InitializeParams['capabilities'] = {}
  let settings: Settings = readSettings(undefined)
  let tellsLanguages = false
  let hasHostView = false
  let asksAgain: string | undefined

  const library: Library = {
    page: pageOf,
    uri: (file) => opened(file)?.uri ?? toUri(file),
    version: (file) => opened(file)?.version
  }
  const refresh = refreshing(connection, () => editor)
  const progress = progressOf(connection, () => editor.window?.workDoneProgress === true)
  const findings = diagnosis(connection, {
    workspace,
    library,
    documents: () => documents.values(),
    pulls: () => editor.textDocument?.diagnostic !== undefined,
    discover,
    stale: refresh.soon,
    look: ({ uri, path, language }) => {
      const snapshot = workspace.of(path)
      const file = workspace.fileOf(path)
      tellLanguage(uri, language, snapshot?.format(file)?.id)
      for (const { rule, error } of snapshot?.faults(file) ?? []) tellFault(rule, path, error)
    },
    report
  })

  // A file that is open under two names is edited under its own, or under the name that was opened last.
  function opened(file: string): Document | undefined {
    const found = [...documents.values()].filter(({ path }) => workspace.fileOf(path) === file)
    return found.find(({ path }) => path === file) ?? found.at(-1)
  }

  /** The text that the snapshot has, which offsets count in. */
  function pageOf(file: string): Page | undefined {
    const source = workspace.of(file)?.input.files.get(file)
    if (!source) return opened(file)?.page
    const known = stored.get(source)
    if (known) return known
    const own = [...documents.values()].find(({ page: { text } }) => text === source.text)?.page
    const made = own ?? page(source.text, encoding)
    stored.set(source, made)
    return made
  }

  connection.onInitialize((params): InitializeResult => {
    editor = params.capabilities
    encoding = agreedEncoding(editor.general?.positionEncodings)
    settings = readSettings(params.initializationOptions)
    tellsLanguages = params.initializationOptions?.languages === true
    hasHostView = params.initializationOptions?.hostView === true
    asksAgain = params.initializationOptions?.completeAgain
    for (const uri of params.workspaceFolders?.map((folder) => folder.uri) ?? [params.rootUri ?? ''])
      addRoot(uri)
    return { serverInfo: { name: 'xenlint' }, capabilities: capabilitiesFor(encoding) }
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
    if (editor.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) roots.delete(toPath(uri) ?? uri)
        for (const { uri } of added) addRoot(uri)
        refresh.soon()
      })
  })

  connection.onDidChangeConfiguration(({ settings: sent }) => {
    if (!editor.workspace?.configuration) settings = readSettings(sent?.xenlint ?? sent)
    findings.forget()
    workspace.again()
  })

  connection.onDidChangeWatchedFiles(({ changes }) => {
    discovered.forget()
    const others = changes.filter(({ uri }) => !lookAgain(uri))
    if (others.length > 0) workspace.again()
    refresh.soon()
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
    findings.closed(uri)
    findings.changed(document.path)
  })

  connection.onRequest('xenlint/status', async ({ uri }: { uri: string }) => {
    const asked = await ask(uri)
    return asked ? statusOf(asked, placeOf(formats, asked.path)?.host) : null
  })

  connection.onRequest('xenlint/simulate', async ({ uri }: { uri: string }) => {
    const asked = await ask(uri)
    const seen = asked && timeline(asked.snapshot)
    const { host } = (asked && placeOf(formats, asked.path)) ?? {}
    return seen && host !== undefined ? bootView(nameOf(host), seen, library) : null
  })

  answerQuestions(connection, { ask, everyHost, library, abilities, writing })

  function abilities(): Abilities {
    return {
      versions: editor.workspace?.workspaceEdit?.documentChanges ?? false,
      snippets: editor.workspace?.workspaceEdit?.snippetEditSupport ?? false,
      hostView: hasHostView
    }
  }

  function writing(): Writing {
    const snippets = editor.textDocument?.completion?.completionItem?.snippetSupport ?? false
    return { snippets, ...(asksAgain === undefined ? {} : { asksAgain }) }
  }

  /** A text and its host, once that is known. */
  async function ask(uri: string): Promise<Asked | undefined> {
    const path = documents.get(uri)?.path
    if (path === undefined) return undefined
    await findings.known(path)
    const document = documents.get(uri)
    const snapshot = document && workspace.of(path)
    return snapshot && { snapshot, path: workspace.fileOf(path), page: document.page }
  }

  async function everyHost(): Promise<ReturnType<typeof workspace.all>> {
    discover()
    await findings.known()
    return workspace.all()
  }

  function hold({ uri, languageId, version, text }: TextDocumentItem): void {
    findings.forget()
    keep({ uri, path: toPath(uri) ?? uri, language: languageId, version, page: page(text, encoding) })
  }

  function keep(document: Document): void {
    documents.set(document.uri, document)
    workspace.put({ path: document.path, text: document.page.text, language: document.language })
    findings.changed(document.path, document.uri)
  }

  /** True for a file that belongs to a host and was looked at. */
  function lookAgain(uri: string): boolean {
    const path = toPath(uri)
    if (path === undefined || !workspace.refresh(path)) return false
    findings.changed(path)
    return true
  }

  function addRoot(uri: string): void {
    const path = toPath(uri)?.replace(/\/+$/, '')
    if (path !== undefined) roots.add(path)
  }

  function discover(): readonly string[] {
    const found = [...roots].flatMap((root) => discovered.hostsIn(root))
    workspace.leave(found)
    for (const folder of found) workspace.visit(folder)
    return [...roots]
  }

  function survey(path: string, host: string | undefined, ready: (found: Found) => void): void {
    const bar = progress(host === undefined ? undefined : `Reading host ${nameOf(host)}`)
    bar.shown
      .then(() => found(path, host))
      .catch((error): Found => {
        report(error)
        return { circumstances: plain, settings }
      })
      .then((all) => {
        ready(all)
        all.circumstances.faults.forEach(showOnce)
        findings.changed(path)
      })
      .catch(report)
      .finally(bar.done)
  }

  // What a user sets may differ from folder to folder: each host goes by what holds at its place.
  async function found(path: string, host: string | undefined): Promise<Found> {
    const own = editor.workspace?.configuration
      ? readSettings(
          await connection.workspace.getConfiguration({ scopeUri: scopeOf(path), section: 'xenlint' })
        )
      : settings
    return { settings: own, circumstances: await surroundings.survey(path, host, own) }
  }

  function scopeOf(path: string): string {
    return [...documents.values()].find((each) => each.path === path)?.uri ?? toUri(path)
  }

  function register(method: string, options: object): void {
    connection.client.register({ method } as never, options as never).catch(report)
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

/** How a host is looked at when nobody could say more. */
const plain: Circumstances = { kind: () => undefined, ignores: () => false, faults: [] }
