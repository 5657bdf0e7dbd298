import {
  completions,
  explain,
  hover,
  type Outline,
  open,
  references,
  type SourceFile,
  symbols
} from '@xenlint/service'
import { lineIndex, pointAt } from '@xenlint/syntax'
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
  ask: (files: ReadonlyMap<string, SourceFile>, file: string, offset: number) => string
): Answered[] {
  const found: Answered[] = []
  let asked: Block[] = []
  for (const block of page.blocks) {
    if (block.language !== 'answer') {
      asked.push(block)
      continue
    }
    const question = asked.find(({ body }) => body.includes(cursor))
    if (!question)
      throw new Error(`${page.path}:${block.first}: no block above has a cursor; expected ${cursor}`)
    const files = new Map(
      asked.map((each, index) => [
        each.flags.get('file') ?? `file-${index}`,
        { text: each.body.replace(cursor, '').replace(/\n$/, ''), format: each.language }
      ])
    )
    const [file = ''] = [...files.keys()].filter((_, index) => asked[index] === question)
    found.push({ block, question, actual: ask(files, file, question.body.indexOf(cursor)) })
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

/** The completions that what is written leaves, each with the line that it makes; `‸` is where one writes on. */
function completed(files: ReadonlyMap<string, SourceFile>, file: string, offset: number): string {
  const text = files.get(file)?.text ?? ''
  const snapshot = open({ files })
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

/** How the pages of `fixtures/service` are answered, by name. */
const questions: Readonly<Record<string, typeof hovered>> = {
  'service/completion.md': completed,
  'service/hover.md': hovered,
  'service/references.md': referenced,
  'service/symbols.md': outlined
}

/** What the service answers to each question of a page. */
export function serviceExpectations(page: Page): Answered[] {
  const ask = questions[page.path]
  if (!ask) throw new Error(`${page.path}: nobody answers this page`)
  return answers(page, ask)
}
