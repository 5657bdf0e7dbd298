import {
  completions,
  explain,
  folds,
  formatting,
  hover,
  inlays,
  lenses,
  type Outline,
  open,
  references,
  rename,
  type Snapshot,
  type SourceFile,
  selections,
  symbols,
  tokens
} from '@xenlint/service'
import { applyEdits, lineIndex, pointAt } from '@xenlint/syntax'
import { hostIn } from './host-page.js'
import type { Block, Page } from './page.js'

/** A question of a service page, and what the service answers. */
export interface Answered {
  readonly block: Block
  readonly question: Block
  readonly actual: string
}

/** Where the cursor stands in the text of a page. */
const cursor = '<|>'

/** Blocks before an `answer` are one host, `file=etc/…` names them; the one with the cursor is asked about. */
function answers(
  page: Page,
  ask: (files: ReadonlyMap<string, SourceFile>, file: string, offset: number, word: string) => string
): Answered[] {
  const found: Answered[] = []
  let asked: Block[] = []
  for (const block of page.blocks) {
    if (block.language !== 'answer') {
      asked.push(block)
      continue
    }
    const question =
      asked.find(({ body }) => body.includes(cursor)) ??
      (page.path.endsWith('/tokens.md') ? asked.at(-1) : undefined)
    if (!question)
      throw new Error(`${page.path}:${block.first}: no block above has a cursor; expected ${cursor}`)
    const files = new Map(
      asked.map((each, index) => [
        each.flags.get('file') ?? `file-${index}`,
        { text: each.body.replace(cursor, '').replace(/\n$/, ''), format: each.language }
      ])
    )
    const [file = ''] = [...files.keys()].filter((_, index) => asked[index] === question)
    found.push({
      block,
      question,
      actual: ask(files, file, question.body.indexOf(cursor), block.flags.get('to') ?? '')
    })
    asked = []
  }
  return found
}

/** The stretch that a hover speaks of, then its words. */
function hovered(files: ReadonlyMap<string, SourceFile>, file: string, offset: number): string {
  const answer = hover(open({ files }), file, offset)
  if (!answer) return 'nothing\n'
  return `${files.get(file)?.text.slice(answer.start, answer.end)}\n---\n${answer.markdown}\n`
}

/** What is known of the machine that completions are asked on. */
const machine = {
  nics: ['enp1s0', 'enp2s0'],
  volumes: [
    { path: '/dev/vg0/web', sizeMiB: 20480 },
    { path: '/dev/vg0/new', sizeMiB: 10240 }
  ],
  pci: ['0000:02:00.0', '0000:03:00.0'],
  assignable: ['0000:03:00.0'],
  files: ['/boot/vmlinuz-6.1.0-9-amd64', '/boot/vmlinuz-6.1.0-30-amd64', '/srv/iso/debian.iso']
}

/** The completions that what is written leaves, each with the line that it makes; `‸` is where one writes on. */
function completed(files: ReadonlyMap<string, SourceFile>, file: string, offset: number): string {
  const text = files.get(file)?.text ?? ''
  const entries = new Map([...files].map(([path, source]) => [`/${path}`, source.text]))
  const snapshot = open({ files, host: hostIn(entries, machine) })
  const fitting = completions(snapshot, file, offset).filter(({ label, start }) =>
    label.startsWith(text.slice(start, offset).replace(/^["'(]/, ''))
  )
  const lines = fitting.map(({ start, end, before, behind, detail }) => {
    const written = `${text.slice(0, start)}${before}‸${behind}${text.slice(end)}`
    const from = written.lastIndexOf('\n', start - 1) + 1
    const line = written.slice(from).split('\n', 1)[0] ?? ''
    return detail ? `${line}    ${detail}` : line
  })
  const shown = lines.length > 8 ? [...lines.slice(0, 7), `… and ${lines.length - 7} more`] : lines
  const unexplained = fitting.find(({ topic }) => topic && explain(snapshot, topic) === undefined)
  if (unexplained) throw new Error(`nothing explains ${unexplained.label}`)
  return shown.length > 0 ? shown.map((line) => `${line}\n`).join('') : 'nothing\n'
}

/** The places that write a name, and where it is given. */
function referenced(files: ReadonlyMap<string, SourceFile>, file: string, offset: number): string {
  const found = references(open({ files }), file, offset)
  if (found.length === 0) return 'nothing\n'
  return found
    .map(({ file: where, start, name, defines }) => {
      const { line, column } = pointAt(lineIndex(files.get(where)?.text ?? ''), start)
      return `${where}:${line}:${column} ${name}${defines ? ' (given here)' : ''}\n`
    })
    .join('')
}

/** The lines that a new name changes, by file; or why there is none. `to=` at the answer is the name. */
function renamed(files: ReadonlyMap<string, SourceFile>, file: string, offset: number, name: string): string {
  const edits = rename(onHost(files), file, offset, name)
  if ('fault' in edits) return `refused: ${edits.fault}\n`
  const lines = [...edits].flatMap(([where, changes]) => {
    const text = files.get(where)?.text ?? ''
    const before = text.split('\n')
    const after = applyEdits(text, changes).split('\n')
    return after.flatMap((line, index) =>
      line === before[index] ? [] : [`${where}:${index + 1}: ${line.trim()}\n`]
    )
  })
  return lines.join('') || 'nothing\n'
}

/** The outline of the file with the cursor. */
function outlined(files: ReadonlyMap<string, SourceFile>, file: string): string {
  const text = files.get(file)?.text ?? ''
  const print = (lines: readonly Outline[], indent: string): string =>
    lines
      .map(({ name, detail, start, end, nameStart, nameEnd, children }) => {
        const extent = text.slice(start, end).split('\n').length
        const words = [name, detail, extent > 1 ? `(${extent} lines)` : ''].filter(Boolean).join('  ')
        if (nameStart < start || nameEnd > end) throw new Error(`the name of ${name} stands outside of it`)
        return `${indent}${words}\n${print(children, `${indent}  `)}`
      })
      .join('')
  return print(symbols(open({ files }), file), '') || 'nothing\n'
}

/** The file in its form; trailing blanks show as `·`. */
function formed(files: ReadonlyMap<string, SourceFile>, file: string): string {
  const text = files.get(file)?.text ?? ''
  const edits = formatting(open({ files }), file)
  if ('fault' in edits) return `left as it is: ${edits.fault}\n`
  return edits.length > 0 ? applyEdits(text, edits).replace(/[ \t]$/gm, '·') : 'nothing\n'
}

/** The lines that can be folded, each fold with its first and its last line. */
function folded(files: ReadonlyMap<string, SourceFile>, file: string): string {
  const lines = (files.get(file)?.text ?? '').split('\n')
  const found = folds(open({ files }), file).map(
    ({ first, last, kind }) => `${first}-${last} ${kind}: ${lines[first - 1]} … ${lines[last - 1]?.trim()}\n`
  )
  return found.join('') || 'nothing\n'
}

/** What a growing selection takes in, a step a line. */
function selected(files: ReadonlyMap<string, SourceFile>, file: string, offset: number): string {
  const text = files.get(file)?.text ?? ''
  const steps = selections(open({ files }), file, offset)
  return steps.map(({ start, end }) => `${JSON.stringify(text.slice(start, end))}\n`).join('') || 'nothing\n'
}

/** The tokens of the file with the cursor, a line for each: the text, what it is, and what else is said of it. */
function coloured(files: ReadonlyMap<string, SourceFile>, file: string): string {
  const text = files.get(file)?.text ?? ''
  const lines = tokens(open({ files }), file).map(({ start, end, type, modifiers }) =>
    [`${text.slice(start, end)}  ${type}`, ...modifiers].join(' ')
  )
  return lines.length > 0 ? lines.map((line) => `${line}\n`).join('') : 'nothing\n'
}

/** The host that the blocks make together. */
function onHost(files: ReadonlyMap<string, SourceFile>): Snapshot {
  const entries = new Map([...files].map(([path, { text }]) => [`/${path}`, text]))
  return open({ files, host: hostIn(entries, { memoryMiB: 8192, nics: ['eth0'] }) })
}

/** The file with the words that an editor shows inside it, in `‹›`. */
function inlaid(files: ReadonlyMap<string, SourceFile>, file: string): string {
  const text = files.get(file)?.text ?? ''
  const edits = inlays(onHost(files), file).map(({ at, text: words }) => ({
    start: at,
    end: at,
    text: `‹${words}›`
  }))
  return `${applyEdits(text, edits)}\n`
}

/** The words above lines of the file, each with its line. */
function lensed(files: ReadonlyMap<string, SourceFile>, file: string): string {
  const lines = lineIndex(files.get(file)?.text ?? '')
  const found = lenses(onHost(files), file).map(
    ({ start, text }) => `${pointAt(lines, start).line}: ${text}\n`
  )
  return found.join('') || 'nothing\n'
}

/** How the pages of `fixtures/service` are answered, by name. */
const questions: Readonly<Record<string, typeof renamed>> = {
  'service/completion.md': completed,
  'service/folding.md': folded,
  'service/formatting.md': formed,
  'service/hover.md': hovered,
  'service/inlays.md': inlaid,
  'service/lenses.md': lensed,
  'service/references.md': referenced,
  'service/rename.md': renamed,
  'service/selection.md': selected,
  'service/strings-completion.md': completed,
  'service/strings-hover.md': hovered,
  'service/symbols.md': outlined,
  'service/tokens.md': coloured
}

/** What the service answers to each question of a page. */
export function serviceExpectations(page: Page): Answered[] {
  const ask = questions[page.path]
  if (!ask) throw new Error(`${page.path}: nobody answers this page`)
  return answers(page, ask)
}
