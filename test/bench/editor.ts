import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toUri } from '@xenlint/server'
import { type Editor, startEditor } from '../support/editor.js'
import { withHost } from '../support/folder.js'
import { hostOfMany, longGuest, pathOf } from './host.js'
import { percentile, type Row, within } from './measure.js'

const count = 1000
const line = 20
/** What is typed and taken back again, letter by letter. */
const typed = 'extra = "console=hvc0 quiet"\n'
const rounds = 4

/** What somebody feels who opens a guest in an editor and types: all through the server, as a process. */
export async function editorRows(): Promise<Row[]> {
  const ours = await session(count)
  const alone = await session(1)
  const what = `a guest of 60 lines among ${count}`
  const row = (name: string, figure: keyof Session, most: number): Row =>
    within(name, [ours[figure], alone[figure]], 'alone', most)
  return [
    row(`opening ${what}, to its findings`, 'opening', 2000),
    row(`a keystroke in ${what}, to its findings: median`, 'median', 10),
    row('the same: 99th percentile', 'slowest', 30),
    row('completion there', 'completion', 5),
    row('hover there', 'hover', 5),
    { ...row('memory of the server, at most', 'mebibytes', 300), unit: 'MiB', wanted: 'at most 300 MiB' }
  ]
}

interface Session {
  readonly opening: number
  readonly median: number
  readonly slowest: number
  readonly completion: number
  readonly hover: number
  readonly mebibytes: number
}

async function session(guests: number): Promise<Session> {
  const text = longGuest(60, 0)
  const found: Session[] = []
  await withHost({ ...hostOfMany(guests), [pathOf(0)]: text }, async (folder) => {
    const ends: (() => void)[] = []
    const editor = await startEditor({ after: (end) => void ends.push(end as () => void) })
    try {
      found.push(await measured(editor, toUri(join(folder, pathOf(0))), text))
      await editor.leave()
    } finally {
      for (const end of ends) end()
    }
  })
  return found[0] as Session
}

async function measured(editor: Editor, uri: string, text: string): Promise<Session> {
  const opening = await timed(async () => {
    await editor.open(uri, text)
    await editor.findings(uri, 1)
  })
  const keystrokes: number[] = []
  for (const change of keys()) {
    const version = keystrokes.length + 2
    const textDocument = { uri, version }
    keystrokes.push(
      await timed(async () => {
        await editor.tell('textDocument/didChange', { textDocument, contentChanges: [change] })
        await editor.findings(uri, version)
      })
    )
  }
  return {
    opening,
    median: percentile(keystrokes, 50),
    slowest: percentile(keystrokes, 99),
    completion: percentile(await many(() => ask(editor, 'textDocument/completion', uri, 0)), 50),
    hover: percentile(await many(() => ask(editor, 'textDocument/hover', uri, 2)), 50),
    mebibytes: memoryOf(editor)
  }
}

/** Each letter comes, and goes again from behind. */
function* keys(): Iterable<unknown> {
  for (let round = 0; round < rounds; round++) {
    for (const [index, letter] of [...typed].entries()) yield change(index, index, letter)
    for (let index = typed.length - 1; index >= 0; index--) yield change(index, index + 1, '')
  }
}

function change(start: number, end: number, text: string): unknown {
  const isBreak = end === typed.length && text === ''
  const behind = isBreak ? { line: line + 1, character: 0 } : { line, character: end }
  return { range: { start: { line, character: start }, end: behind }, text }
}

function ask(editor: Editor, method: string, uri: string, character: number): Promise<unknown> {
  return editor.ask(method, { textDocument: { uri }, position: { line: 2, character } })
}

async function many(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < 100; run++) times.push(await timed(work))
  return times
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function memoryOf({ server }: Editor): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024
}
