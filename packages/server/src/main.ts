import { createConnection } from 'vscode-languageserver/node'
import { disk } from './documents.js'
import { serve } from './server.js'

/** Serves the editor at the other end of standard input and output; ends the process when it leaves. */
export function serveStandardStreams(): void {
  const connection = createConnection(process.stdin, process.stdout)
  serve(connection, disk)
  connection.listen()
}
