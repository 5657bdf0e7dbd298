import type { Snapshot } from '@xenlint/service'
import { applyEdits, type Edit } from '@xenlint/syntax'
import { chooseFixes, type Fix, type Problem } from '@xenlint/validator'

/** Something that a user may choose to have done, in words and edits by file. */
export interface Action {
  readonly title: string
  readonly kind: 'fix' | 'fix-all' | 'allow'
  readonly edits: ReadonlyMap<string, readonly Edit[]>
  /** What it takes care of. */
  readonly problems: readonly Problem[]
  /** True if an editor may do it unasked: nothing changes in meaning. */
  readonly safe: boolean
  /** Where the user goes on writing, in the edited text; only of the first edit. */
  readonly writeOn?: true
}

/** What can be done about the problems between two offsets, and about all of the file, of the kinds that are wanted. */
export function actionsOf(
  snapshot: Snapshot,
  file: string,
  start: number,
  end: number,
  wants: (kind: Action['kind']) => boolean
): Action[] {
  const problems = snapshot.problems(file)
  const near = problems.filter(({ at }) => at.start <= end && at.end >= start)
  return [
    ...(wants('fix') ? near.flatMap((problem) => problem.fixes.map((fix) => fixing(problem, fix))) : []),
    ...(wants('fix') ? fixingRules(problems, near) : []),
    // Each of these reads the file once more.
    ...(wants('allow') ? near.flatMap((problem) => allowing(snapshot, problem)) : []),
    ...(wants('fix-all') ? fixingAll(problems) : [])
  ]
}

function fixing(problem: Problem, { title, edits, safe }: Fix): Action {
  const byFile = new Map<string, Edit[]>()
  for (const { file = problem.at.file, start, end, text } of edits)
    byFile.set(file, [...(byFile.get(file) ?? []), { start, end, text }])
  return { title, kind: 'fix', edits: byFile, problems: [problem], safe }
}

/** One action for each rule that found several things here, and of one kind. */
function fixingRules(problems: readonly Problem[], near: readonly Problem[]): Action[] {
  const rules = new Set(near.filter(({ fixes }) => fixes.length === 1).map(({ rule }) => rule))
  return [...rules].flatMap((rule) => {
    const alike = problems.filter((problem) => problem.rule === rule && problem.fixes.length === 1)
    const { chosen, edits } = chooseFixes(alike, { unsafe: true })
    if (chosen.length < 2) return []
    const title = `Fix all ${chosen.length} of \`${rule}\` in this file`
    const done = chosen.map(({ problem }) => problem)
    return [{ title, kind: 'fix', edits, problems: done, safe: false } satisfies Action]
  })
}

function fixingAll(problems: readonly Problem[]): Action[] {
  const { chosen, edits } = chooseFixes(problems, { unsafe: false })
  if (chosen.length === 0) return []
  return [
    {
      title: 'Apply all fixes that change no meaning',
      kind: 'fix-all',
      edits,
      problems: chosen.map(({ problem }) => problem),
      safe: true
    }
  ]
}

/** A comment on the line before; offered only where the file, read again with it, is silent on this and says nothing new. */
function allowing(snapshot: Snapshot, problem: Problem): Action[] {
  const { file } = problem.at
  const source = snapshot.input.files.get(file)
  if (!source) return []
  const start = lineStart(source.text, problem.at.start)
  const indent = /^[ \t]*/.exec(source.text.slice(start))?.[0] ?? ''
  const newline = /\r\n|\n|\r/.exec(source.text)?.[0] ?? '\n'
  const comment = `${indent}# xenlint-allow ${problem.rule}: `
  const tried = { start, end: start, text: `${comment}tried${newline}` }
  const after = snapshot.change(new Map([[file, { ...source, text: applyEdits(source.text, [tried]) }]]))
  if (after.problems(file).length >= snapshot.problems(file).length) return []
  return [
    {
      title: `Allow \`${problem.rule}\` here, and write why`,
      kind: 'allow',
      edits: new Map([[file, [{ start, end: start, text: comment + newline }]]]),
      problems: [problem],
      safe: false,
      writeOn: true
    }
  ]
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
}
