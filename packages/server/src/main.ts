import { createConnection } from 'vscode-languageserver/node'
import { connectionStrategy } from './cancellation.js'
import { disk } from './documents.js'
import { serve } from './server.js'
import type { Surroundings } from './surroundings.js'

/** Serves the editor at the other end of standard input and output; ends the process when it leaves. */
export function serveStandardStreams(surroundings: Surroundings): void {
  const connection = createConnection(process.stdin, process.stdout, { connectionStrategy })
  serve(connection, disk, surroundings)
  connection.listen()
}
