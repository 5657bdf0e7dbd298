import { chooseTarget, defaultTarget } from '@xenlint/service'
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { connectionStrategy } from './cancellation.js'
import type { Disk } from './documents.js'
import { serve } from './server.js'
import type { Settings } from './settings.js'
import type { Circumstances, Surroundings } from './surroundings.js'

/** The files that an editor in a browser told of: it has no disk. */
interface Told {
  readonly files: readonly { readonly uri: string; readonly text: string | null }[]
}

/** Serves the editor that started this web worker. */
export function serveWorker(scope: ConstructorParameters<typeof BrowserMessageReader>[0]): void {
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope), {
    connectionStrategy
  })
  const files = new Map<string, string>()
  connection.onNotification('xenlint/files', ({ files: told }: Told) => {
    for (const { uri, text } of told) {
      if (text === null) files.delete(uri)
      else files.set(uri, text)
    }
  })
  serve(connection, diskOf(files), surroundings)
  connection.listen()
}

function diskOf(files: ReadonlyMap<string, string>): Disk {
  return {
    read: (path) => files.get(path),
    isLink: () => false,
    names: (folder) => {
      const below = [...files.keys()].filter((path) => path.startsWith(`${folder}/`))
      const names = below.map((path) => path.slice(folder.length + 1).split('/', 1)[0] ?? '')
      return [...new Set(names)].sort()
    }
  }
}

const surroundings: Surroundings = { survey, watched: [] }

// Without a disk there is no configuration: the settings of the editor say what there is to say.
async function survey(_: string, __: string | undefined, settings: Settings): Promise<Circumstances> {
  const { xen, debian, severities } = settings
  const because = 'as the settings of the editor say'
  const target = chooseTarget([{ ...(xen ? { xen } : {}), ...(debian ? { debian } : {}), because }])
  return {
    target: 'fault' in target ? defaultTarget : target,
    severities,
    kind: () => undefined,
    ignores: () => false,
    faults: 'fault' in target ? [target.fault] : []
  }
}
