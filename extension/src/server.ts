// The language server as VS Code starts it: a process of its own, bundled beside the extension.
import { serveStandardStreams } from '@xenlint/server'

serveStandardStreams()
