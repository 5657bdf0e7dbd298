import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Input, SourceFile, Target } from '@xenlint/service'
import type { Examined } from '@xenlint/validator'
import type { Level } from './configuration.js'
import { exists } from './disk.js'
import type { Word, Work } from './examine-aside.js'

/** Finds out what files say by themselves, while the main thread does what only it can. */
export interface SecondThread {
  /** What is known of each file by the time it is asked for: it is never waited for. */
  examine(
    files: ReadonlyMap<string, SourceFile>,
    target: Target,
    severities: ReadonlyMap<string, Level>
  ): NonNullable<Input['examined']>
  /** No files more will come. */
  end(): void
}

/** Fewer files are done before a thread has started. */
const fewest = 200

/** A second thread, where so many files keep it busy and there is a processor to run it; `XENLINT_THREADS=1` keeps it away. */
export async function secondThread(files: number): Promise<SecondThread | undefined> {
  if (files < fewest || availableParallelism() < 2 || process.env['XENLINT_THREADS'] === '1') return undefined
  const entry = join(__dirname, 'examiner.cjs')
  // The extension comes without it.
  if (!exists(entry)) return undefined
  const { MessageChannel, receiveMessageOnPort, Worker } = await import('node:worker_threads')
  const { port1: here, port2: there } = new MessageChannel()
  const found: Examined[][] = []
  const drain = (): void => {
    for (let word = receiveMessageOnPort(here); word; word = receiveMessageOnPort(here)) {
      const { number, found: all } = word.message as Word
      for (const [index, examined] of all) (found[number] as Examined[])[index] = examined
    }
  }
  try {
    // A stack no deeper than that of the main thread: what ends there must not pass here.
    const worker = new Worker(entry, {
      resourceLimits: { stackSizeMb: 1 },
      workerData: there,
      transferList: [there],
      stdout: true,
      stderr: true
    })
    // What it does not do is done here.
    worker.on('error', () => {})
    worker.unref()
  } catch {
    return undefined
  }
  return {
    examine(files, target, severities) {
      const order = [...files]
      const indexes = new Map(order.map(([path], index) => [path, index]))
      const done = new Uint8Array(new SharedArrayBuffer(order.length))
      const number = found.push([]) - 1
      const work: Work = { number, files: order, target, severities, done }
      here.postMessage(work)
      return (file, source) => {
        const index = indexes.get(file)
        // A file that changed is another one.
        if (index === undefined || files.get(file) !== source) return undefined
        if (!found[number]?.[index]) drain()
        const known = found[number]?.[index]
        if (!known) Atomics.store(done, index, 1)
        return known
      }
    },
    end: () => here.postMessage('all')
  }
}
