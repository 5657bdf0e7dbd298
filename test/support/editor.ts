import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { toUri } from '@xenlint/server'
import {
  type CancellationToken,
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter
} from 'vscode-languageserver/node'
import { top } from './page.js'

/** An editor of few words, at the other end of a language server that runs as a process of its own. */
export interface Editor {
  readonly server: ChildProcessWithoutNullStreams
  readonly welcome: InitializeResult
  /** What the server wanted to be told of. */
  readonly registered: readonly string[]
  /** What it showed or wrote to its log. */
  readonly said: readonly string[]
  /** What it was asked to ask for again, by the method. */
  readonly refreshed: readonly string[]
  /** What was under way, in words and in its order: begun and done. */
  readonly progress: readonly string[]
  /** The languages that it was told of. */
  readonly languages: readonly unknown[]
  ask<Answer>(method: string, question: unknown, token?: CancellationToken): Promise<Answer>
  tell(method: string, news: unknown): Promise<void>
  open(uri: string, text: string, language?: string): Promise<void>
  /** The next findings of a text, those of a version where one is named. */
  findings(uri: string, version?: number): Promise<readonly Diagnostic[]>
  /** How many messages with findings came that nobody asked for. */
  sent(): number
  /** Ends the conversation as editors do; the exit status of the server. */
  leave(): Promise<number | null>
}

export interface Manners {
  readonly capabilities?: ClientCapabilities
  /** Of all places, or by the place that is asked for. */
  readonly settings?: unknown | ((place: string) => unknown)
  /** The folders that are open, by path. */
  readonly folders?: readonly string[]
  readonly initializationOptions?: unknown
}

/** Starts `xenlint lsp` for one test, and greets it; it ends with the test, however that ends. */
export async function startEditor(claim: Pick<TestContext, 'after'>, manners: Manners = {}): Promise<Editor> {
  const server = spawn(process.execPath, [join(top, 'packages/cli/bin/xenlint.cjs'), 'lsp', '--stdio'])
  claim.after(() => server.kill())
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin)
  )
  const registered: string[] = []
  const said: string[] = []
  const languages: unknown[] = []
  const published: PublishDiagnosticsParams[] = []
  const waiting = new Set<() => void>()
  server.stderr.on('data', (bytes) => said.push(String(bytes)))
  connection.onRequest('client/registerCapability', ({ registrations }) => {
    for (const { method } of registrations) registered.push(method)
    return null
  })
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { scopeUri: string }[] }) =>
    items.map(({ scopeUri }) =>
      typeof manners.settings === 'function' ? manners.settings(scopeUri) : (manners.settings ?? null)
    )
  )
  const refreshed: string[] = []
  for (const kind of ['diagnostic', 'codeLens', 'inlayHint', 'semanticTokens'])
    connection.onRequest(`workspace/${kind}/refresh`, () => {
      refreshed.push(kind)
      return null
    })
  const progress: string[] = []
  connection.onRequest('window/workDoneProgress/create', () => null)
  connection.onNotification('$/progress', ({ value }: { value: { kind: string; title?: string } }) => {
    progress.push(value.title === undefined ? value.kind : `${value.kind}: ${value.title}`)
  })
  connection.onNotification('window/logMessage', ({ message }) => void said.push(message))
  connection.onNotification('window/showMessage', ({ message }) => void said.push(message))
  connection.onNotification('textDocument/publishDiagnostics', (news: PublishDiagnosticsParams) => {
    published.push(news)
    for (const look of waiting) look()
  })
  connection.onNotification('xenlint/language', (news: unknown) => void languages.push(news))
  connection.listen()

  const { capabilities = {}, initializationOptions } = manners
  const workspaceFolders = manners.folders?.map((path) => ({ uri: toUri(path), name: path })) ?? null
  const greeting = {
    processId: process.pid,
    rootUri: null,
    workspaceFolders,
    capabilities,
    initializationOptions
  }
  const welcome: InitializeResult = await connection.sendRequest('initialize', greeting)
  await connection.sendNotification('initialized', {})

  function findings(uri: string, version?: number): Promise<readonly Diagnostic[]> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`no findings of ${uri} came; the server said: ${said.join(' | ')}`)),
        30_000
      )
      const look = (): void => {
        const index = published.findIndex(
          (each) => each.uri === uri && (version === undefined || each.version === version)
        )
        if (index < 0) return
        const [news] = published.splice(index, 1)
        clearTimeout(late)
        waiting.delete(look)
        resolve(news?.diagnostics ?? [])
      }
      waiting.add(look)
      look()
    })
  }

  return {
    server,
    welcome,
    registered,
    said,
    refreshed,
    progress,
    languages,
    ask: (method, question, token) =>
      token ? connection.sendRequest(method, question, token) : connection.sendRequest(method, question),
    tell: (method, news) => connection.sendNotification(method, news),
    open: (uri, text, languageId = '') =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text }
      }),
    findings,
    sent: () => published.length,
    async leave() {
      const ended = new Promise<number | null>((resolve) => server.once('exit', resolve))
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      return ended
    }
  }
}
