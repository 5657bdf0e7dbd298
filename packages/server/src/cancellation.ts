import { type ConnectionStrategy, LSPErrorCodes, type RequestMessage } from 'vscode-languageserver'

/** A question that an editor takes back before its turn has come is answered by that, and costs nothing. */
export const connectionStrategy: ConnectionStrategy = {
  cancelUndispatched: (question) => ({
    jsonrpc: '2.0',
    id: (question as RequestMessage).id,
    error: { code: LSPErrorCodes.RequestCancelled, message: 'The editor does not want to know any more.' }
  })
}
