import { type Format, rulesOf, spacingEdits } from '@xenlint/formats'
import type { Setting, Value } from '@xenlint/model'
import { applyEdits, type Edit } from '@xenlint/syntax'
import type { Problem } from '@xenlint/validator'
import type { Snapshot } from './snapshot.js'

/** Why a file is left as it is. */
export interface Unformed {
  readonly fault: string
  /** What has to be mended first. */
  readonly problem?: Problem
}

/**
 * The edits that give a file its form: blanks inside lines and the end of the file, nothing else.
 * A file that its reader refuses keeps its form: what is meant there is not known.
 */
export function formatting(snapshot: Snapshot, file: string): readonly Edit[] | Unformed {
  const format = snapshot.format(file)
  const tree = snapshot.tree(file)
  const text = snapshot.input.files.get(file)?.text
  if (!format || !tree || text === undefined) return []
  const problem = refusal(snapshot, file, format)
  if (problem) return { fault: 'what its reader refuses has to be mended first', problem }
  const last = lastBlanks(text)
  const edits = spacingEdits(tree, format.spacing).filter(({ start }) => start < last.start)
  if (text.slice(last.start) !== last.text) edits.push(last)
  if (edits.length === 0) return []
  const after = format.lower(format.parse(applyEdits(text, edits)), file)
  if (meaningOf(snapshot.settings(file)) === meaningOf(after)) return edits
  return { fault: 'some of its blanks have a meaning' }
}

/** The first finding that keeps a file from being read. */
function refusal(snapshot: Snapshot, file: string, format: Format): Problem | undefined {
  const refusing = new Set(
    rulesOf(format)
      .filter(({ refuses }) => refuses)
      .map(({ id }) => id)
  )
  return snapshot.problems(file).find(({ rule }) => refusing.has(rule))
}

/** A file ends with one line break, of the kind that it uses; behind a backslash one would not end a line. */
function lastBlanks(text: string): Edit {
  const start = text.search(/[ \t\f\v\r\n]*$/)
  if (text[start - 1] === '\\') return { start, end: text.length, text: text.slice(start) }
  const newline = /\r\n|\n|\r/.exec(text.slice(start)) ?? /\r?\n/.exec(text)
  return { start, end: text.length, text: start === 0 ? '' : (newline?.[0] ?? '\n') }
}

/** What settings say, wherever they stand. */
function meaningOf(settings: readonly Setting[]): string {
  return JSON.stringify(
    settings.map(({ name, operation, value, section }) => [
      name,
      operation,
      written(value),
      section && [section.kind, ...section.words.map(({ text }) => text)]
    ])
  )
}

function written(value: Value): unknown {
  switch (value.kind) {
    case 'text':
      return [value.spelled, value.text]
    case 'list':
      return value.items.map(written)
    case 'unknown':
      return { why: value.why }
    case 'absent':
      return null
  }
}
