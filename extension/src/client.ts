import type { LanguageClientOptions } from 'vscode-languageclient'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'

/** The client of a server that is the program of the terminal, so that the editor shows what the terminal prints. */
export function clientOf(program: string, options: LanguageClientOptions): LanguageClient {
  return new LanguageClient(
    'xenlint',
    { module: program, args: ['lsp'], transport: TransportKind.stdio },
    options
  )
}
