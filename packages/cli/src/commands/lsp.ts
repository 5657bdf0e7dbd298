import { surroundings } from '../survey.js'

/** Serves an editor until it leaves. */
export async function lsp(): Promise<number> {
  const { serveStandardStreams } = await import('@xenlint/server')
  serveStandardStreams(surroundings)
  return 0
}
