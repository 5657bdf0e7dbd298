import { constants, setPriority } from 'node:os'
import { basename } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { examiner, type SourceFile, type Target } from '@xenlint/service'
import type { Examined } from '@xenlint/validator'
import type { Level } from './configuration.js'
import { linkTarget } from './disk.js'
import { optimiseLate } from './optimise-late.js'

/** Files that another thread examines, and how. */
export interface Work {
  readonly number: number
  readonly files: readonly (readonly [path: string, source: SourceFile])[]
  readonly target: Target
  readonly severities: ReadonlyMap<string, Level>
  /** One byte a file, shared: 1 where the main thread did not wait for it. */
  readonly done: Uint8Array
}

/** What was found out: of which work, and of which of its files. */
export interface Word {
  readonly number: number
  readonly found: readonly (readonly [index: number, examined: Examined])[]
}

/** So many files are told of at once: each message costs as much as some of them. */
const atOnce = 16

/** Examines files from the last to the first, as the main thread comes from the first, until all are done. */
export async function examineAside(port: MessagePort): Promise<void> {
  giveWay()
  // For both threads. V8 takes no code cache that was made under other settings: this one has to be loaded before.
  await optimiseLate(Number.POSITIVE_INFINITY)
  port.on('message', (work: Work | 'all') => {
    if (work === 'all') port.close()
    else examineAll(port, work)
  })
}

// Whatever is done twice is done in time that nobody else wants; only Linux gives a thread a priority of its own.
function giveWay(): void {
  const thread = linkTarget('/proc/thread-self')
  if (thread === undefined) return
  try {
    setPriority(Number(basename(thread)), constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A thread like any other, then.
  }
}

function examineAll(port: MessagePort, { number, files, target, severities, done }: Work): void {
  const examine = examiner({ target, severities })
  let found: [number, Examined][] = []
  for (const [index, [path, source]] of [...files.entries()].reverse()) {
    const examined = Atomics.load(done, index) === 1 ? undefined : examine(path, source)
    // Where a rule broke, the main thread asks again, and tells its own trace.
    if (examined && examined.faults.length === 0) found.push([index, examined])
    if (found.length < atOnce && index > 0) continue
    const word: Word = { number, found }
    port.postMessage(word)
    found = []
  }
}
